"""The locked room: strangers' bytes are opened in a child process that can reach nothing."""
