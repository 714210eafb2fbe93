#!/bin/sh
# The demo from end to end: every file is there, two runs give the same bytes under other surroundings,
# an unchanged input is nothing to do, and a changed one needs --revise.
set -eu
cd "$TEST_TMPDIR"

"$KVARTAL" -q demo one
mkdir elsewhere
(cd elsewhere && TZ=Asia/Tokyo LANG=de_DE.UTF-8 LC_ALL=C.UTF-8 "$KVARTAL" -q demo ../two)
diff -r one two

data=one/archive/2026Q1-r1/data
for file in board.sv.pdf board.en.pdf team-nord.sv.pdf workbook.sv.xlsx workbook.en.xlsx \
	snapshot.json kvartal.conf; do
	[ -s "$data/$file" ] || { echo "missing: $file"; exit 1; }
done
for file in "$data"/*.pdf; do
	qpdf --check "$file" >/dev/null || { echo "qpdf: $file"; exit 1; }
done
pdftotext -layout "$data/board.sv.pdf" - | grep -q 'Mål och utfall'
pdftotext -layout "$data/board.en.pdf" - | grep -q 'Goals and outcome'
python3 - "$data/snapshot.json" <<'P'
import json, sys
snapshot = json.load(open(sys.argv[1]))
assert snapshot["schema"] == "kvartal.evaluation/1"
assert snapshot["period"]["label"] == "2026Q1"
statuses = {goal["status"] for goal in snapshot["goals"]}
missing = {"ACHIEVED", "ON_TRACK", "AT_RISK", "MISSED", "INSUFFICIENT"} - statuses
assert not missing, missing
assert any(signal["rule"] != "none" for signal in snapshot["signals"])
P

cp -a one before
"$KVARTAL" -C one run 2026Q1 | grep -q 'nothing to do'
diff -r one before

sqlite3 one/kunder.db "UPDATE customer SET name = name || ' (publ)' WHERE customer_id = (SELECT min(customer_id) FROM contract JOIN customer USING (customer_id) WHERE is_test = 0)"
status=0
"$KVARTAL" -C one run 2026Q1 2>message || status=$?
[ "$status" -eq 8 ] || { echo "expected 8, got $status"; exit 1; }
grep -q -- --revise message
"$KVARTAL" -q -C one run 2026Q1 --revise 'name corrected'
[ -s one/archive/2026Q1-r2/data/board.sv.pdf ]
diff -r one/archive/2026Q1-r1 before/archive/2026Q1-r1
