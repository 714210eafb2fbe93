#!/bin/sh
# Runs the unit test programs given as arguments, each in a folder of its own; says at the end how many
# programs passed.
set -u

passed=0
failed=0
log=${BUILD:-build}/unit.log
: >"$log"
for program in "$@"; do
	TEST_TMPDIR=$(mktemp -d) || exit 1
	export TEST_TMPDIR
	if "$program" >"$TEST_TMPDIR/log" 2>&1; then
		passed=$((passed + 1))
		grep -h 'PASSED' "$TEST_TMPDIR/log" | sed "s|^|$(basename "$program"): |"
	else
		failed=$((failed + 1))
		echo "FAILED: $program"
		cat "$TEST_TMPDIR/log"
	fi
	cat "$TEST_TMPDIR/log" >>"$log"
	rm -rf "$TEST_TMPDIR"
done
echo "unit: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
