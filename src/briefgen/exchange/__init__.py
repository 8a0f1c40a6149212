"""Sources from and for other programs: CSL-JSON, BibTeX and RIS, in and out of libraries."""
