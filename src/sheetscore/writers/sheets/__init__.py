"""One module for each sheet of the completed workbook."""
