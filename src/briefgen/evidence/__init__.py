"""What a brief was made from: gathered, bounded by its marking, carried inside its PDF, kept."""
