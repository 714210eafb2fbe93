#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"

/*
 * Writes JSON into a buffer; the writer keeps track of commas. Numbers use '.' whatever the locale;
 * a double is written with the fewest digits (at least 12, at most 17 significant) that read back
 * as the same value (a whole one below 2^53 without exponent, -0 as 0), and a value that is not
 * finite is written as null. Text is taken as UTF-8; bytes that are not are replaced by U+FFFD.
 */
struct json {
	struct strbuf *out;
	bool comma;	 /* a comma is due before the next value */
	int indentation; /* open containers that put each member on its own line */
	int compact;	 /* open containers on one line; those within are on it too */
};

/* Containers. key is NULL inside an array. A compact one stays on one line. */
void json_object(struct json *json, const char *key);
void json_object_compact(struct json *json, const char *key);
void json_array(struct json *json, const char *key);
void json_array_compact(struct json *json, const char *key);
void json_end_object(struct json *json);
void json_end_array(struct json *json);
void json_end_compact_object(struct json *json);
void json_end_compact_array(struct json *json);

void json_text(struct json *json, const char *key, const char *text); /* NULL is null */
void json_integer(struct json *json, const char *key, int64_t value);
void json_number(struct json *json, const char *key, double value);
void json_boolean(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);

/* A double as JSON and CSV write it, without the writer: into text, of at least 32 bytes. */
void json_format_number(char text[32], double value);

#endif
