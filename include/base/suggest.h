#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stddef.h>

/*
 * The name nearest to what was written, for "did you mean ...?"; NULL when none is near. Near is an
 * edit distance (insert, delete, replace, swap of neighbours; case ignored) of at most a third of
 * the length of the longer of the two.
 */
const char *suggest_nearest(const char *written, const char *const *names, size_t count);

#endif
