"""The routes, by what is asked. Each one parses, asks the store, and shapes the answer."""
