#!/bin/sh
# Databases at the edge of what the contract allows: each makes a whole report or one clear message.
set -u
cd "$TEST_TMPDIR" || exit 1

# project NAME: a project with an empty database and one goal; SQL on the standard input fills it.
project() {
	mkdir "$1"
	{
		cat "$SOURCE/fixtures/schema.sql"
		cat <<-'S'
		INSERT INTO meta VALUES('schema_version','1'),('reporting_currency','SEK'),('fy_start_month','1'),
			('fy_label','end'),('timezone','Europe/Stockholm'),('as_of','2026-04-08'),
			('observation_start','2024-01-01'),('grace_days','30');
		INSERT INTO currency VALUES('SEK',2);
		INSERT INTO product VALUES('p','P',1);
		S
		cat
	} | sqlite3 "$1/kunder.db" || exit 1
	cat >"$1/kvartal.conf" <<-'C'
	[company]
	name = A "<&=' B
	[data]
	database = kunder.db
	[goal "renewal"]
	metric = REN_LOGO
	from = 2026Q1
	to = 2026Q4
	target = 90 %
	C
}

failed=0
# whole NAME: the report is made, and its files are sound.
whole() {
	"$KVARTAL" -q -C "$1" run >message 2>&1
	status=$?
	if [ "$status" -ne 0 ]; then
		echo "$1: expected 0, got $status"
		cat message
		failed=$((failed + 1))
		return
	fi
	for file in "$1"/archive/2026Q1-r1/data/*.pdf; do
		qpdf --check "$file" >message 2>&1 || { cat message; failed=$((failed + 1)); }
	done
	for file in "$1"/archive/2026Q1-r1/data/*.xlsx; do
		unzip -p "$file" xl/workbook.xml | xmllint --noout - || failed=$((failed + 1))
	done
}

project empty </dev/null
whole empty

project one_customer <<'S'
INSERT INTO customer(customer_id,name,created_on) VALUES('c','C','2024-01-01');
INSERT INTO contract(contract_id,customer_id,product_id,term_start,term_end)
	VALUES('k','c','p','2025-01-01','2026-01-01');
INSERT INTO contract_price VALUES('k','2025-01-01',1000,'SEK','start');
S
whole one_customer

project no_contracts <<'S'
INSERT INTO customer(customer_id,name,created_on) VALUES('c','C','2024-01-01'),('d','D','2024-01-01');
S
whole no_contracts

project names <<'S'
CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
	SELECT i FROM n;
INSERT INTO customer(customer_id,name,created_on,segment)
	SELECT 'c' || i, 'N"<&=' || char(10) || substr(hex(zeroblob(150)), 1, 300), '2024-01-01', '=s<&>"' FROM n;
INSERT INTO contract(contract_id,customer_id,product_id,term_start,term_end)
	SELECT 'k' || i, 'c' || i, 'p', '2025-06-01', '2026-06-01' FROM n;
INSERT INTO contract_price SELECT 'k' || i, '2025-06-01', 1000, 'SEK', 'start' FROM n;
INSERT INTO team VALUES('../x', '=T&<"' || substr(hex(zeroblob(150)), 1, 300)), ('Åsö', 'Åsö');
INSERT INTO team_customer SELECT CASE WHEN i % 2 THEN '../x' ELSE 'Åsö' END, 'c' || i, '2024-01-01', NULL FROM n;
S
whole names
# No name of a file comes from data unescaped.
find . -name 'team-*' | sed 's|.*/||' | grep -vE '^team-[a-z0-9-]+\.(sv|en)\.pdf$' && failed=$((failed + 1))

project edge <<'S'
INSERT INTO customer(customer_id,name,created_on) VALUES('c','C','2024-01-01'),('d','D','2024-01-01');
INSERT INTO contract(contract_id,customer_id,product_id,term_start,term_end)
	VALUES('k','c','p','2025-01-01','2027-01-01'),('l','d','p','2025-01-01','2026-01-01');
INSERT INTO contract_price VALUES('k','2025-01-01',9223372036854775807,'SEK','start'),
	('l','2025-01-01',9223372036854775807,'SEK','start');
INSERT INTO invoice_line VALUES('i','1','c',NULL,'2025-05-05','recurring',9223372036854775807,0,'SEK');
S
whole edge

project years <<'S'
UPDATE meta SET value = '1900-01-01' WHERE key = 'observation_start';
INSERT INTO customer(customer_id,name,created_on) VALUES('c','C','1900-01-01');
INSERT INTO contract(contract_id,customer_id,product_id,term_start,term_end)
	VALUES('k','c','p','1900-01-01','9999-12-31');
INSERT INTO contract_price VALUES('k','1900-01-01',1000,'SEK','start');
S
whole years
[ "$failed" -eq 0 ]
