"""The tests of maillage; the folders mirror those of the code."""
