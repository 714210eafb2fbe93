#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONED 1
#endif
#endif

#ifdef ARENA_POISONED
#include <sanitizer/asan_interface.h>
#endif

enum {
	ALIGNMENT = alignof(max_align_t),
	FIRST_BLOCK = 64 * 1024,
	LARGEST_BLOCK = 16 * 1024 * 1024,
#ifdef ARENA_POISONED
	RED_ZONE = 32,
#else
	RED_ZONE = 0,
#endif
};

struct block {
	struct block *older;
	size_t size, used; /* of bytes */
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *newest;
	size_t next_size;
};

static void block_poison(struct block *block)
{
#ifdef ARENA_POISONED
	__asan_poison_memory_region(block->bytes, block->size);
#else
	(void)block;
#endif
}

static void block_unpoison(unsigned char *bytes, size_t size)
{
#ifdef ARENA_POISONED
	__asan_unpoison_memory_region(bytes, size);
#else
	(void)bytes;
	(void)size;
#endif
}

_Noreturn void arena_exhausted(void)
{
	static const char line[] = "kvartal: out of memory\n";

	fwrite(line, 1, sizeof(line) - 1, stderr);
	exit(1);
}

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (!arena)
		arena_exhausted();
	arena->next_size = FIRST_BLOCK;
	return arena;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	while (arena->newest) {
		struct block *older = arena->newest->older;

		block_unpoison(arena->newest->bytes, arena->newest->size);
		free(arena->newest);
		arena->newest = older;
	}
	free(arena);
}

static struct block *block_new(size_t size)
{
	size_t whole;

	if (__builtin_add_overflow(size, sizeof(struct block), &whole))
		arena_exhausted();

	struct block *block = calloc(1, whole);

	if (!block)
		arena_exhausted();
	block->size = size;
	block_poison(block);
	return block;
}

/* A block with room for needed bytes. What is larger than a block has one of its own, put behind
 * the newest so that the rest of that one is still used. */
static struct block *arena_room(struct arena *arena, size_t needed)
{
	struct block *newest = arena->newest;

	if (newest && newest->size - newest->used >= needed)
		return newest;
	if (newest && needed > arena->next_size) {
		struct block *block = block_new(needed);

		block->older = newest->older;
		newest->older = block;
		return block;
	}

	struct block *block = block_new(needed > arena->next_size ? needed : arena->next_size);

	block->older = newest;
	arena->newest = block;
	if (arena->next_size < LARGEST_BLOCK)
		arena->next_size *= 2;
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t needed;

	if (__builtin_add_overflow(size, RED_ZONE + ALIGNMENT - 1, &needed))
		arena_exhausted();
	needed -= needed % ALIGNMENT;

	struct block *block = arena_room(arena, needed);
	unsigned char *bytes = block->bytes + block->used;

	block->used += needed;
	block_unpoison(bytes, size);
	return bytes;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		arena_exhausted();
	return arena_alloc(arena, whole);
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;

	size_t larger;

	if (__builtin_mul_overflow(*capacity ? *capacity : 4, (size_t)2, &larger))
		arena_exhausted();

	void *copy = arena_alloc_array(arena, larger, size);

	if (count)
		memcpy(copy, items, count * size);
	*capacity = larger;
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	length = strnlen(text, length);

	char *copy = arena_alloc(arena, length + 1);

	memcpy(copy, text, length);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);

	char *text = arena_vprintf(arena, format, arguments);

	va_end(arguments);
	return text;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;

	va_copy(again, arguments);

	int length = vsnprintf(NULL, 0, format, again);

	va_end(again);
	/* The only other failure is a text longer than INT_MAX. */
	if (length < 0)
		arena_exhausted();

	char *text = arena_alloc(arena, (size_t)length + 1);

	vsnprintf(text, (size_t)length + 1, format, arguments);
	return text;
}
