"""The same engine sooner: what is done again and again is done once. The bytes stay the same."""
