#!/usr/bin/env bash
# Fails where a committed *_templ.go is not what its template gives today, or
# has lost its template.
set -euo pipefail
cd "$(dirname "$0")/.."

stale=0
while IFS= read -r page; do
  tools/bin/templ generate -f "$page" -stdout -log-level error | cmp -s - "${page%.templ}_templ.go" ||
    { echo "$page: its _templ.go is not up to date: make gen, then commit both." >&2; stale=1; }
done < <(find app cmd web -name '*.templ' | sort)
while IFS= read -r code; do
  [[ -e ${code%_templ.go}.templ ]] ||
    { echo "$code: its template is gone: delete it." >&2; stale=1; }
done < <(find app cmd web -name '*_templ.go' | sort)
exit "$stale"
