"""The one place that says how long the proofs may run, and from which seed their choices come.

`make prove` sets LETTERBOX_PROVE=1: every point, every schedule, every world that can be afforded. Ordinary
runs take samples. LETTERBOX_SEED repeats the choices of an earlier run.
"""

from __future__ import annotations

import os

PROVE = os.environ.get("LETTERBOX_PROVE") == "1"
SEED = int(os.environ.get("LETTERBOX_SEED") or 20261122)
