#!/usr/bin/env bash
# Runs the tests that are built, and names the slow ones. Arguments go to the test runner: `--filter PATTERN` runs the
# tests that match, in one process; `--skip PATTERN` leaves out those that match.
#
# Tests run one after another in each of two processes, side by side on two cores. Those that wait for a deadline to pass
# run after them, while nothing else takes the time that they wait for.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bundle="$(swift build --show-bin-path)/mantelPackageTests.xctest"
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

run() { # name of the log, arguments of the test runner
  "$bundle" --testing-library swift-testing --no-parallel "${@:2}" 2>&1 | tee "$logs/$1"
  return "${PIPESTATUS[0]}"
}

status=0
if [[ " $* " == *" --filter "* ]]; then
  run all "$@" || status=$?
else
  # These take about half of the time. The second process runs whatever is not named here.
  first='^(EndToEndTests|GatewayTests|ImportTests|RuleLanguageTests|StatutesTests)\.'
  run first --filter "$first" "$@" &
  run second --skip "$first" --skip '^DeadlineTests\.' "$@" || status=$?
  wait $! || status=$?
  run deadlines --filter '^DeadlineTests\.' "$@" || status=$?
fi

echo "== Tests that took 2 seconds or more"
cat "$logs"/* | sed -nE 's/^.* Test (.*) (passed|failed) after ([0-9.]+) seconds.*$/\3 \1/p' \
  | awk '$1 >= 2 && $2 != "run"' | sort -rn
echo "== What failed, and the sums"
cat "$logs"/* | grep -E '✘|Test run with [1-9]' || status=1
exit "$status"
