"""The output folder: what lies there, what is written, and the record of the runs."""
