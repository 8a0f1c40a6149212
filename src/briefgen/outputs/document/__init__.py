"""The edition as JSON, for other programs: every text plain, with the places of its notes."""
