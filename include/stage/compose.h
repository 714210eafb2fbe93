#ifndef STAGE_COMPOSE_H
#define STAGE_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "locale/format.h"
#include "locale/phrases.h"
#include "model/evaluation.h"
#include "model/report.h"

/*
 * An evaluation to documents, in one language. Pure: templates and catalogues are given as text.
 * Every sentence that claims something is computed from the same numbers as the table it stands
 * over.
 */

/* A text of a template and the file name for messages. */
struct template_source {
	const char *file, *text;
	size_t length;
};

/* How a language speaks: its numbers and its words. */
struct voice {
	const char *language; /* "sv", "en" */
	const struct format *format;
	const struct phrases *phrases;
};

/* What identifies the edition on every page. */
struct edition {
	const char *id;	  /* "2026Q1-r1" */
	const char *hash; /* SHA-256 of its snapshot */
};

/* The board report. Fails with ERROR_USAGE when the template is wrong. */
bool compose_board(const struct evaluation *evaluation, const struct voice *voice,
	const struct edition *edition, const struct template_source *source, struct report *report,
	struct arena *arena, struct error *error);

/* The page of one team, named by its scope. */
bool compose_team(const struct evaluation *evaluation, size_t scope, const struct voice *voice,
	const struct edition *edition, const struct template_source *source, struct report *report,
	struct arena *arena, struct error *error);

/* The workbook. */
void compose_workbook(const struct evaluation *evaluation, const struct voice *voice,
	const struct edition *edition, struct report *report, struct arena *arena);

/* The goals and figures of a scope (NULL: company and all teams) as a terminal shows them. */
void compose_terminal(const struct evaluation *evaluation, const char *team,
	const struct voice *voice, struct strbuf *out, struct arena *arena);

#endif
