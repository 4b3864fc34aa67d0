"""Identifiers that nobody entered as a term: contact details, codes, names, places, institutions, puzzles.

Each family is a module of its own with one function from a letter to hints; lists of words stand apart.
"""
