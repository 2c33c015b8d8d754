#!/usr/bin/env bash
# Plays whole cases through bin/yimen, then the same rows in the same number of
# durable transactions through pgbench, on the server of YIMEN_TEST_PG, and
# prints the program's line of JSON, pgbench's cases a second and their ratio.
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
# text QUERY: a text of the newest case that the program has just concluded.
text() { psql -At "$whole" -c "$1 WHERE case_id = (SELECT max(case_id) FROM facts WHERE seq = 6) LIMIT 1"; }

whole=$(database "${run}_whole")
bare=$(database "${run}_bare")
bin/yimen demo --db "$whole" >&2

for clients in ${BENCH_CLIENTS:-8 32}; do
  line=$(bin/yimen bench cases --db "$whole" --clients "$clients" --seconds "${BENCH_SECONDS:-20}")
  ours=$(sed -nE 's/.*"lifecyclesPerSecond": ?([0-9.]+).*/\1/p' <<<"$line")
  [[ -n $ours ]] || { echo "yimen bench gave no lifecyclesPerSecond: $line" >&2; exit 1; }
  form=$(text "SELECT body FROM forms")
  fact=$(text "SELECT body FROM facts")
  theirs=$(pgbench --no-vacuum --protocol=prepared --file=scripts/bench.sql --client="$clients" --jobs=2 \
    --time="${BENCH_SECONDS:-20}" -D n=0 -D form="$form" -D fact="$fact" "$bare" |
    sed -nE 's/^tps = ([0-9.]+).*/\1/p')
  psql -q "$bare" -c 'TRUNCATE cases, forms, todo, number, idem, job' -c 'ALTER TABLE facts DISABLE TRIGGER USER' -c 'TRUNCATE facts' -c 'ALTER TABLE facts ENABLE TRIGGER USER'
  echo "$line"
  awk -v clients="$clients" -v ours="$ours" -v theirs="$theirs" \
    'BEGIN { printf "%d clients: %.1f cases/s, pgbench with the same rows %.1f, ratio %.2f\n", clients, ours, theirs, ours / theirs }'
done
