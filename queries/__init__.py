"""The example queries, one file each, and the catalogue that reads them."""
