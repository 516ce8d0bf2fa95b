"""What answers at which address, one blueprint per file."""
