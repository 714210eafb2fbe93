#ifndef SETTINGS_CLEANING_H
#define SETTINGS_CLEANING_H

#include <stddef.h>

#include "settings/problems.h"

/*
 * The text of a configuration as clean UTF-8: the byte order mark and the CR of CRLF are gone, and
 * every byte or character that may not be in it is reported (the first of its sort; a file saved in
 * another encoding has hundreds) and replaced by U+FFFD, so that the rest can be read, and shown.
 * What is left of control characters are tabs and line ends. NULL when the file is UTF-16.
 */
char *configuration_clean(
	const char *text, size_t length, size_t *clean_length, struct reading *reading);

#endif
