#!/usr/bin/env bash
# Brings what documents are printed with: Typst, as an npm package by the lock
# file; the fonts, 宋 and 黑 from Debian's fonts-noto-cjk, rare characters from its
# fonts-hanazono (may be missing), 仿宋 (FandolFang, GPL
# with font exception) out of Debian's texlive-lang-chinese, of which nothing
# else is installed. As root on Debian it installs what is missing, elsewhere it
# names it in one sentence. What is there is left alone.
#   scripts/press.sh [--try]     --try: a failure is a warning
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "Documents can't be printed: $*" >&2
  [[ ${try:-} ]] && exit 0
  exit 1
}
[[ ${1:-} != --try ]] || try=yes

fang=fonts/FandolFang-Regular.otf
noto=/usr/share/fonts/opentype/noto
has_fang() { [[ -s $fang || -s /usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/${fang##*/} ]]; }
has_noto() { [[ (-s $noto/NotoSerifCJK-Regular.ttc && -s $noto/NotoSansCJK-Regular.ttc) || (-s fonts/NotoSerifCJK-Regular.ttc && -s fonts/NotoSansCJK-Regular.ttc) ]]; }
has_rare() { [[ -s /usr/share/fonts/truetype/hanazono/HanaMinB.ttf || -s fonts/HanaMinB.ttf ]]; }
debian() { [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null; }

bring_noto() {
  local bring="apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk"
  debian || fail "the fonts 宋 and 黑 are missing; as root: $bring."
  echo "Installing fonts-noto-cjk" >&2
  DEBIAN_FRONTEND=noninteractive bash -c "$bring -qq" >/dev/null && has_noto ||
    fail "fonts-noto-cjk could not be installed; to see why: $bring."
}

bring_rare() {
  debian && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fonts-hanazono >/dev/null 2>&1 && has_rare ||
    echo "Documents with characters beyond 宋 will be refused: as root, apt-get install fonts-hanazono." >&2
}

# The package is 49 MB to fetch and needs no rights; one font and its licence are taken out.
bring_fang() {
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
    fail "the font FandolFang-Regular.otf (仿宋) is missing: put it into fonts/."
  dir=$(mktemp -d)
  trap 'rm -rf "$dir"' EXIT
  chmod 755 "$dir"
  echo "Fetching 仿宋 (FandolFang) out of texlive-lang-chinese" >&2
  (cd "$dir" && { apt-get download -qq texlive-lang-chinese || { debian && apt-get update -qq && apt-get download -qq texlive-lang-chinese; }; }) >/dev/null 2>"$dir/log" ||
    fail "texlive-lang-chinese could not be fetched ($(tail -1 "$dir/log")); as root: apt-get update, then scripts/press.sh."
  mkdir -p fonts
  dpkg-deb --fsys-tarfile "$dir"/*.deb |
    tar -x -C "$dir" --wildcards '*/fandol/FandolFang-Regular.otf' '*/fonts/fandol/COPYING.gz'
  find "$dir" -name COPYING.gz -exec mv {} fonts/FandolFang-COPYING.gz \;
  find "$dir" -name "${fang##*/}" -exec mv {} "$fang.new" \;
  mv "$fang.new" "$fang"
}

scripts/packages.sh || fail "the npm packages are missing."
has_noto || bring_noto
has_rare || bring_rare
has_fang || bring_fang
