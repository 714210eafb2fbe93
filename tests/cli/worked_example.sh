#!/bin/sh
# The worked example, contract by contract in tests/fixtures/worked_example.md, gives the values derived there
# by hand.
set -eu
cd "$TEST_TMPDIR"
mkdir p
cat "$SOURCE/fixtures/schema.sql" "$SOURCE/tests/fixtures/worked_example.sql" | sqlite3 p/kunder.db
printf '[company]\nname = A\n[data]\ndatabase = kunder.db\n' >p/kvartal.conf

# compare CONVENTION: the lines "metric value" on the standard input against the program.
compare() {
	printf '[company]\nname = A\n[data]\ndatabase = kunder.db\n[report]\ndue_convention = %s\n' \
		"$1" >p/kvartal.conf
	"$KVARTAL" -C p eval 2025Q1 -O csv >figures.csv
	awk -F'[, ]' 'NR == FNR { split($2, part, "/"); want[$1] = part[2] ? part[1] / part[2] : part[1]; next }
		$1 == "ALL" && $2 in want {
			seen++
			gap = $3 - want[$2]
			if ($3 == "" || gap > 1e-9 || gap < -1e-9) { print $2 ": " $3 ", not " want[$2]; bad = 1 }
		}
		END { for (metric in want) wanted++; exit bad || seen != wanted }' - figures.csv
}

compare first_uncovered_day <<'V'
contracts_due 12
contracts_renewed 6
contracts_lost 5
contracts_pending 1
REN_CONTRACT 6/11
customers_renewed 6
customers_lost 4
customers_pending 1
REN_LOGO 6/10
REN_LOGO_low 6/11
REN_LOGO_high 7/11
REN_GROSS 1090/1400
REN_NET 1117.5/1400
LOGO_RET_Q 10/14
UPSELL_CUST_Q 4/14
GRR_Q 1620/1920
EXP_RATE_Q 40.5/1920
NRR_Q 1660.5/1920
ARR_OPEN 192000000
ARR_NEW 15000000
ARR_REACT 3500000
ARR_EXP 4050000
ARR_CON 4500000
ARR_CHURN 25500000
ARR_CLOSE 184550000
ARR_IN_GRACE 4000000
LOGO_RET_TTM 11/14
GRR_TTM 1650/1860
NRR_TTM 1695.5/1860
EXP_RATE_TTM 45.5/1860
V

compare last_covered_day <<'V'
REN_CONTRACT 4/8
REN_LOGO 4/8
REN_LOGO_low 4/10
REN_LOGO_high 6/10
V
