"""What maps drawn by hand share (Kumu, PRSM): elements and connections with words of their own. No format itself."""
