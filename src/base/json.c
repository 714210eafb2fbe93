#include "base/json.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void text_write(struct strbuf *out, const char *text)
{
	const char *end = text + strlen(text);

	strbuf_addc(out, '"');
	while (text < end) {
		const char *start = text;
		uint32_t code_point = utf8_next(&text, end);

		if (code_point == UINT32_MAX)
			strbuf_adds(out, "\xEF\xBF\xBD");
		else if (code_point == '"' || code_point == '\\')
			strbuf_addf(out, "\\%c", (int)code_point);
		else if (code_point == '\n')
			strbuf_adds(out, "\\n");
		else if (code_point == '\t')
			strbuf_adds(out, "\\t");
		else if (code_point == '\r')
			strbuf_adds(out, "\\r");
		else if (code_point < 0x20 || code_point == 0x7F)
			strbuf_addf(out, "\\u%04x", (unsigned)code_point);
		else
			strbuf_add(out, start, (size_t)(text - start));
	}
	strbuf_addc(out, '"');
}

static bool json_outside(const struct json *json)
{
	return !json->indentation && !json->compact;
}

static void line_start(struct json *json)
{
	strbuf_addc(json->out, '\n');
	for (int i = 0; i < json->indentation; i++)
		strbuf_adds(json->out, "  ");
}

/* What comes before a value: comma, line, key. */
static void value_start(struct json *json, const char *key)
{
	if (json->comma)
		strbuf_addc(json->out, ',');
	if (json->compact) {
		if (json->comma)
			strbuf_addc(json->out, ' ');
	} else if (!json_outside(json)) {
		line_start(json);
	}
	if (key) {
		text_write(json->out, key);
		strbuf_adds(json->out, ": ");
	}
	json->comma = !json_outside(json);
}

static void value_write(struct json *json, const char *key, const char *value)
{
	value_start(json, key);
	strbuf_adds(json->out, value);
}

/* Within a compact container everything is compact. */
static void container_start(struct json *json, const char *key, char bracket, bool compact)
{
	value_start(json, key);
	strbuf_addc(json->out, bracket);
	if (compact || json->compact)
		json->compact++;
	else
		json->indentation++;
	json->comma = false;
}

static void container_end(struct json *json, char bracket)
{
	if (json->compact) {
		json->compact--;
	} else {
		json->indentation--;
		if (json->comma)
			line_start(json);
	}
	strbuf_addc(json->out, bracket);
	json->comma = !json_outside(json);
}

void json_object(struct json *json, const char *key)
{
	container_start(json, key, '{', false);
}

void json_object_compact(struct json *json, const char *key)
{
	container_start(json, key, '{', true);
}

void json_array(struct json *json, const char *key)
{
	container_start(json, key, '[', false);
}

void json_array_compact(struct json *json, const char *key)
{
	container_start(json, key, '[', true);
}

void json_end_object(struct json *json)
{
	container_end(json, '}');
}

void json_end_array(struct json *json)
{
	container_end(json, ']');
}

void json_end_compact_object(struct json *json)
{
	container_end(json, '}');
}

void json_end_compact_array(struct json *json)
{
	container_end(json, ']');
}

void json_text(struct json *json, const char *key, const char *text)
{
	if (!text) {
		json_null(json, key);
		return;
	}
	value_start(json, key);
	text_write(json->out, text);
}

void json_integer(struct json *json, const char *key, int64_t value)
{
	value_start(json, key);
	strbuf_addf(json->out, "%lld", (long long)value);
}

void json_number(struct json *json, const char *key, double value)
{
	char text[32];

	json_format_number(text, value);
	value_write(json, key, text);
}

void json_boolean(struct json *json, const char *key, bool value)
{
	value_write(json, key, value ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
	value_write(json, key, "null");
}

/* Copies a printed number, writing '.' for the decimal separator of the locale, whatever it is. */
static void number_copy(char text[32], const char *printed)
{
	size_t length = 0;

	for (; *printed && length < 31; printed++) {
		if (strchr("0123456789+-e", *printed))
			text[length++] = *printed;
		else if (length == 0 || text[length - 1] != '.')
			text[length++] = '.';
	}
	text[length] = '\0';
}

void json_format_number(char text[32], double value)
{
	char printed[64];

	if (!isfinite(value)) {
		strcpy(text, "null");
		return;
	}
	if (value == 0) {
		strcpy(text, "0"); /* also for -0 */
		return;
	}
	if (fabs(value) < 0x1p53 && value == trunc(value)) {
		snprintf(text, 32, "%lld", (long long)value);
		return;
	}
	for (int digits = 12; digits <= 17; digits++) {
		snprintf(printed, sizeof(printed), "%.*g", digits, value);
		if (strtod(printed, NULL) == value)
			break;
	}
	number_copy(text, printed);
}
