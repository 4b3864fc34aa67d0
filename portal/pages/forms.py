"""Forms with no more fields than any page of ours has."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

MOST_FIELDS = {"family": 150, "staff": 50_000}
"""By door. The staff door's largest form has a field for every hint in a letter."""


class CountingParser(FormDataParser):
    """Counts the fields of a plain form before it takes them apart, as the library does for uploads.

    A stranger's six megabytes of "a=&" are two million fields: seconds of work and hundreds of megabytes.
    """

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """As the library's. Raises RequestEntityTooLarge."""
        if mimetype != "application/x-www-form-urlencoded" or self.max_form_parts is None:
            return super().parse(stream, mimetype, content_length, options)
        if self.max_form_memory_size is not None and (content_length or 0) > self.max_form_memory_size:
            raise RequestEntityTooLarge
        body = stream.read()
        if body.count(b"&") >= self.max_form_parts:
            raise RequestEntityTooLarge
        return super().parse(BytesIO(body), mimetype, len(body), options)
