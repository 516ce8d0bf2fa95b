"""Pictures of the graph, drawn as SVG on the server: each links to the pages that it shows."""
