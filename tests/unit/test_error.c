#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

static void setting_an_error_is_failing(void **state)
{
	struct error error = { 0 };

	(void)state;
	assert_int_equal(error.kind, ERROR_NONE);
	assert_false(error_set(&error, ERROR_USAGE, "unknown key '%s'", "x"));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_string_equal(error.message, "unknown key 'x'");
	assert_false(error_set(&error, ERROR_FAILED, "again: %s", error.message));
	assert_int_equal(error.kind, ERROR_FAILED);
	assert_string_equal(error.message, "again: unknown key 'x'");
}

static void wrapping_tells_what_was_being_done(void **state)
{
	struct error error = { 0 };

	(void)state;
	error_set(&error, ERROR_LOCKED, "disk is full");
	assert_false(error_wrap(&error, "reading '%s'", "q.db"));
	assert_int_equal(error.kind, ERROR_LOCKED);
	assert_string_equal(error.message, "reading 'q.db': disk is full");
}

static void added_findings_are_lines(void **state)
{
	struct error error = { 0 };

	(void)state;
	assert_false(error_add(&error, ERROR_USAGE, "first %d", 1));
	assert_false(error_add(&error, ERROR_FAILED, "second"));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_string_equal(error.message, "first 1\nsecond");
}

/* The text is shifted a byte at a time so that the cut falls at every place of an å. */
static void a_long_message_ends_in_dots_at_a_whole_letter(void **state)
{
	const size_t letters = 9000;
	char *text = malloc(letters * 2 + 1);

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < letters; i++)
		memcpy(text + 2 * i, "å", 2);
	text[2 * letters] = '\0';
	for (int shift = 0; shift < 4; shift++) {
		struct error error = { 0 };

		error_set(&error, ERROR_FAILED, "%.*s%s", shift, "xxxx", text);

		size_t length = strlen(error.message);

		assert_in_range(length, sizeof(error.message) - 3, sizeof(error.message) - 1);
		assert_string_equal(error.message + length - 3, "...");
		assert_true(utf8_valid(error.message, length));
		error_wrap(&error, "before");
		error_add(&error, ERROR_FAILED, "after");
		length = strlen(error.message);
		assert_memory_equal(error.message, "before: ", 8);
		assert_string_equal(error.message + length - 3, "...");
		assert_true(utf8_valid(error.message, length));
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(setting_an_error_is_failing),
		cmocka_unit_test(wrapping_tells_what_was_being_done),
		cmocka_unit_test(added_findings_are_lines),
		cmocka_unit_test(a_long_message_ends_in_dots_at_a_whole_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
