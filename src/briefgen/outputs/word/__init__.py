"""The edition as a Word file: styles, notes and fields of Word's own, so that all can be edited."""
