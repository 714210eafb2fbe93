#include <string.h>

#include "base/utf8.h"
#include "source.h"

enum { SHOWN_BYTES = 80 };

static bool is_hidden(uint32_t code_point)
{
	char bytes[4];
	return !utf8_clean(bytes, utf8_encode(code_point, bytes));
}

void text_show(struct strbuf *out, const char *bytes, size_t length)
{
	const char *end = bytes + length;
	size_t limit = out->length + SHOWN_BYTES;

	while (bytes < end) {
		const char *start = bytes;
		uint32_t code_point = utf8_next(&bytes, end);
		size_t size = (size_t)(bytes - start);
		if (out->length + size > limit) {
			strbuf_adds(out, "...");
			return;
		}
		if (code_point == 0xFFFFFFFF || is_hidden(code_point))
			strbuf_addc(out, '?');
		else
			strbuf_add(out, start, size);
	}
}

char *text_clean(const char *text, size_t length, struct arena *arena)
{
	const char *end = text + length;
	char *clean = arena_alloc(arena, length + 1);
	size_t used = 0;

	while (text < end) {
		const char *start = text;
		uint32_t code_point = utf8_next(&text, end);
		/* Tab, line feed, carriage return, next line. */
		if (code_point == '\t' || code_point == '\n' || code_point == '\r' ||
			code_point == 0x85) {
			clean[used++] = ' ';
		} else if (!is_hidden(code_point)) {
			memcpy(clean + used, start, (size_t)(text - start));
			used += (size_t)(text - start);
		}
	}
	clean[used] = '\0';
	return clean;
}
