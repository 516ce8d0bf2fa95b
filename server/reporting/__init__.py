"""The reading report as people see it: on a terminal and in a browser."""
