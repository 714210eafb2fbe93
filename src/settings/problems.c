#include "settings/problems.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"

bool problem_add(struct reading *reading, enum problem_code code, int line, int column,
	const char *format, ...)
{
	struct setting_problems *problems = reading->problems;
	va_list arguments;

	problems->items = arena_grow(reading->arena, problems->items, problems->count,
		&problems->capacity, sizeof(*problems->items));

	struct setting_problem *problem = &problems->items[problems->count++];

	problem->code = arena_printf(reading->arena, "CF%02d", (int)code);
	problem->origin = (struct origin){ reading->file, line, column };
	va_start(arguments, format);
	problem->message = arena_vprintf(reading->arena, format, arguments);
	va_end(arguments);
	return false;
}

static int problem_compare(const void *a, const void *b)
{
	const struct setting_problem *first = a, *second = b;

	if (first->origin.line != second->origin.line)
		return first->origin.line < second->origin.line ? -1 : 1;
	if (first->origin.column != second->origin.column)
		return first->origin.column < second->origin.column ? -1 : 1;

	int codes = strcmp(first->code, second->code);

	return codes ? codes : strcmp(first->message, second->message);
}

void problems_sort(struct setting_problems *problems)
{
	size_t kept = 0;

	if (problems->count)
		qsort(problems->items, problems->count, sizeof(*problems->items), problem_compare);
	for (size_t i = 0; i < problems->count; i++)
		if (!kept || problem_compare(&problems->items[kept - 1], &problems->items[i]))
			problems->items[kept++] = problems->items[i];
	problems->count = kept;
}

const char *problem_hint(
	struct reading *reading, const char *written, const char *const *names, size_t count)
{
	const char *near = suggest_nearest(written, names, count);

	return near ? arena_printf(reading->arena, "; did you mean '%s'?", near) : "";
}
