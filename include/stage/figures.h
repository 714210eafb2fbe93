#ifndef STAGE_FIGURES_H
#define STAGE_FIGURES_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "model/evaluation.h"

/*
 * An evaluation as data for other programs (interface.md, eval -O csv and -O json): '.' as decimal
 * mark whatever the language, money in minor units, an undefined figure empty or null.
 */

/* scope,metric,value,lo,hi,n,detail; team limits it to one team, NULL is every scope. */
void figures_csv(const struct evaluation *evaluation, const char *team, struct strbuf *out);

/* kvartal.evaluation/1. */
void figures_json(const struct evaluation *evaluation, const char *team, struct strbuf *out);

/*
 * The edition's snapshot: the same document with the facts it was computed from. configuration is
 * the text of kvartal.conf.
 */
void figures_snapshot(
	const struct evaluation *evaluation, const char *configuration, struct strbuf *out);

/* kvartal.check/1. gate_open: whether the data gate lets the quarter be published. */
void figures_check_json(const char *period, bool gate_open, const struct finding *findings,
	size_t count, struct strbuf *out);

#endif
