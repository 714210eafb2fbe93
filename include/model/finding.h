#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "model/facts.h"

/* What a quality rule says of itself (metrics.md 2.1), whoever applies it. */
struct finding_rule {
	const char *code;
	enum severity severity; /* the strongest, where rows of one rule differ */
	const char *message;	/* English, one line */
	const char *affects;	/* metrics, comma-separated; "": none; NULL: all, or unknown */
};

/* The rule with the code; NULL when there is none. */
const struct finding_rule *finding_rule_lookup(const char *code);

/* All rules, by code. */
const struct finding_rule *finding_rule_list(size_t *count);

enum { FINDING_OBJECTS = 20 };

/*
 * Findings as they are collected: per rule a count, and the first objects in byte order, whatever
 * the order they were found in. Start with finding_set_init, end with finding_set_release; what
 * finding_set_list made stays in the arena.
 */
struct finding_tally {
	int64_t count;
	enum severity severity; /* 0: nothing found */
	const char *message;	/* NULL: the rule's */
	const char *objects[FINDING_OBJECTS];
	size_t object_count;
};

struct finding_set {
	struct arena *arena;
	struct finding_tally *tallies; /* one per rule */
	struct strbuf text;
};

void finding_set_init(struct finding_set *set, struct arena *arena);
void finding_set_release(struct finding_set *set);

/* One object of a rule, with the rule's severity. The same text is listed once, and counted. */
void finding_add(struct finding_set *set, const char *code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with a severity of its own: a finding has the strongest of its objects. */
void finding_add_as(struct finding_set *set, const char *code, enum severity severity,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* So many objects more, that are not listed; 0 changes nothing. */
void finding_count(struct finding_set *set, const char *code, int64_t count);

/* Another message than the rule's, if the rule found anything; it is kept as a pointer. */
void finding_say(struct finding_set *set, const char *code, const char *message);

/* Findings made earlier, taken in again, to be merged with what is added. */
void finding_set_take(struct finding_set *set, const struct finding *findings, size_t count);

/* What was found, sorted by code. */
void finding_set_list(const struct finding_set *set, struct finding **findings, size_t *count);

#endif
