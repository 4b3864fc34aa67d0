"""The baseline of the doors' memory and start-up: Flask and nothing else."""

from __future__ import annotations

from flask import Flask


def make_empty() -> Flask:
    """A Flask application with one page of one word."""
    app = Flask(__name__)

    @app.get("/")
    def page() -> str:
        return "here"

    return app
