#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char ellipsis[] = "...";

/* Ends a message that filled its buffer in "...", not within a UTF-8 sequence. */
static void message_shorten(char *message, size_t size)
{
	size_t end = size - sizeof(ellipsis);

	while (end > 0 && ((unsigned char)message[end] & 0xC0) == 0x80)
		end--;
	memcpy(message + end, ellipsis, sizeof(ellipsis));
}

static void message_print(char *message, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void message_vprint(char *message, size_t size, const char *format, va_list arguments)
	__attribute__((format(printf, 3, 0)));

static void message_vprint(char *message, size_t size, const char *format, va_list arguments)
{
	int length = vsnprintf(message, size, format, arguments);

	if (length < 0)
		message[0] = '\0';
	else if ((size_t)length >= size)
		message_shorten(message, size);
}

static void message_print(char *message, size_t size, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	message_vprint(message, size, format, arguments);
	va_end(arguments);
}

bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
	/* The old message may be among the arguments. */
	char message[sizeof(error->message)];
	va_list arguments;

	va_start(arguments, format);
	message_vprint(message, sizeof(message), format, arguments);
	va_end(arguments);
	memcpy(error->message, message, strlen(message) + 1);
	error->kind = kind;
	return false;
}

bool error_wrap(struct error *error, const char *format, ...)
{
	char before[sizeof(error->message)], message[sizeof(error->message)];
	va_list arguments;

	va_start(arguments, format);
	message_vprint(before, sizeof(before), format, arguments);
	va_end(arguments);
	message_print(message, sizeof(message), "%s: %s", before, error->message);
	memcpy(error->message, message, strlen(message) + 1);
	return false;
}

bool error_add(struct error *error, enum error_kind kind, const char *format, ...)
{
	char line[sizeof(error->message)], message[sizeof(error->message)];
	va_list arguments;

	va_start(arguments, format);
	message_vprint(line, sizeof(line), format, arguments);
	va_end(arguments);
	if (error->kind == ERROR_NONE) {
		error->kind = kind;
		memcpy(error->message, line, strlen(line) + 1);
		return false;
	}
	message_print(message, sizeof(message), "%s\n%s", error->message, line);
	memcpy(error->message, message, strlen(message) + 1);
	return false;
}
