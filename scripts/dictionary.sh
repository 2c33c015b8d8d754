#!/usr/bin/env bash
# Makes a new dictionary for packing documents out of those of all scenarios: worth it when
# the texts of documents have changed so much that `yimen bench cases` shows more documentBytes.
# The dictionaries before it stay: rows were packed with them. Then add it to store/pack.go
# and a row packed with it to TestDocumentsStayReadable.
#   scripts/dictionary.sh 2       → store/packing/2.dict; needs zstd
set -euo pipefail
cd "$(dirname "$0")/.."
n=${1:?the number of the new dictionary}
made=store/packing/$n.dict
[[ ! -e $made ]] || { echo "$made is there, and rows were packed with it: take the next number" >&2; exit 1; }
texts=$(mktemp -d)
trap 'rm -rf "$texts"' EXIT
go run ./cmd/yimen bench documents --content "$texts" testkit/scenarios/*.scn
zstd -q --train "$texts"/*.json --maxdict=65536 --dictID=$((32768 + n)) -o "$made"
