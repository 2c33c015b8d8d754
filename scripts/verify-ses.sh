#!/usr/bin/env bash
# Checks the GB/T 38540-2020 seals of a PDF with openssl alone, for those who don't trust our
# program: signature over the printed bytes, signer's certificate under the root, SM3 of the
# bytes. Needs openssl 3 and pdfdetach (poppler-utils).
#   scripts/verify-ses.sh FILE.pdf ROOT-SM2.pem
# Prints one line for each seal; status 1 when one is not sound or there is none.
set -euo pipefail
[[ $# -eq 2 ]] || { echo "usage: $0 FILE.pdf ROOT-SM2.pem" >&2; exit 2; }
pdf=$1 root=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
sm2=(distid:1234567812345678)

# child FILE N: offset, header and length of the Nth element one level down.
child() { openssl asn1parse -inform DER -in "$1" | awk -v n="$2" 'match($0, /^ *[0-9]+:d=1 /) && ++i == n { split($0, a, /[:= ]+/); for (k in a) if (a[k] == "hl") h = a[k+1]; split($0, b, /l= */); split(b[3], c, " "); sub(/^ */, ""); split($0, o, ":"); print o[1], h, c[1]; exit }'; }
# whole FILE N TO: the element with its header; inner: without it, after SKIP bytes.
whole() { local o h l; read -r o h l <<<"$(child "$1" "$2")"; tail -c +$((o + 1)) "$1" | head -c $((h + l)) >"$3"; }
inner() { local o h l; read -r o h l <<<"$(child "$1" "$2")"; tail -c +$((o + h + 1 + $4)) "$1" | head -c $((l - $4)) >"$3"; }

bad=0 seals=0
for n in 1 2 3 4 5 6 7 8 9; do
  name=seal$n.ses
  at=$(pdfdetach -list "$pdf" | sed -n "s/^\([0-9]*\): $name\$/\1/p")
  [[ $at ]] || break
  seals=$n
  pdfdetach -save "$at" -o "$dir/ses" "$pdf" >/dev/null
  whole "$dir/ses" 1 "$dir/tbs"     # TBS_Sign
  inner "$dir/ses" 2 "$dir/cert" 0  # the signer's certificate
  inner "$dir/ses" 4 "$dir/sig" 1   # BIT STRING: one byte of unused bits
  inner "$dir/tbs" 4 "$dir/hash" 1  # dataHash
  inner "$dir/tbs" 5 "$dir/what" 0  # pdf;bytes=0-N
  openssl x509 -inform DER -in "$dir/cert" -out "$dir/cert.pem"
  openssl x509 -in "$dir/cert.pem" -noout -pubkey >"$dir/key.pem"
  said() { bad=1; echo "$name: $*"; }
  openssl dgst -sm3 -verify "$dir/key.pem" -signature "$dir/sig" -sigopt "${sm2[@]}" "$dir/tbs" >/dev/null 2>&1 || { said "the signature is not sound"; continue; }
  openssl verify -CAfile "$root" -no_check_time -vfyopt "${sm2[@]}" "$dir/cert.pem" >/dev/null 2>&1 || { said "the certificate is not of this root"; continue; }
  bytes=$(sed 's/^pdf;bytes=0-//' "$dir/what")
  sum=$(head -c "$bytes" "$pdf" | openssl dgst -sm3 -binary | od -An -tx1 | tr -d ' \n')
  [[ $sum == "$(od -An -tx1 "$dir/hash" | tr -d ' \n')" ]] || { said "the document was changed"; continue; }
  echo "$name: sound, $(openssl x509 -in "$dir/cert.pem" -noout -subject -nameopt utf8,sep_comma_plus,lname | sed 's/.*commonName=\([^,]*\).*/\1/')"
done
[[ $seals -gt 0 ]] || { echo "$pdf bears no SES_Signature"; exit 1; }
exit "$bad"
