#!/usr/bin/env bash
# Builds the front-end bundles. Without Node the pages go without enhancement,
# which is a warning and not a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/packages.sh || echo "So pages go without enhancement." >&2
exec go run ./cmd/build
