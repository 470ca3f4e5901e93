"""Tests of the HTTP interface: the real application on a real store."""
