"""Pages read: words, codes and faces found in pixels."""
