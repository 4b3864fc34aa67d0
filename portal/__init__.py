"""The portal remembers, and speaks to people: doors, pages, tables, use cases and jobs."""
