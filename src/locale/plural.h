#ifndef LOCALE_PLURAL_H
#define LOCALE_PLURAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/* The Plural-Forms of a gettext catalogue: which of a phrase's forms belongs to a count. */
struct plural_rule;

enum { PLURAL_FORMS_MAX = 6 }; /* as many as any language of gettext has (Arabic) */

/*
 * Reads "nplurals=2; plural=(n != 1);": the expression is C's over n, unsigned. Fails with
 * ERROR_USAGE also when a count of 0..1000 gives a form that there is not, or divides by zero.
 */
bool plural_rule_parse(
	struct plural_rule **rule, const char *text, struct arena *arena, struct error *error);

/* 1..PLURAL_FORMS_MAX */
unsigned plural_rule_forms(const struct plural_rule *rule);

/* 0..forms-1; the last form where the expression gives none. */
unsigned plural_rule_form(const struct plural_rule *rule, unsigned long count);

/* Whether the form belongs to just one of the counts 0..1000, as the first one in most languages.
 */
bool plural_rule_is_single(const struct plural_rule *rule, unsigned form);

#endif
