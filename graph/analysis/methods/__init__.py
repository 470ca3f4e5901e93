"""The methods page: formulas, their sources, and an example whose numbers are computed when the page is made."""
