#!/usr/bin/env bash
# Plays whole cases through bin/yimen, then the same rows in the same number of
# durable transactions through pgbench, on the server of YIMEN_TEST_PG, and
# prints the program's line of JSON, pgbench's cases a second and their ratio: once with all
# rows of a case, once without those of the work that follows the acts.
#   make bench
#   BENCH_SECONDS=60 BENCH_CLIENTS="8 32" scripts/with-postgres.sh scripts/bench.sh
set -euo pipefail
cd "$(dirname "$0")/.."
: "${YIMEN_TEST_PG:?names no PostgreSQL server: scripts/with-postgres.sh scripts/bench.sh}"

YIMEN_DATA=$(mktemp -d)
export YIMEN_DATA
run="yimen_bench_$$"
trap 'rm -rf "$YIMEN_DATA"
  psql -q "$YIMEN_TEST_PG" -c "DROP DATABASE IF EXISTS ${run}_whole WITH (FORCE)" -c "DROP DATABASE IF EXISTS ${run}_bare WITH (FORCE)"' EXIT

# database NAME makes a database with the program's tables and prints its URL.
database() {
  local url
  url=$(sed -E "s#^(postgres(ql)?://[^/]*/)[^?]*#\1$1#" <<<"$YIMEN_TEST_PG")
  psql -q "$YIMEN_TEST_PG" -c "CREATE DATABASE $1 TEMPLATE template0" >&2
  bin/yimen migrate --db "$url" >&2
  echo "$url"
}
# texts: the texts of the newest case that the program has just concluded, as variables of bench.sql.
texts() {
  local ofCase="WHERE case_id = (SELECT max(case_id) FROM facts WHERE seq = 6)"
  variables=(-D n=0 -D form="$(psql -At "$whole" -c "SELECT encode(body, 'hex') FROM forms $ofCase")")
  for n in 1 2 3 4 5 6; do
    variables+=(-D "fact$n=$(psql -At "$whole" -c "SELECT encode(body, 'hex') FROM facts $ofCase AND seq = $n")")
  done
  for n in 1 2 3 4; do
    variables+=(-D "doc$n=$(psql -At "$whole" -c "SELECT encode(body, 'hex') FROM writing $ofCase AND body <> '' ORDER BY seq OFFSET $n - 1 LIMIT 1")")
  done
}
# compare CLIENTS OURS SCRIPT WHAT: the rate of pgbench with a script, and ours to it.
compare() {
  local theirs
  theirs=$(pgbench --no-vacuum --protocol=prepared --file="$3" --client="$1" --jobs=2 \
    --time="${BENCH_SECONDS:-20}" "${variables[@]}" "$bare" | sed -nE 's/^tps = ([0-9.]+).*/\1/p')
  awk -v clients="$1" -v ours="$2" -v theirs="$theirs" -v what="$4" \
    'BEGIN { printf "%d clients: %.1f cases/s, pgbench with %s %.1f, ratio %.2f\n", clients, ours, what, theirs, ours / theirs }'
  emptied cases forms facts tally todo number idem job writing staff_message published doc_number doc_last applied
}
# emptied TABLE…: tables without their rows, also those whose rows are never changed.
emptied() {
  local tables off
  tables=$(IFS=,; echo "$*")
  off=$(printf 'ALTER TABLE %s DISABLE TRIGGER USER;' "$@")
  psql -q -v ON_ERROR_STOP=1 "$bare" -c "$off" -c "SET client_min_messages = warning; TRUNCATE $tables CASCADE" -c "${off//DISABLE/ENABLE}"
}

whole=$(database "${run}_whole")
bare=$(database "${run}_bare")
bin/yimen demo --db "$whole" >&2

grep -vE '^(INSERT INTO (writing|staff_message) |DELETE FROM job )' scripts/bench.sql >"$YIMEN_DATA/acts.sql"

for clients in ${BENCH_CLIENTS:-8 32}; do
  line=$(bin/yimen bench cases --db "$whole" --clients "$clients" --seconds "${BENCH_SECONDS:-20}")
  ours=$(sed -nE 's/.*"lifecyclesPerSecond": ?([0-9.]+).*/\1/p' <<<"$line")
  [[ -n $ours ]] || { echo "yimen bench gave no lifecyclesPerSecond: $line" >&2; exit 1; }
  echo "$line"
  texts
  compare "$clients" "$ours" scripts/bench.sql "all rows of the case"
  compare "$clients" "$ours" "$YIMEN_DATA/acts.sql" "the rows of the acts alone"
done
