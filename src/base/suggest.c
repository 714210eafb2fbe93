#include "base/suggest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 128 }; /* longer names are not compared */

struct word {
	uint32_t letters[LONGEST];
	size_t length;
};

static uint32_t letter_lower(uint32_t letter)
{
	bool ascii = letter >= 'A' && letter <= 'Z';
	bool latin1 = letter >= 0xC0 && letter <= 0xDE && letter != 0xD7;

	return ascii || latin1 ? letter + 0x20 : letter;
}

static bool word_read(const char *text, struct word *word)
{
	const char *end = text + strlen(text);

	for (word->length = 0; text < end; word->length++) {
		if (word->length == LONGEST)
			return false;
		word->letters[word->length] = letter_lower(utf8_next(&text, end));
	}
	return true;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance: no letter is edited twice. */
static size_t word_distance(const struct word *a, const struct word *b)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b->length; j++)
		above[j] = j;
	for (size_t i = 1; i <= a->length; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b->length; j++) {
			bool same = a->letters[i - 1] == b->letters[j - 1];

			row[j] = least(above[j] + 1, row[j - 1] + 1);
			row[j] = least(row[j], above[j - 1] + !same);
			if (i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] &&
				a->letters[i - 2] == b->letters[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}

		size_t *reused = before;

		before = above;
		above = row;
		row = reused;
	}
	return above[b->length];
}

const char *suggest_nearest(const char *written, const char *const *names, size_t count)
{
	const char *nearest = NULL;
	size_t shortest = SIZE_MAX;
	struct word word, name;

	if (!word_read(written, &word))
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (!word_read(names[i], &name))
			continue;

		size_t distance = word_distance(&word, &name);
		size_t longer = word.length > name.length ? word.length : name.length;

		if (distance * 3 <= longer && distance < shortest) {
			shortest = distance;
			nearest = names[i];
		}
	}
	return nearest;
}
