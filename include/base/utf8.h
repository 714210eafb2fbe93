#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * UTF-8 as Unicode defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
 */

/* The code point at *text, which moves past it; 0xFFFFFFFF, and one byte on, where it is not valid.
 */
uint32_t utf8_next(const char **text, const char *end);

bool utf8_valid(const char *text, size_t length);

/* Number of code points of a valid text. */
size_t utf8_length(const char *text);

/* Writes the code point as UTF-8 and returns the number of bytes (1..4). */
size_t utf8_encode(uint32_t code_point, char bytes[4]);

/*
 * Whether a text may be shown as it is: valid, and without C0 and C1 controls, DEL, and the
 * characters that turn the direction of writing (U+200E..200F, U+202A..202E, U+2066..2069).
 */
bool utf8_clean(const char *text, size_t length);

#endif
