"""What the shape of a network says: pure functions on arrays, which know neither store nor ontology."""
