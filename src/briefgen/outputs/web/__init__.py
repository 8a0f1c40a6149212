"""The web page: one file that needs nothing but itself, with the data of its figures beside it."""
