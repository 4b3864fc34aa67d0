"""Ways of saying things that hurt, press or promise, and things that a letter is not the place for.

These hints never refuse a letter, and "I love you", "I miss you" and "I think of you every day" are no
violations. Each comes with wording that may be suggested to the writer.
"""
