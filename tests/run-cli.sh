#!/bin/sh
# Runs the end-to-end tests, tests/cli/*.sh. Each gets the program in KVARTAL and an empty folder in
# TEST_TMPDIR, and fails by its exit status.
set -u

BUILD=${BUILD:-build}
KVARTAL=$(pwd)/$BUILD/kvartal
SOURCE=$(pwd)
export KVARTAL SOURCE
passed=0
failed=0
for script in tests/cli/*.sh; do
	TEST_TMPDIR=$(mktemp -d) || exit 1
	export TEST_TMPDIR
	if sh "$script" >"$TEST_TMPDIR/log" 2>&1; then
		passed=$((passed + 1))
		echo "ok: $script"
	else
		failed=$((failed + 1))
		echo "FAILED: $script"
		cat "$TEST_TMPDIR/log"
	fi
	rm -rf "$TEST_TMPDIR"
done
echo "cli: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
