#!/usr/bin/env bash
# Pins every package with its hashes. Run after changing pyproject.toml. Needs uv.
set -eu
cd "$(dirname "$0")/.."
pin() {
  uv pip compile -q --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header --override requirements/overrides.txt "$@"
}
pin pyproject.toml --extra kms -o requirements/run.txt
pin pyproject.toml --extra kms --extra demo --group dev -o requirements/dev.txt
# The image is built with the versions that were tested with: the wheel, and the learned model's weights.
printf '%s\n' hatchling numpy onnx onnxruntime | pin - --constraint requirements/dev.txt -o requirements/build.txt
pin requirements/compared.in -o requirements/compared.txt
