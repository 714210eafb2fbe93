#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

/*
 * Memory of one run. What is allocated lives until the arena is freed; nobody frees a part. Memory
 * is zeroed and aligned for any type. Running out of memory ends the program with exit status 1 and
 * one line on stderr: a batch job is run again.
 */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

void *arena_alloc(struct arena *arena, size_t size);

/* What running out of memory does, for the few that allocate elsewhere. */
_Noreturn void arena_exhausted(void);

/* count * size with an overflow check; a count of 0 gives a valid pointer to nothing. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);

#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

/*
 * Room for one more element: returns items, or a copy of twice the size when count has reached
 * *capacity (which is then updated; it starts at 0 with items NULL). The old copy stays in the
 * arena.
 */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

#endif
