#!/usr/bin/env bash
# Walks a million random acts, then runs every fuzz target for a while, one after the other (go test takes one
# at a time).
#   scripts/fuzz.sh [DURATION]    default 30s each
set -euo pipefail
cd "$(dirname "$0")/.."

# A million random acts through twenty years of calendar on the pure core, and as many as
# are worth the time on both stores in lockstep.
YIMEN_STEPS=${YIMEN_STEPS:-1000000} go test -count=1 -timeout 2h -v -run 'TestRoad$' ./core/casework | grep -E 'steps|FAIL|ok'
if [ -n "${YIMEN_TEST_PG:-}" ]; then
  YIMEN_STEPS=${YIMEN_LOCKSTEPS:-20000} go test -count=1 -timeout 2h -v -run 'TestRoadsInLockstep$' ./app | grep -E 'steps|FAIL|ok'
fi

# Property tests with other cases than those of make test.
YIMEN_LUCK=new go test -count=1 -timeout 2h -run 'TestRoadsBreakNothing$' ./core/watch -rapid.checks=5000
YIMEN_LUCK=new go test -count=1 ./core/period ./chart -rapid.checks=5000

grep -rlE --include='*_test.go' --exclude-dir=node_modules '^func Fuzz' . | while IFS= read -r file; do
  sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$file" | while IFS= read -r target; do
    echo "$(dirname "$file") $target"
    # Go would spend a minute on making each interesting input shorter, and try nothing new meanwhile.
    go test -run '^$' -fuzz "^$target\$" -fuzztime "${1:-30s}" -fuzzminimizetime 20x "$(dirname "$file")" </dev/null
  done
done
