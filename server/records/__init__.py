"""What the graph is as a data set, for catalogues, crawlers and search engines."""
