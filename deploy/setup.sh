#!/usr/bin/env bash
# Installs what Mantel is built and tested with on Debian or Ubuntu: the headers of SQLite and zlib, the protobuf compiler with the
# standard protos (the tests hold the protos to their rules), and Python with its environments (for the Python examples).
# The Swift 6 toolchain must be there.
set -euo pipefail

if ! command -v swift >/dev/null; then
  echo "setup: a Swift 6 toolchain is needed (https://www.swift.org/install/linux)" >&2
  exit 1
fi

missing=()
for package in libsqlite3-dev zlib1g-dev protobuf-compiler libprotobuf-dev; do
  dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
if [ ${#missing[@]} -eq 0 ]; then
  echo "== System packages are there"
  exit 0
fi

echo "== Installing system packages: ${missing[*]}"
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
