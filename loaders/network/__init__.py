"""What all formats of networks share: a node or an edge with attributes, and the claims they become. No format itself."""
