"""A recogniser that is asked the same twice, and reads once."""

from moderation.hints.learned.recogniser import Found, ModelFault, Recogniser


class Remembering:
    """What `recogniser` finds, read once for each text. Holds the texts: keep it no longer than one job."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._found: dict[str, list[Found] | ModelFault] = {}

    def find(self, text: str) -> list[Found]:
        """As the recogniser found it the first time. Raises ModelFault, then as now."""
        if text not in self._found:
            try:
                self._found[text] = self._recogniser.find(text)
            except ModelFault as fault:
                self._found[text] = fault
        found = self._found[text]
        if isinstance(found, ModelFault):
            raise found
        return found
