"""Pages as people meet them: a real browser, the keyboard, and axe."""
