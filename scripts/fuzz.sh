#!/usr/bin/env bash
# Runs every fuzz target for a while, one after the other (go test takes one
# at a time).
#   scripts/fuzz.sh [DURATION]    default 30s each
set -euo pipefail
cd "$(dirname "$0")/.."

grep -rlE --include='*_test.go' --exclude-dir=node_modules '^func Fuzz' . | while IFS= read -r file; do
  sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$file" | while IFS= read -r target; do
    echo "$(dirname "$file") $target"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "${1:-30s}" "$(dirname "$file")" </dev/null
  done
done
