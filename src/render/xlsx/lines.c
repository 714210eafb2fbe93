#include "render/xlsx/lines.h"

#include <string.h>

#include "base/utf8.h"

#define LINE_HEIGHT 15.0 /* of the default font */

size_t lines_first(const char *text, double length)
{
	size_t between = 0; /* bytes before the last space */
	double used = 0;
	const char *at = text, *stop = text + strlen(text);
	while (at < stop) {
		const char *here = at;
		if (utf8_next(&at, stop) == ' ')
			between = (size_t)(here - text);
		if (++used > length && here > text)
			return between > 0 ? between : (size_t)(here - text);
	}
	return (size_t)(stop - text);
}

size_t lines_count(const char *text, double length)
{
	size_t count = 0;
	do {
		text += lines_first(text, length);
		while (*text == ' ')
			text++;
		count++;
	} while (*text);
	return count;
}

double lines_height(size_t lines)
{
	return LINE_HEIGHT * (double)lines;
}
