"""The graph engines the tests run on, and how to start them without Docker."""
