"""Signs that somebody may be in danger.

They bring a letter to a manager at once; people judge what they mean.
"""
