"""Programs of the system that are used inside the room."""

WORD_READER = "soffice"
"""LibreOffice; Debian's libreoffice-writer-nogui."""
