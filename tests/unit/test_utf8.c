#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static bool within(unsigned byte, unsigned from, unsigned to)
{
	return byte >= from && byte <= to;
}

/* Table 3-7 of the Unicode Standard, "Well-Formed UTF-8 Byte Sequences"; 0 when not well-formed. */
static size_t sequence_length(const unsigned char *b, size_t available)
{
	if (b[0] <= 0x7F)
		return 1;
	if (within(b[0], 0xC2, 0xDF))
		return available >= 2 && within(b[1], 0x80, 0xBF) ? 2 : 0;
	if (within(b[0], 0xE0, 0xEF)) {
		unsigned from = b[0] == 0xE0 ? 0xA0 : 0x80, to = b[0] == 0xED ? 0x9F : 0xBF;

		return available >= 3 && within(b[1], from, to) && within(b[2], 0x80, 0xBF) ? 3 : 0;
	}
	if (within(b[0], 0xF0, 0xF4)) {
		unsigned from = b[0] == 0xF0 ? 0x90 : 0x80, to = b[0] == 0xF4 ? 0x8F : 0xBF;

		return available >= 4 && within(b[1], from, to) && within(b[2], 0x80, 0xBF) &&
				       within(b[3], 0x80, 0xBF)
			       ? 4
			       : 0;
	}
	return 0;
}

static void check_sequence(const unsigned char bytes[4], size_t length)
{
	/* Exactly as long as it is, so that the sanitizer sees a read beyond its end. */
	char *copy = malloc(length);

	assert_non_null(copy);
	memcpy(copy, bytes, length);

	const char *text = copy;
	size_t expected = sequence_length(bytes, length);
	uint32_t code_point = utf8_next(&text, copy + length);

	if ((code_point == UINT32_MAX) != (expected == 0) ||
		text != copy + (expected ? expected : 1))
		fail_msg("%02x %02x %02x %02x, %zu bytes", bytes[0], bytes[1], bytes[2], bytes[3],
			length);
	free(copy);
}

static void sequences_are_those_of_the_unicode_table(void **state)
{
	static const unsigned char edges[] = { 0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
		0xC0, 0xFF };

	(void)state;
	for (unsigned lead = 0; lead < 256; lead++)
		for (size_t i = 0; i < sizeof(edges); i++)
			for (size_t j = 0; j < sizeof(edges); j++)
				for (size_t k = 0; k < sizeof(edges); k++) {
					const unsigned char bytes[4] = { (unsigned char)lead,
						edges[i], edges[j], edges[k] };

					for (size_t length = 1; length <= 4; length++)
						check_sequence(bytes, length);
				}
}

static void every_code_point_is_read_as_it_was_written(void **state)
{
	(void)state;
	for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
		char bytes[4];
		const char *text = bytes;
		size_t length = utf8_encode(code_point, bytes);
		uint32_t read = utf8_next(&text, bytes + length);

		if (code_point >= 0xD800 && code_point <= 0xDFFF) {
			assert_true(read == UINT32_MAX);
			continue;
		}
		if (read != code_point || text != bytes + length)
			fail_msg("U+%04X is read as U+%04X", code_point, read);
	}
}

static void known_letters_have_known_bytes(void **state)
{
	char bytes[4];

	(void)state;
	assert_int_equal(utf8_encode('A', bytes), 1);
	assert_memory_equal(bytes, "A", 1);
	assert_int_equal(utf8_encode(0xE5, bytes), 2);
	assert_memory_equal(bytes, "\xC3\xA5", 2);
	assert_int_equal(utf8_encode(0x20AC, bytes), 3);
	assert_memory_equal(bytes, "\xE2\x82\xAC", 3);
	assert_int_equal(utf8_encode(0x1F600, bytes), 4);
	assert_memory_equal(bytes, "\xF0\x9F\x98\x80", 4);
}

static void nothing_left_is_not_valid_and_does_not_move(void **state)
{
	const char *text = "a", *end = text;

	(void)state;
	assert_true(utf8_next(&text, end) == UINT32_MAX);
	assert_ptr_equal(text, end);
}

static void texts_are_valid_or_not(void **state)
{
	(void)state;
	assert_true(utf8_valid("", 0));
	assert_true(utf8_valid("Lärkträdet €", strlen("Lärkträdet €")));
	assert_true(utf8_valid("a\0b", 3));
	assert_false(utf8_valid("L\xE4rk", 4));
	assert_false(utf8_valid("L\xC3", 2));
	assert_false(utf8_valid("\xC0\xAF", 2));
	assert_false(utf8_valid("\xED\xA0\x80", 3));
	assert_false(utf8_valid("\xF4\x90\x80\x80", 4));
}

static void length_counts_code_points(void **state)
{
	(void)state;
	assert_int_equal(utf8_length(""), 0);
	assert_int_equal(utf8_length("abc"), 3);
	assert_int_equal(utf8_length("åäö"), 3);
	assert_int_equal(utf8_length("5 €, 😀"), 6);
}

static bool is_clean(const char *text)
{
	return utf8_clean(text, strlen(text));
}

static void a_clean_text_has_no_controls(void **state)
{
	(void)state;
	assert_true(is_clean(""));
	assert_true(is_clean("Team Öst – 12 % 😀"));
	assert_true(is_clean("hårt\u00A0mellanslag"));
	assert_false(utf8_clean("a\0b", 3));
	assert_false(is_clean("a\nb"));
	assert_false(is_clean("a\tb"));
	assert_false(is_clean("\x1B[31m"));
	assert_false(is_clean("a\x7F"));
	assert_false(is_clean("a\xC2\x80"));
	assert_false(is_clean("a\xC2\x9F"));
	assert_false(is_clean("a\xFF"));
}

static void a_clean_text_does_not_turn_its_direction(void **state)
{
	static const uint32_t turning[] = { 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
		0x2066, 0x2067, 0x2068, 0x2069 };
	static const uint32_t beside[] = { 0x200D, 0x2010, 0x2029, 0x202F, 0x2065, 0x206A };
	char bytes[4];

	(void)state;
	for (size_t i = 0; i < sizeof(turning) / sizeof(*turning); i++)
		assert_false(utf8_clean(bytes, utf8_encode(turning[i], bytes)));
	for (size_t i = 0; i < sizeof(beside) / sizeof(*beside); i++)
		assert_true(utf8_clean(bytes, utf8_encode(beside[i], bytes)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sequences_are_those_of_the_unicode_table),
		cmocka_unit_test(every_code_point_is_read_as_it_was_written),
		cmocka_unit_test(known_letters_have_known_bytes),
		cmocka_unit_test(nothing_left_is_not_valid_and_does_not_move),
		cmocka_unit_test(texts_are_valid_or_not),
		cmocka_unit_test(length_counts_code_points),
		cmocka_unit_test(a_clean_text_has_no_controls),
		cmocka_unit_test(a_clean_text_does_not_turn_its_direction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
