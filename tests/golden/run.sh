#!/bin/sh
# Compares the report documents of the demo with the files beside this script; with --update it replaces
# them, and a person reads the difference before it is committed.
set -eu

KVARTAL=${BUILD:-build}/kvartal
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
passed=0

"$KVARTAL" -q demo "$scratch/demo" 2>/dev/null
rm -r "$scratch/demo/archive"
"$KVARTAL" -q -C "$scratch/demo" run --formats tree 2>/dev/null
for page in board team-nord; do
	for language in sv en; do
		# The edition's hash changes with every figure of the data; it is no part of the comparison.
		sed -E 's/sha256 [0-9a-f]{12,64}/sha256 HASH/g' \
			"$scratch"/demo/archive/*/data/"$page.$language.tree" >"$scratch/$page.$language"
		golden=tests/golden/demo-$page.$language.tree
		if [ "${1:-}" = --update ]; then
			cp "$scratch/$page.$language" "$golden"
		elif diff -u "$golden" "$scratch/$page.$language"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
		fi
	done
done
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
