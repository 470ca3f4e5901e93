"""Who listens: the two engines behind the one driver, and what differs between them."""
