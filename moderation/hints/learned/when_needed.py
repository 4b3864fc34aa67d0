"""The model of this installation: looked for at start, loaded when the first letter is read, then kept."""

import importlib
from importlib.util import find_spec
from pathlib import Path

from moderation.hints.learned.recogniser import Found, ModelFault, Recogniser

FOLDER = Path(__file__).resolve().parent.parent / "data" / "rampart"
FILES = ("model_q8.onnx", "vocab.txt")
RUNTIME = ("numpy", "onnxruntime")

_LOADER = "moderation.hints.learned.rampart"


class WhenNeeded:
    """Reads with the model of this installation. What keeps it from loading is a ModelFault, each time."""

    def find(self, text: str) -> list[Found]:
        """As the model finds. Raises ModelFault."""
        try:
            loader = importlib.import_module(_LOADER)
        except ImportError as fault:
            raise ModelFault(f"the runtime of the model can't be loaded ({fault.name})") from fault
        recogniser: Recogniser = loader.load_rampart()
        return recogniser.find(text)


def what_is_missing(folder: Path = FOLDER) -> list[str]:
    """What the second opinion needs and this installation doesn't have, by name; loads nothing."""
    files = [str(folder / name) for name in FILES if not (folder / name).is_file()]
    return files + [f"the package {name}" for name in RUNTIME if find_spec(name) is None]
