#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"

static void an_unused_buffer_is_an_empty_text(void **state)
{
	struct strbuf buffer = STRBUF_INIT;

	(void)state;
	assert_string_equal(buffer.bytes, "");
	assert_int_equal(buffer.length, 0);
	strbuf_clear(&buffer);
	strbuf_add(&buffer, NULL, 0);
	strbuf_adds(&buffer, "");
	strbuf_addf(&buffer, "%s", "");
	assert_string_equal(buffer.bytes, "");
	strbuf_release(&buffer);
	strbuf_release(&buffer);
	assert_string_equal(buffer.bytes, "");
	assert_int_equal(strbuf_empty[0], 0);
}

static void what_is_added_follows_what_is_there(void **state)
{
	struct strbuf buffer = STRBUF_INIT;

	(void)state;
	strbuf_adds(&buffer, "förnyelse");
	strbuf_addc(&buffer, ' ');
	strbuf_add(&buffer, "93,1xx", 4);
	strbuf_addf(&buffer, " %c (%d av %s)", '%', 27, "29");
	assert_string_equal(buffer.bytes, "förnyelse 93,1 % (27 av 29)");
	assert_int_equal(buffer.length, strlen("förnyelse 93,1 % (27 av 29)"));
	strbuf_release(&buffer);
}

static void contents_may_hold_nul_bytes(void **state)
{
	struct strbuf buffer = STRBUF_INIT;

	(void)state;
	strbuf_add(&buffer, "a\0b", 3);
	strbuf_addc(&buffer, '\0');
	strbuf_adds(&buffer, "c");
	assert_int_equal(buffer.length, 5);
	assert_memory_equal(buffer.bytes, "a\0b\0c", 6);
	strbuf_release(&buffer);
}

static void a_buffer_grows_as_far_as_needed(void **state)
{
	struct strbuf buffer = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 300000; i++) {
		strbuf_addc(&buffer, (char)('a' + i % 26));
		if (buffer.bytes[buffer.length] != '\0')
			fail_msg("no NUL after %d bytes", i + 1);
	}
	assert_int_equal(buffer.length, 300000);
	for (int i = 0; i < 300000; i++)
		assert_int_equal(buffer.bytes[i], 'a' + i % 26);
	strbuf_addf(&buffer, "%*d", 100000, 5);
	assert_int_equal(buffer.length, 400000);
	assert_string_equal(buffer.bytes + 399998, " 5");
	strbuf_release(&buffer);
}

static void a_cleared_buffer_starts_again(void **state)
{
	struct strbuf buffer = STRBUF_INIT;

	(void)state;
	strbuf_adds(&buffer, "det som var");
	strbuf_clear(&buffer);
	assert_int_equal(buffer.length, 0);
	assert_string_equal(buffer.bytes, "");
	strbuf_adds(&buffer, "nytt");
	assert_string_equal(buffer.bytes, "nytt");
	strbuf_release(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unused_buffer_is_an_empty_text),
		cmocka_unit_test(what_is_added_follows_what_is_there),
		cmocka_unit_test(contents_may_hold_nul_bytes),
		cmocka_unit_test(a_buffer_grows_as_far_as_needed),
		cmocka_unit_test(a_cleared_buffer_starts_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
