#!/bin/sh
# What goes wrong is told with the exit status of interface.md and a message that names it.
set -u

failed=0
# expect STATUS TEXT COMMAND...: runs the command and looks for its status and a text on stderr.
expect() {
	status=$1
	text=$2
	shift 2
	"$@" >"$TEST_TMPDIR/out" 2>"$TEST_TMPDIR/err"
	got=$?
	if [ "$got" -ne "$status" ] || ! grep -qF -- "$text" "$TEST_TMPDIR/err"; then
		echo "expected $status and '$text', got $got from: $*"
		cat "$TEST_TMPDIR/err"
		failed=$((failed + 1))
	fi
}

cd "$TEST_TMPDIR" || exit 1
expect 2 "unknown command 'evla'; did you mean 'eval'?" "$KVARTAL" evla
expect 2 "kvartal.conf" "$KVARTAL" eval
expect 2 "eval: -O takes text, csv or json" "$KVARTAL" eval -O xml
expect 2 "no help on 'nothing'" "$KVARTAL" help nothing

mkdir p
printf '[company]\nname = A\n[data]\ndatabase = d.db\n' >p/kvartal.conf
expect 1 "d.db" "$KVARTAL" -C p eval
echo 'this is no database, but a text that is longer than a header of one hundred bytes would have to be, and more' >p/d.db
expect 1 "d.db" "$KVARTAL" -C p eval
rm p/d.db
sqlite3 p/d.db "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"
expect 2 "contract" "$KVARTAL" -C p eval
[ ! -e p/archive ] || { echo "an archive was made"; failed=$((failed + 1)); }

printf '[company]\nnam = A\n[data]\ndatabase = d.db\n[goal "g"]\nmetric = REN_LOGOO\n' >p/kvartal.conf
expect 2 "kvartal.conf:2:1: " "$KVARTAL" -C p run
expect 2 "kvartal.conf:6:" "$KVARTAL" -C p run

"$KVARTAL" -q init fresh || failed=$((failed + 1))
expect 2 "is there already" "$KVARTAL" init fresh
[ "$failed" -eq 0 ]
