#include "base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* What every empty buffer points at. Nothing is written here: capacity 0 marks it as not ours. */
char strbuf_empty[1];

void strbuf_release(struct strbuf *buffer)
{
	if (buffer->capacity)
		free(buffer->bytes);
	*buffer = (struct strbuf)STRBUF_INIT;
}

void strbuf_clear(struct strbuf *buffer)
{
	buffer->length = 0;
	if (buffer->capacity)
		buffer->bytes[0] = '\0';
}

/* Room for length more bytes and the NUL. */
static void strbuf_reserve(struct strbuf *buffer, size_t length)
{
	size_t needed;

	if (__builtin_add_overflow(buffer->length, length, &needed) ||
		__builtin_add_overflow(needed, 1, &needed))
		arena_exhausted();
	if (needed <= buffer->capacity)
		return;

	size_t capacity = buffer->capacity + buffer->capacity / 2;

	if (capacity < needed)
		capacity = needed;
	if (capacity < 64)
		capacity = 64;

	char *bytes = realloc(buffer->capacity ? buffer->bytes : NULL, capacity);

	if (!bytes)
		arena_exhausted();
	buffer->bytes = bytes;
	buffer->capacity = capacity;
}

void strbuf_add(struct strbuf *buffer, const void *bytes, size_t length)
{
	if (!length)
		return;
	strbuf_reserve(buffer, length);
	memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
}

void strbuf_adds(struct strbuf *buffer, const char *text)
{
	strbuf_add(buffer, text, strlen(text));
}

void strbuf_addc(struct strbuf *buffer, char byte)
{
	strbuf_add(buffer, &byte, 1);
}

void strbuf_addf(struct strbuf *buffer, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	strbuf_vaddf(buffer, format, arguments);
	va_end(arguments);
}

void strbuf_vaddf(struct strbuf *buffer, const char *format, va_list arguments)
{
	va_list again;

	va_copy(again, arguments);

	int length = vsnprintf(NULL, 0, format, again);

	va_end(again);
	/* The only other failure is a text longer than INT_MAX. */
	if (length < 0)
		arena_exhausted();
	strbuf_reserve(buffer, (size_t)length);
	vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
	buffer->length += (size_t)length;
}
