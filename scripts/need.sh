#!/usr/bin/env bash
# Checks the tools that a target needs, and says in one sentence what brings a
# missing one.
#   scripts/need.sh run    Go
#   scripts/need.sh test   Go, Node, PostgreSQL, Chromium, Chinese fonts, what
#                          looks into printed documents, LibreOffice; as root on
#                          Debian it installs what is missing
set -euo pipefail
cd "$(dirname "$0")/.."

has() { command -v "$1" >/dev/null; }
fail() { echo "$*" >&2; exit 1; }

need_go() {
  local want have bring
  want=$(awk '$1 == "go" { print $2 }' go.mod)
  bring="curl -L https://go.dev/dl/go$want.linux-$(dpkg --print-architecture 2>/dev/null || echo amd64).tar.gz | tar -C /usr/local -xz, then add /usr/local/go/bin to PATH"
  has go || fail "Go $want or newer is missing: $bring."
  have=$(go env GOVERSION | sed 's/^go//')
  printf '%s\n' "$want" "$have" | sort --check=quiet --version-sort ||
    fail "Go $want or newer is needed and $have is installed: $bring."
}

has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has initdb; }
has_chromium() { [[ -x ${YIMEN_CHROMIUM:-} ]] || has chromium || has google-chrome; }
has_chinese() {
  compgen -G '/usr/share/fonts/*/noto/NotoSansCJK*' >/dev/null ||
    { has fc-list && [[ -n $(fc-list :lang=zh) ]]; }
}
has_rare() { [[ -s /usr/share/fonts/truetype/hanazono/HanaMinB.ttf ]]; }

missing_packages() {
  has npm || echo nodejs npm
  has_postgres || echo postgresql
  has_chromium || echo chromium
  has_chinese || echo fonts-noto-cjk
  has_rare || echo fonts-hanazono
  has pdftotext || echo poppler-utils
  has qpdf || echo qpdf
  has zbarimg || echo zbar-tools
  has openssl || echo openssl
  has zstd || echo zstd
  has certutil || echo libnss3-tools
  has soffice || echo libreoffice-writer-nogui libreoffice-calc-nogui
  has softhsm2-util || echo softhsm2
  has gcc || echo gcc libc6-dev
}

need_packages() {
  local -a missing
  read -r -a missing <<<"$(missing_packages | tr '\n' ' ')"
  [[ ${#missing[@]} -eq 0 ]] && return
  local bring="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  [[ $EUID -eq 0 ]] && has apt-get || fail "Missing for the tests: ${missing[*]}; as root: $bring."
  echo "Installing for the tests: ${missing[*]}" >&2
  { DEBIAN_FRONTEND=noninteractive bash -c "$bring -qq" >/dev/null && [[ -z $(missing_packages) ]]; } ||
    fail "Could not install ${missing[*]}; to see why: $bring."
}

need_go
[[ ${1:-run} == run ]] || need_packages
