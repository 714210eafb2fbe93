#ifndef STAGE_RENDER_H
#define STAGE_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "model/report.h"

/*
 * A back end: turns a report into the bytes of a file. The same report gives the same bytes.
 * Nothing is written to disk: the caller publishes the bytes whole. Fails with ERROR_FAILED and a
 * message that names what could not be drawn.
 */
struct renderer {
	const char *format; /* "pdf", "xlsx", "tree": also the file name's ending */
	const char *media_type;
	bool (*render)(const struct report *report, struct strbuf *bytes, struct error *error);
};

/* The renderer of a format; NULL when there is none. */
const struct renderer *renderer_lookup(const char *format);

/* All of them, in the order of the table. */
const struct renderer *const *renderer_list(size_t *count);

#endif
