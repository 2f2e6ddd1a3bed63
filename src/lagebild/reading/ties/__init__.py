"""Standing relations: the words that state them and the parties they hold between."""
