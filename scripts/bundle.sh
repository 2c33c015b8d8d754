#!/usr/bin/env bash
# Builds the front-end bundles. The npm packages are installed by the lock
# file, and only when it is newer than what is installed; without Node the
# pages go without enhancement, which is a warning and not a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

installed=node_modules/.package-lock.json # written by npm itself
if [[ ! -e $installed || package-lock.json -nt $installed ]]; then
  if ! command -v npm >/dev/null; then
    echo "Node 20 with npm is missing, so pages go without enhancement: apt-get install nodejs npm." >&2
  elif npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
    touch "$installed"
  else
    echo "npm could not install the front-end packages, so pages go without enhancement." >&2
  fi
fi
exec go run ./cmd/build
