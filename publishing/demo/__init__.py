"""The demo: destinations in the sandbox, released content, and one article's whole way."""
