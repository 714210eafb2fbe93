#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

#ifdef SANITIZED
#include <sanitizer/asan_interface.h>
#endif

static void memory_is_zeroed_aligned_and_not_shared(void **state)
{
	struct arena *arena = arena_new();
	unsigned char *parts[3000];

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		size_t size = i % 700;

		parts[i] = arena_alloc(arena, size);
		assert_true((uintptr_t)parts[i] % alignof(max_align_t) == 0);
		for (size_t j = 0; j < size; j++)
			assert_int_equal(parts[i][j], 0);
		memset(parts[i], (int)(i % 251 + 1), size);
	}
	for (size_t i = 0; i < 3000; i++)
		for (size_t j = 0; j < i % 700; j++)
			assert_int_equal(parts[i][j], i % 251 + 1);
	arena_free(arena);
}

static void a_large_part_leaves_the_others_alone(void **state)
{
	struct arena *arena = arena_new();
	char *before = arena_strdup(arena, "before");
	unsigned char *large = arena_alloc(arena, 40 * 1024 * 1024);
	char *after = arena_strdup(arena, "after");

	(void)state;
	assert_int_equal(large[0], 0);
	assert_int_equal(large[40 * 1024 * 1024 - 1], 0);
	memset(large, 0xFF, 40 * 1024 * 1024);
	assert_string_equal(before, "before");
	assert_string_equal(after, "after");
	arena_free(arena);
}

static void a_large_part_may_come_first(void **state)
{
	struct arena *arena = arena_new();
	unsigned char *large = arena_alloc(arena, 1024 * 1024);

	(void)state;
	memset(large, 0xFF, 1024 * 1024);
	assert_string_equal(arena_strdup(arena, "after"), "after");
	arena_free(arena);
}

static void an_empty_array_is_a_pointer_to_nothing(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_non_null(arena_alloc(arena, 0));
	assert_non_null(ARENA_ARRAY(arena, double, 0));
	arena_free(arena);
	arena_free(NULL);
}

static void growing_keeps_what_is_there(void **state)
{
	struct arena *arena = arena_new();
	size_t count = 0, capacity = 0, copies = 0;
	uint64_t *items = NULL;

	(void)state;
	for (; count < 100000; count++) {
		uint64_t *grown = arena_grow(arena, items, count, &capacity, sizeof(*items));

		copies += grown != items;
		items = grown;
		assert_true(capacity > count);
		items[count] = count * count;
	}
	for (size_t i = 0; i < count; i++)
		assert_true(items[i] == i * i);
	assert_in_range(copies, 10, 20);
	arena_free(arena);
}

static void texts_are_copied(void **state)
{
	struct arena *arena = arena_new();
	char source[] = "kundvärde";
	char *whole = arena_strdup(arena, source), *part = arena_strndup(arena, source, 4);

	(void)state;
	source[0] = 'X';
	assert_string_equal(whole, "kundvärde");
	assert_string_equal(part, "kund");
	assert_string_equal(arena_strndup(arena, "kort", 100), "kort");
	assert_string_equal(arena_strdup(arena, ""), "");
	assert_string_equal(arena_printf(arena, "%s-%03d", "x", 7), "x-007");
	assert_int_equal(strlen(arena_printf(arena, "%*s", 200000, "")), 200000);
	arena_free(arena);
}

static void exhaust_by_overflow(struct arena *arena)
{
	arena_alloc_array(arena, SIZE_MAX / 2, 16);
}

static void exhaust_by_size(struct arena *arena)
{
	arena_alloc(arena, SIZE_MAX - 3);
}

static void exhaust_by_growing(struct arena *arena)
{
	size_t capacity = SIZE_MAX / 4;
	char item = 0;

	arena_grow(arena, &item, capacity, &capacity, 64);
}

static void out_of_memory_ends_the_program_with_one_line(void **state)
{
	void (*const ways[])(
		struct arena *) = { exhaust_by_overflow, exhaust_by_size, exhaust_by_growing };

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		int ends[2], status;
		char told[200] = "";

		assert_int_equal(pipe(ends), 0);
		fflush(NULL);

		pid_t child = fork();

		assert_true(child >= 0);
		if (child == 0) {
			dup2(ends[1], STDERR_FILENO);
			close(ends[0]);
			close(ends[1]);

			static struct arena
				*volatile arena; /* reachable at exit, for the leak checker */

			arena = arena_new();
			ways[i](arena);
			_exit(99);
		}
		close(ends[1]);

		size_t length = 0;
		ssize_t count;

		while (length < sizeof(told) - 1 &&
			(count = read(ends[0], told + length, sizeof(told) - 1 - length)) > 0)
			length += (size_t)count;
		close(ends[0]);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 1);
		assert_string_equal(told, "kvartal: out of memory\n");
	}
}

#ifdef SANITIZED
static void the_sanitizer_sees_what_is_beyond_a_part(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t size = 0; size < 100; size++) {
		char *part = arena_alloc(arena, size);

		for (size_t i = 0; i < size; i++)
			assert_false(__asan_address_is_poisoned(part + i));
		for (size_t i = 0; i < 24; i++)
			assert_true(__asan_address_is_poisoned(part + size + i));
	}
	arena_free(arena);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_aligned_and_not_shared),
		cmocka_unit_test(a_large_part_leaves_the_others_alone),
		cmocka_unit_test(a_large_part_may_come_first),
		cmocka_unit_test(an_empty_array_is_a_pointer_to_nothing),
		cmocka_unit_test(growing_keeps_what_is_there),
		cmocka_unit_test(texts_are_copied),
		cmocka_unit_test(out_of_memory_ends_the_program_with_one_line),
#ifdef SANITIZED
		cmocka_unit_test(the_sanitizer_sees_what_is_beyond_a_part),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
