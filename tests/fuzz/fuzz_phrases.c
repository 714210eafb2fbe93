#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "locale/phrases.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Any bytes as a catalogue, and as a pattern: a message or a catalogue, and phrases that can be
 * shown. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct error error = { 0 };
	struct phrases *phrases;
	char *text = arena_alloc(arena, size + 1);
	const struct filling fillings[] = { { "count", "3" }, { "a", "{count}" } };

	if (size)
		memcpy(text, data, size);
	if (phrases_parse(&phrases, text, size, "sv.po", arena, &error)) {
		const char *form = phrase_plural(phrases, NULL, "goal", "goals", (long)size);

		if (!utf8_valid(form, strlen(form)))
			abort();
		phrase(phrases, "context", text);
	} else if (error.kind != ERROR_USAGE || !*error.message) {
		abort();
	}
	phrase_fill(text, fillings, 2, arena);
	arena_free(arena);
	return 0;
}
