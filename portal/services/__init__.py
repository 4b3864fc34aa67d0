"""Use cases, one verb a function. They know no Flask and never commit."""
