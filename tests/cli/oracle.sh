#!/bin/sh
# Random companies, evaluated by the program and by the independent witness in tests/oracle.
set -u

oracle=$SOURCE/tests/oracle
status=0

python3 "$oracle/check_evaluate.py" || status=1

for seed in $(seq 1 25); do
	db=$TEST_TMPDIR/company-$seed.db
	periods=$(python3 "$oracle/random_company.py" "$seed" "$db") || exit 1
	case $((seed % 5)) in
	0) options="--due-convention last_covered_day" ;;
	1) options="--confidence 0.95" ;;
	*) options= ;;
	esac
	# The labels and the options are separate words.
	# shellcheck disable=SC2086
	python3 "$oracle/compare.py" $options "$KVARTAL" "$db" $periods || {
		echo "differences in the company of seed $seed ${options:-}"
		status=1
	}
	rm -f "$db"
done
exit $status
