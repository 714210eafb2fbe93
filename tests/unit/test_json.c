#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <float.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

static void containers_put_each_member_on_a_line_unless_compact(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct json json = { .out = &out };

	(void)state;
	json_object(&json, NULL);
	json_text(&json, "schema", "kvartal.check/1");
	json_object_compact(&json, "period");
	json_text(&json, "label", "2026Q1");
	json_boolean(&json, "preliminary", false);
	json_array_compact(&json, "none");
	json_end_compact_array(&json);
	json_end_compact_object(&json);
	json_array(&json, "findings");
	json_object_compact(&json, NULL);
	json_integer(&json, "count", 4);
	json_array_compact(&json, "objects");
	json_text(&json, NULL, "a");
	json_text(&json, NULL, NULL);
	json_number(&json, NULL, 0.5);
	json_end_compact_array(&json);
	json_end_compact_object(&json);
	json_object(&json, NULL);
	json_null(&json, "value");
	json_boolean(&json, "final", true);
	json_end_object(&json);
	json_end_array(&json);
	json_array(&json, "signals");
	json_end_array(&json);
	json_object(&json, "detail");
	json_end_object(&json);
	json_integer(&json, "last", -1);
	json_end_object(&json);
	assert_string_equal(out.bytes,
		"{\n"
		"  \"schema\": \"kvartal.check/1\",\n"
		"  \"period\": {\"label\": \"2026Q1\", \"preliminary\": false, \"none\": []},\n"
		"  \"findings\": [\n"
		"    {\"count\": 4, \"objects\": [\"a\", null, 0.5]},\n"
		"    {\n"
		"      \"value\": null,\n"
		"      \"final\": true\n"
		"    }\n"
		"  ],\n"
		"  \"signals\": [],\n"
		"  \"detail\": {},\n"
		"  \"last\": -1\n"
		"}");
	assert_int_equal(json.indentation, 0);
	assert_int_equal(json.compact, 0);
	strbuf_release(&out);
}

static void what_is_in_a_compact_container_is_on_its_line(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct json json = { .out = &out };

	(void)state;
	json_array_compact(&json, NULL);
	json_object(&json, NULL);
	json_integer(&json, "a", 1);
	json_array(&json, "b");
	json_integer(&json, NULL, 2);
	json_integer(&json, NULL, 3);
	json_end_array(&json);
	json_end_object(&json);
	json_end_compact_array(&json);
	assert_string_equal(out.bytes, "[{\"a\": 1, \"b\": [2, 3]}]");
	strbuf_release(&out);
}

static void assert_written(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	struct json json = { .out = &out };

	json_text(&json, NULL, text);
	assert_string_equal(out.bytes, expected);
	strbuf_release(&out);
}

