"""The words of the field and how texts are compared: one name a measure. Data and look-up, for tables and reports alike."""
