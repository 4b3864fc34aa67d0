"""Faults from outside: full disks, wrong clocks, spoiled seals, stores and servers that answer wrongly."""
