#!/usr/bin/env bash
# Runs a command with a private PostgreSQL server: a new cluster in a temporary
# folder, reached by a socket in that folder only, removed when the command
# ends or a signal comes. Its URL is exported as YIMEN_TEST_PG; if that is set
# already, the command runs on that server.
#   scripts/with-postgres.sh [--no-fsync] COMMAND…
# --no-fsync gives up durability for speed: for tests, never for measurements.
set -euo pipefail

settings="-c max_connections=200 -c listen_addresses="
if [[ ${1:-} == --no-fsync ]]; then
  settings+=" -c fsync=off -c full_page_writes=off"
  shift
fi
[[ $# -gt 0 ]] || { echo "usage: $0 [--no-fsync] COMMAND…" >&2; exit 2; }
[[ -z ${YIMEN_TEST_PG:-} ]] || exec "$@"

bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort --version-sort | tail -1 || true)
[[ -n $bin ]] || bin=$(dirname "$(command -v initdb || true)")
[[ -x $bin/initdb ]] || { echo "PostgreSQL is missing: apt-get install postgresql." >&2; exit 1; }

dir=$(mktemp -d /tmp/yimen-pg.XXXXXX) # short: a socket's path has at most 107 bytes

# PostgreSQL refuses to run as root, so root lends the folder to another user.
as=()
if [[ $EUID -eq 0 ]]; then
  owner=$(id -un postgres 2>/dev/null || echo nobody)
  chown "$owner" "$dir"
  as=(setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups env HOME="$dir")
fi
server() { (cd "$dir" && "${as[@]}" "$bin/$1" "${@:2}" >>"$dir/log" 2>&1); }

child=
cleanup() {
  trap '' INT TERM HUP
  server pg_ctl -D "$dir/data" -m immediate stop || true
  rm -rf "$dir"
}
trap cleanup EXIT
forward() { [[ -z $child ]] || kill -"$1" -- -"$child" 2>/dev/null || true; [[ -n $child ]] || exit 130; }
for signal in INT TERM HUP; do trap "forward $signal" "$signal"; done

server initdb -D "$dir/data" -U yimen --auth=trust --encoding=UTF8 --locale=C --no-sync &&
  server pg_ctl -D "$dir/data" -w -l "$dir/server.log" -o "$settings -k $dir" start ||
  { echo "PostgreSQL in $bin did not start:" >&2; cat "$dir"/*log >&2; exit 1; }

export YIMEN_TEST_PG="postgres://yimen@/postgres?host=$dir"
export PATH="$PATH:$bin"
# A job of its own group can be waited for and told to stop at the same time.
set -m
"$@" <&0 &
child=$!
set +m
status=0
wait "$child" || status=$?
while kill -0 "$child" 2>/dev/null; do # a signal ended the wait, not the command
  status=0
  wait "$child" || status=$?
done
exit "$status"
