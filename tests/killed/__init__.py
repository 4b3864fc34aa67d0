"""Killed anywhere: a process dies at any point of any act, and nothing is lost, doubled or half done."""
