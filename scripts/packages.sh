#!/usr/bin/env bash
# Installs the npm packages by the lock file, only when it is newer than what is
# installed. No script of a package is run.
set -euo pipefail
cd "$(dirname "$0")/.."

installed=node_modules/.package-lock.json # written by npm itself
[[ ! -e $installed || package-lock.json -nt $installed ]] || exit 0
command -v npm >/dev/null || { echo "Node 20 with npm is missing: apt-get install nodejs npm." >&2; exit 1; }
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ||
  { echo "npm could not install the packages of package-lock.json." >&2; exit 1; }
touch "$installed"
