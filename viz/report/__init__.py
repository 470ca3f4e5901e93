"""The report that a working group hands on: a « note de synthèse » as one HTML file or one Word document."""
