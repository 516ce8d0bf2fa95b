"""The face of Detente: the command line, the SPARQL endpoint and the pages."""
