"""What a page shows, read out of its pixels: words and where they stand, codes, faces.

Native code over strangers' pixels: nothing outside the locked room imports this.
"""
