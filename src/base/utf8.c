#include "base/utf8.h"

#include <string.h>

static const uint32_t invalid = 0xFFFFFFFF;

uint32_t utf8_next(const char **text, const char *end)
{
	const unsigned char *bytes = (const unsigned char *)*text;
	size_t available = (size_t)(end - *text), length;
	uint32_t code_point, least;

	if (!available)
		return invalid;
	(*text)++;
	if (bytes[0] < 0x80)
		return bytes[0];
	if (bytes[0] >= 0xC2 && bytes[0] <= 0xDF) {
		length = 2;
		code_point = bytes[0] & 0x1F;
		least = 0x80;
	} else if ((bytes[0] & 0xF0) == 0xE0) {
		length = 3;
		code_point = bytes[0] & 0x0F;
		least = 0x800;
	} else if (bytes[0] >= 0xF0 && bytes[0] <= 0xF4) {
		length = 4;
		code_point = bytes[0] & 0x07;
		least = 0x10000;
	} else {
		return invalid;
	}
	if (length > available)
		return invalid;
	for (size_t i = 1; i < length; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return invalid;
		code_point = code_point << 6 | (bytes[i] & 0x3F);
	}
	if (code_point < least || code_point > 0x10FFFF ||
		(code_point >= 0xD800 && code_point <= 0xDFFF))
		return invalid;
	*text += length - 1;
	return code_point;
}

bool utf8_valid(const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end)
		if (utf8_next(&text, end) == invalid)
			return false;
	return true;
}

size_t utf8_length(const char *text)
{
	size_t length = 0;

	for (; *text; text++)
		if (((unsigned char)*text & 0xC0) != 0x80)
			length++;
	return length;
}

size_t utf8_encode(uint32_t code_point, char bytes[4])
{
	if (code_point < 0x80) {
		bytes[0] = (char)code_point;
		return 1;
	}
	if (code_point < 0x800) {
		bytes[0] = (char)(0xC0 | code_point >> 6);
		bytes[1] = (char)(0x80 | (code_point & 0x3F));
		return 2;
	}
	if (code_point < 0x10000) {
		bytes[0] = (char)(0xE0 | code_point >> 12);
		bytes[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
		bytes[2] = (char)(0x80 | (code_point & 0x3F));
		return 3;
	}
	bytes[0] = (char)(0xF0 | code_point >> 18);
	bytes[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
	bytes[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
	bytes[3] = (char)(0x80 | (code_point & 0x3F));
	return 4;
}

static bool turns_direction(uint32_t code_point)
{
	return (code_point >= 0x200E && code_point <= 0x200F) ||
	       (code_point >= 0x202A && code_point <= 0x202E) ||
	       (code_point >= 0x2066 && code_point <= 0x2069);
}

bool utf8_clean(const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end) {
		uint32_t code_point = utf8_next(&text, end);

		if (code_point == invalid || code_point < 0x20 ||
			(code_point >= 0x7F && code_point <= 0x9F) || turns_direction(code_point))
			return false;
	}
	return true;
}
