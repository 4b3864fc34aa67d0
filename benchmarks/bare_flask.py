"""The baseline of the doors' memory, start-up and uploads: Flask and nothing else."""

from __future__ import annotations

import os

from flask import Flask, request


def make_empty() -> Flask:
    """A Flask application with one page of one word."""
    app = Flask(__name__)

    @app.get("/")
    def page() -> str:
        return "here"

    return app


def make_taker() -> Flask:
    """A Flask application that writes what is sent to it into one file ("BARE_FILE"), as it comes."""
    app = make_empty()

    @app.post("/")
    def take() -> str:
        with open(os.environ["BARE_FILE"], "wb") as file:
            while part := request.stream.read(64 * 1024):
                file.write(part)
            os.fsync(file.fileno())
        return "taken"

    return app
