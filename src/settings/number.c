#include "settings/number.h"

#include <string.h>

/* 10^15 - 1 is below 2^53, and 10^22 the largest power of ten that a double holds exactly. */
enum { MOST_DIGITS = 15 };

static const char minus[] = "\xE2\x88\x92";

/* The parts of a number while it is read. */
struct scan {
	const struct value *value;
	size_t at;
	int whole,
		groups; /* digits before the decimal mark, and groups of them after white space */
	int64_t digits;
	int count; /* digits but for leading zeros */
	int decimals;
};

static char scan_byte(const struct scan *scan, size_t ahead)
{
	size_t at = scan->at + ahead;

	return at < scan->value->length ? scan->value->text[at] : '\0';
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_mark(char byte)
{
	return byte == ',' || byte == '.';
}

static bool scan_sign(struct scan *scan)
{
	const struct value *value = scan->value;

	if (value->length >= 3 && !memcmp(value->text, minus, 3))
		scan->at = 3;
	else if (scan_byte(scan, 0) == '-' || scan_byte(scan, 0) == '+')
		scan->at = 1;
	return scan->at > 0 && *value->text != '+';
}

static int scan_digits(struct scan *scan)
{
	int read = 0;

	for (; is_digit(scan_byte(scan, 0)); scan->at++, read++) {
		if (scan->count > 0 || scan_byte(scan, 0) != '0')
			scan->count++;
		if (scan->count <= MOST_DIGITS)
			scan->digits = scan->digits * 10 + (scan_byte(scan, 0) - '0');
	}
	return read;
}

/* The digits before the decimal mark; false when they are not in groups of three. */
static bool scan_whole(struct scan *scan)
{
	const char *end = scan->value->text + scan->value->length;
	size_t blank;

	scan->whole = scan_digits(scan);
	while ((blank = blank_length(scan->value->text + scan->at, end)) > 0 &&
		is_digit(scan_byte(scan, blank))) {
		scan->at += blank;
		if (scan->whole > 3 || scan_digits(scan) != 3)
			return false;
		scan->groups++;
	}
	return true;
}

/* "1 234" and "1,2340": what 1,234 may have meant. */
static bool report_ambiguous(const struct value *number, struct reading *reading)
{
	const char *mark = memchr(number->text, ',', number->length);

	if (!mark)
		mark = memchr(number->text, '.', number->length);

	int before = (int)(mark - number->text), after = (int)number->length - before - 1;

	return value_fault(number, PROBLEM_AMBIGUOUS, reading,
		"'%.*s': is it thousands or decimals? write '%.*s %.*s' or '%.*s0'",
		(int)number->length, number->text, before, number->text, after, mark + 1,
		(int)number->length, number->text);
}

/* The decimals; *ambiguous where the mark may have been one of thousands. */
static void scan_decimals(struct scan *scan, bool *ambiguous)
{
	bool zero = scan->digits == 0;

	scan->at++;
	scan->decimals = scan_digits(scan);
	*ambiguous = scan->decimals == 3 && scan->whole <= 3 && !scan->groups && !zero;
}

bool decimal_read(const struct value *value, struct decimal *decimal, struct value *rest,
	struct reading *reading)
{
	struct scan scan = { .value = value };
	bool negative = scan_sign(&scan), ambiguous = false;

	if (!is_digit(scan_byte(&scan, 0)))
		return value_fault(value, PROBLEM_WRONG_KIND, reading, "'%s' is no number",
			value_shown(value, reading));
	if (!scan_whole(&scan))
		return value_fault(value, PROBLEM_WRONG_KIND, reading,
			"'%s' does not group its digits in threes, as in 1 250 000",
			value_shown(value, reading));
	if (is_mark(scan_byte(&scan, 0)) && is_digit(scan_byte(&scan, 1)))
		scan_decimals(&scan, &ambiguous);
	if (is_mark(scan_byte(&scan, 0)) && is_digit(scan_byte(&scan, 1)))
		return value_fault(value, PROBLEM_AMBIGUOUS, reading,
			"'%s' has two decimal marks; write thousands with a space, as in 1 250 "
			"000,5",
			value_shown(value, reading));
	if (scan.count > MOST_DIGITS)
		return value_fault(value, PROBLEM_OUT_OF_RANGE, reading,
			"'%s' has more than %d digits", value_shown(value, reading), MOST_DIGITS);

	struct value number = value_part(value, 0, scan.at);

	if (ambiguous)
		return report_ambiguous(&number, reading);
	*decimal = (struct decimal){ negative, scan.digits, scan.decimals };
	*rest = value_part(value, scan.at, value->length);
	return true;
}

double decimal_times(const struct decimal *decimal, int power)
{
	int exponent = power - decimal->decimals;
	double number = (double)decimal->digits, scale = 1;

	for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
		scale *= 10;
	number = exponent < 0 ? number / scale : number * scale;
	return decimal->negative && number > 0 ? -number : number;
}
