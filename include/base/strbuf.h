#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

/*
 * Bytes that grow. bytes is never NULL and always ends in a NUL that length does not count; the
 * contents may hold NULs too. Start with STRBUF_INIT, end with strbuf_release. Running out of
 * memory ends the program (see arena.h).
 */
struct strbuf {
	char *bytes;
	size_t length, capacity;
};

extern char strbuf_empty[];
#define STRBUF_INIT                                                                                \
	{                                                                                          \
		.bytes = strbuf_empty                                                              \
	}

void strbuf_release(struct strbuf *buffer);
void strbuf_clear(struct strbuf *buffer);
void strbuf_add(struct strbuf *buffer, const void *bytes, size_t length);
void strbuf_adds(struct strbuf *buffer, const char *text);
void strbuf_addc(struct strbuf *buffer, char byte);
void strbuf_addf(struct strbuf *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void strbuf_vaddf(struct strbuf *buffer, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

#endif
