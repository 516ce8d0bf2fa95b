"""What the graph says of one thing, gathered for its page."""
