#!/usr/bin/env bash
# Runs the tests that are built, one after another, and names the slow ones. Arguments go to `swift test`.
set -euo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
swift test --skip-build --no-parallel "$@" 2>&1 | tee "$log" || status=$?
echo "== Tests that took 2 seconds or more"
sed -nE 's/^.* Test (.*) (passed|failed) after ([0-9.]+) seconds.*$/\3 \1/p' "$log" \
  | awk '$1 >= 2 && $2 != "run"' | sort -rn
exit "$status"
