#include "settings/cleaning.h"

#include <string.h>

#include "base/utf8.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";
static const char replacement[] = "\xEF\xBF\xBD";

enum sort { SORT_GOOD, SORT_NOT_UTF8, SORT_NUL, SORT_CONTROL, SORTS };

static enum sort character_sort(const char *text, size_t length, uint32_t code_point)
{
	if (code_point == 0xFFFFFFFF)
		return SORT_NOT_UTF8;
	if (code_point == 0)
		return SORT_NUL;
	if (code_point == '\t' || code_point == '\n' || utf8_clean(text, length))
		return SORT_GOOD;
	return SORT_CONTROL;
}

static void sort_report(
	struct reading *reading, enum sort sort, uint32_t code_point, int line, int column)
{
	if (sort == SORT_NOT_UTF8)
		problem_add(reading, PROBLEM_NOT_TEXT, line, column,
			"not UTF-8 (saved as ISO-8859-1?)");
	else if (sort == SORT_NUL)
		problem_add(reading, PROBLEM_NOT_TEXT, line, column, "a NUL byte in the text");
	else
		problem_add(reading, PROBLEM_NOT_TEXT, line, column, "control character U+%04X",
			(unsigned)code_point);
}

char *configuration_clean(
	const char *text, size_t length, size_t *clean_length, struct reading *reading)
{
	const char *end = text + length;
	bool reported[SORTS] = { false };
	int line = 1, column = 1;

	if (length >= 2 && (!memcmp(text, "\xFF\xFE", 2) || !memcmp(text, "\xFE\xFF", 2))) {
		problem_add(reading, PROBLEM_NOT_TEXT, 1, 1, "not UTF-8 (saved as UTF-16?)");
		return NULL;
	}
	if (length >= 3 && !memcmp(text, byte_order_mark, 3))
		text += 3;

	/* A replaced byte takes three. */
	char *clean = ARENA_ARRAY(reading->arena, char, 3 * length + 1), *out = clean;

	while (text < end) {
		const char *start = text;
		uint32_t code_point = utf8_next(&text, end);
		size_t size = (size_t)(text - start);

		if (code_point == '\r' && text < end && *text == '\n')
			continue;

		enum sort sort = character_sort(start, size, code_point);

		if (sort == SORT_GOOD) {
			memcpy(out, start, size);
			out += size;
		} else {
			memcpy(out, replacement, 3);
			out += 3;
			if (!reported[sort])
				sort_report(reading, sort, code_point, line, column);
			reported[sort] = true;
		}
		column = code_point == '\n' ? 1 : column + 1;
		line += code_point == '\n';
	}
	*clean_length = (size_t)(out - clean);
	return clean;
}
