#!/bin/sh
# Real input of another shape than the demo: evergreen subscriptions in dollars, no teams, no invoices,
# no contract that ever comes due.
set -eu
cd "$TEST_TMPDIR"
mkdir raven
cat "$SOURCE/fixtures/schema.sql" "$SOURCE/tests/fixtures/ravenstack_extract.sql" |
	sqlite3 raven/ravenstack.db
cp "$SOURCE/tests/fixtures/ravenstack.conf" raven/kvartal.conf
"$KVARTAL" -q -C raven run
data=raven/archive/2024Q4-r1/data
qpdf --check "$data/board.en.pdf" >/dev/null
pdftotext -layout "$data/board.en.pdf" text
# The page on renewal is about customers kept, since nothing comes due; empty exhibits leave no heading.
grep -q 'Customer retention, ' text
grep -q 'What happened to the ARR?' text
if grep -q 'Reasons given' text; then
	echo 'a heading without an exhibit'
	exit 1
fi
"$KVARTAL" -C raven eval -O csv >figures.csv
grep -q '^ALL,REN_LOGO,,,,,' figures.csv
# The bridge closes: counted here from the rows themselves.
awk -F, '$1 == "ALL" { value[$2] = $3 }
	END { exit value["ARR_OPEN"] + value["ARR_NEW"] + value["ARR_REACT"] + value["ARR_EXP"] \
		- value["ARR_CON"] - value["ARR_CHURN"] != value["ARR_CLOSE"] }' figures.csv
