#!/usr/bin/env bash
# Makes a new dictionary for packing texts out of the facts and documents of all scenarios, the
# prose of the starter catalogue and of the pages, and the names of its units: worth it when these have changed so
# much that `yimen bench cases` shows more bytes a case. The dictionaries before it stay: rows
# were packed with them. Then add it to store/pack.go and a row packed with it to
# TestPackedTextsStayReadable.
#   scripts/dictionary.sh 3       → store/packing/3.dict; needs zstd
set -euo pipefail
cd "$(dirname "$0")/.."
n=${1:?the number of the new dictionary}
made=store/packing/$n.dict
[[ ! -e $made ]] || { echo "$made is there, and rows were packed with it: take the next number" >&2; exit 1; }
go run ./cmd/yimen bench dictionary "$made" $((32768 + n)) testkit/scenarios/*.scn web/ui/words/*.zh.json
