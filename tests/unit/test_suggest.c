#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "base/suggest.h"

static const char *const keys[] = { "database", "languages", "currency", "fiscal_year", "target",
	"weight", "renewal", "förnyelse" };

static const char *nearest(const char *written)
{
	return suggest_nearest(written, keys, sizeof(keys) / sizeof(*keys));
}

static void a_slip_of_the_finger_finds_the_name(void **state)
{
	(void)state;
	assert_string_equal(nearest("databse"), "database");
	assert_string_equal(nearest("datbaase"), "database");
	assert_string_equal(nearest("langauges"), "languages");
	assert_string_equal(nearest("curency"), "currency");
	assert_string_equal(nearest("fiscal-year"), "fiscal_year");
	assert_string_equal(nearest("tagret"), "target");
	assert_string_equal(nearest("weigth"), "weight");
	assert_string_equal(nearest("RENEWAL"), "renewal");
	assert_string_equal(nearest("FÖRNYESLE"), "förnyelse");
	assert_string_equal(nearest("renewal"), "renewal");
}

static void what_is_far_finds_nothing(void **state)
{
	static const char *const names[] = { "sitting" };

	(void)state;
	assert_null(nearest("x"));
	assert_null(nearest(""));
	assert_null(nearest("quarterly"));
	assert_null(suggest_nearest("renewal", NULL, 0));
	/* Three edits, the textbook's example, are more than a third of seven letters. */
	assert_null(suggest_nearest("kitten", names, 1));
}

static void the_limit_is_a_third_of_the_longer_name(void **state)
{
	static const char *const the[] = { "the" }, *const ab[] = { "ab" };

	(void)state;
	assert_string_equal(suggest_nearest("teh", the, 1), "the");
	assert_string_equal(suggest_nearest("thx", the, 1), "the");
	assert_string_equal(suggest_nearest("th", the, 1), "the");
	assert_null(suggest_nearest("txx", the, 1));
	assert_null(suggest_nearest("ax", ab, 1));
	assert_string_equal(suggest_nearest("abx", ab, 1), "ab");
}

static void of_two_equally_near_the_first_is_named(void **state)
{
	static const char *const names[] = { "team_a", "team_b" };

	(void)state;
	assert_string_equal(suggest_nearest("team_x", names, 2), "team_a");
	assert_string_equal(suggest_nearest("team_b", names, 2), "team_b");
}

static void very_long_and_broken_texts_are_harmless(void **state)
{
	char longest[400];

	(void)state;
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_null(nearest(longest));
	assert_null(nearest("\xFF\xC3"));

	const char *const names[] = { longest, "renewal" };

	assert_string_equal(suggest_nearest("renwal", names, 2), "renewal");
}

/* The definition of the optimal string alignment distance, taken literally. */
static int distance(const char *a, int i, const char *b, int j)
{
	if (i == 0 || j == 0)
		return i + j;

	int best = distance(a, i - 1, b, j) + 1;
	int other = distance(a, i, b, j - 1) + 1;

	best = other < best ? other : best;
	other = distance(a, i - 1, b, j - 1) + (a[i - 1] != b[j - 1]);
	best = other < best ? other : best;
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
		other = distance(a, i - 2, b, j - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void word_spell(unsigned number, int length, char word[8])
{
	for (int i = 0; i < length; i++, number /= 3)
		word[i] = (char)('a' + number % 3);
	word[length] = '\0';
}

static void near_is_what_the_definition_says(void **state)
{
	static const unsigned words[] = { 1, 3, 9, 27, 81, 243, 729 };
	char a[8], b[8];

	(void)state;
	for (int i = 1; i <= 6; i++)
		for (int j = i > 3 ? i - 2 : 1; j <= 6; j++)
			for (unsigned x = 0; x < words[i]; x += 1 + words[i] / 40)
				for (unsigned y = 0; y < words[j]; y += 1 + words[j] / 37) {
					const char *const names[] = { b };

					word_spell(x, i, a);
					word_spell(y, j, b);

					bool near = distance(a, i, b, j) * 3 <= (i > j ? i : j);

					if ((suggest_nearest(a, names, 1) != NULL) != near)
						fail_msg("'%s' and '%s'", a, b);
				}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slip_of_the_finger_finds_the_name),
		cmocka_unit_test(what_is_far_finds_nothing),
		cmocka_unit_test(the_limit_is_a_third_of_the_longer_name),
		cmocka_unit_test(of_two_equally_near_the_first_is_named),
		cmocka_unit_test(very_long_and_broken_texts_are_harmless),
		cmocka_unit_test(near_is_what_the_definition_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