static void texts_are_escaped(void **state)
{
	(void)state;
	assert_written("", "\"\"");
	assert_written("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
	assert_written("a\nb\tc\rd", "\"a\\nb\\tc\\rd\"");
	assert_written("\x01\x1F\x7F", "\"\\u0001\\u001f\\u007f\"");
	assert_written("Öst € 😀", "\"Öst € 😀\"");
}

static void bytes_that_are_no_utf8_are_replaced(void **state)
{
	(void)state;
	assert_written("L\xE4rk", "\"L\xEF\xBF\xBDrk\"");
	assert_written("\xFF\xC3", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
	assert_written("\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void keys_are_escaped_too(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct json json = { .out = &out };

	(void)state;
	json_object_compact(&json, NULL);
	json_null(&json, "a\"\n");
	json_end_compact_object(&json);
	assert_string_equal(out.bytes, "{\"a\\\"\\n\": null}");
	strbuf_release(&out);
}

static void integers_are_whole(void **state)
{
	struct strbuf out = STRBUF_INIT;
	struct json json = { .out = &out };

	(void)state;
	json_array_compact(&json, NULL);
	json_integer(&json, NULL, INT64_MIN);
	json_integer(&json, NULL, INT64_MAX);
	json_end_compact_array(&json);
	assert_string_equal(out.bytes, "[-9223372036854775808, 9223372036854775807]");
	strbuf_release(&out);
}

static void assert_number(double value, const char *expected)
{
	char text[32];

	json_format_number(text, value);
	assert_string_equal(text, expected);
}

static void known_numbers_have_known_digits(void **state)
{
	(void)state;
	assert_number(0, "0");
	assert_number(-0.0, "0");
	assert_number(1, "1");
	assert_number(-27, "-27");
	assert_number(0.912, "0.912");
	assert_number(-0.1, "-0.1");
	assert_number(0.1 + 0.2, "0.30000000000000004");
	assert_number(1.0 / 3, "0.3333333333333333");
	assert_number(2.0 / 3, "0.6666666666666666");
	assert_number(1e12, "1000000000000");
	assert_number(123456789012345, "123456789012345");
	assert_number(9007199254740991, "9007199254740991");
	assert_number(1e300, "1e+300");
	assert_number(0.00001, "1e-05");
	assert_number(DBL_MAX, "1.7976931348623157e+308");
	assert_number(-DBL_MAX, "-1.7976931348623157e+308");
	assert_number(DBL_MIN, "2.2250738585072014e-308");
	assert_number(INFINITY, "null");
	assert_number(-INFINITY, "null");
	assert_number(NAN, "null");
}

static int significant_digits(const char *text)
{
	int digits = 0;

	for (text += strspn(text, "-0."); *text && *text != 'e'; text++)
		digits += *text != '.';
	return digits;
}

static void check_number(double value)
{
	char text[32], shorter[64];

	json_format_number(text, value);
	if (strspn(text, "0123456789+-.e") != strlen(text) || strtod(text, NULL) != value)
		fail_msg("%a is written as '%s'", value, text);

	int digits = significant_digits(text);

	if (digits <= 12 || (fabs(value) < 0x1p53 && trunc(value) == value))
		return;
	snprintf(shorter, sizeof(shorter), "%.*e", digits - 2, value);
	if (digits > 17 || strtod(shorter, NULL) == value)
		fail_msg("'%s' has more digits than '%s'", text, shorter);
}

static void any_number_is_read_back_and_no_shorter_one_is(void **state)
{
	uint64_t bits = 88172645463325252;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		double any, near_one;
		uint64_t fraction;

		/* Marsaglia's xorshift64. */
		bits ^= bits << 13;
		bits ^= bits >> 7;
		bits ^= bits << 17;
		memcpy(&any, &bits, sizeof(any));
		fraction = (bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000;
		memcpy(&near_one, &fraction, sizeof(near_one));
		if (isfinite(any))
			check_number(any);
		check_number(near_one);
		check_number(near_one * 1e6 - 1.5e6);
		check_number(floor(near_one * 1000) / 1000);
	}
	check_number(0x1p53);
	check_number(0x1p53 + 2);
	check_number(DBL_TRUE_MIN);
}

static void the_locale_does_not_change_numbers(void **state)
{
	static const char *const names[] = { "sv_SE.UTF-8", "sv_SE.utf8", "sv_SE", "de_DE.UTF-8",
		"de_DE.utf8", "fr_FR.UTF-8", "ps_AF.UTF-8", "ps_AF" };
	int tried = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!setlocale(LC_ALL, names[i]))
			continue;
		tried += strcmp(localeconv()->decimal_point, ".") != 0;
		assert_number(0.912, "0.912");
		assert_number(-1234567.125, "-1234567.125");
		assert_number(1e300, "1e+300");
		assert_number(0.1 + 0.2, "0.30000000000000004");
	}
	setlocale(LC_ALL, "C");
	if (!tried)
		skip();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(containers_put_each_member_on_a_line_unless_compact),
		cmocka_unit_test(what_is_in_a_compact_container_is_on_its_line),
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(bytes_that_are_no_utf8_are_replaced),
		cmocka_unit_test(keys_are_escaped_too),
		cmocka_unit_test(integers_are_whole),
		cmocka_unit_test(known_numbers_have_known_digits),
		cmocka_unit_test(any_number_is_read_back_and_no_shorter_one_is),
		cmocka_unit_test(the_locale_does_not_change_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
