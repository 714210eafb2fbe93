#include "locale/plural.h"

#include <stdlib.h>
#include <string.h>

enum { LENGTH_MAX = 1000, DEPTH_MAX = 50, COUNTS_TRIED = 1000 };

enum operation {
	OPERATION_NUMBER,
	OPERATION_COUNT,
	OPERATION_NOT,
	OPERATION_CHOICE,
	OPERATION_OR,
	OPERATION_AND,
	OPERATION_EQUAL,
	OPERATION_UNEQUAL,
	OPERATION_AT_MOST,
	OPERATION_AT_LEAST,
	OPERATION_LESS,
	OPERATION_GREATER,
	OPERATION_PLUS,
	OPERATION_MINUS,
	OPERATION_TIMES,
	OPERATION_DIVIDE,
	OPERATION_REMAINDER,
};

struct node {
	enum operation operation;
	unsigned long number;
	const struct node *operands[3];
};

struct plural_rule {
	unsigned forms;
	const struct node *expression;
};

/* Longer spellings come before those they begin with. */
static const struct binary {
	const char *sign;
	int level;
	enum operation operation;
} binaries[] = {
	{ "||", 0, OPERATION_OR },
	{ "&&", 1, OPERATION_AND },
	{ "==", 2, OPERATION_EQUAL },
	{ "!=", 2, OPERATION_UNEQUAL },
	{ "<=", 3, OPERATION_AT_MOST },
	{ ">=", 3, OPERATION_AT_LEAST },
	{ "<", 3, OPERATION_LESS },
	{ ">", 3, OPERATION_GREATER },
	{ "+", 4, OPERATION_PLUS },
	{ "-", 4, OPERATION_MINUS },
	{ "*", 5, OPERATION_TIMES },
	{ "/", 5, OPERATION_DIVIDE },
	{ "%", 5, OPERATION_REMAINDER },
};
enum { TIGHTEST = 5 };

struct reader {
	const char *at;
	int depth;
	struct arena *arena;
};

static void skip_spaces(struct reader *reader)
{
	reader->at += strspn(reader->at, " \t");
}

static bool skip_sign(struct reader *reader, const char *sign)
{
	skip_spaces(reader);
	if (strncmp(reader->at, sign, strlen(sign)))
		return false;
	reader->at += strlen(sign);
	return true;
}

static bool read_number(struct reader *reader, unsigned long *number)
{
	skip_spaces(reader);
	size_t digits = strspn(reader->at, "0123456789");
	if (!digits || digits > 9)
		return false;
	*number = strtoul(reader->at, NULL, 10);
	reader->at += digits;
	return true;
}

static const struct node *node_new(
	struct reader *reader, enum operation operation, const struct node *a, const struct node *b)
{
	struct node *node = arena_alloc(reader->arena, sizeof *node);

	node->operation = operation;
	node->operands[0] = a;
	node->operands[1] = b;
	return node;
}

static const struct node *read_choice(struct reader *reader);

static const struct node *read_operand(struct reader *reader)
{
	const struct node *node = NULL;
	unsigned long number;

	if (++reader->depth > DEPTH_MAX) {
		node = NULL;
	} else if (skip_sign(reader, "!")) {
		node = read_operand(reader);
		if (node)
			node = node_new(reader, OPERATION_NOT, node, NULL);
	} else if (skip_sign(reader, "(")) {
		node = read_choice(reader);
		if (!skip_sign(reader, ")"))
			node = NULL;
	} else if (skip_sign(reader, "n")) {
		node = node_new(reader, OPERATION_COUNT, NULL, NULL);
	} else if (read_number(reader, &number)) {
		struct node *literal = arena_alloc(reader->arena, sizeof *literal);
		literal->operation = OPERATION_NUMBER;
		literal->number = number;
		node = literal;
	}
	reader->depth--;
	return node;
}

static const struct binary *read_sign(struct reader *reader, int level)
{
	skip_spaces(reader);
	for (size_t i = 0; i < sizeof binaries / sizeof binaries[0]; i++) {
		if (binaries[i].level == level && skip_sign(reader, binaries[i].sign))
			return &binaries[i];
	}
	return NULL;
}

static const struct node *read_binary(struct reader *reader, int level)
{
	if (level > TIGHTEST)
		return read_operand(reader);

	const struct node *left = read_binary(reader, level + 1);
	const struct binary *binary;
	while (left && (binary = read_sign(reader, level))) {
		const struct node *right = read_binary(reader, level + 1);
		left = right ? node_new(reader, binary->operation, left, right) : NULL;
	}
	return left;
}

static const struct node *read_choice(struct reader *reader)
{
	const struct node *condition = NULL;

	if (++reader->depth <= DEPTH_MAX)
		condition = read_binary(reader, 0);
	if (condition && skip_sign(reader, "?")) {
		struct node *choice = arena_alloc(reader->arena, sizeof *choice);

		choice->operation = OPERATION_CHOICE;
		choice->operands[0] = condition;
		choice->operands[1] = read_choice(reader);
		if (choice->operands[1] && skip_sign(reader, ":"))
			choice->operands[2] = read_choice(reader);
		condition = choice->operands[2] ? choice : NULL;
	}
	reader->depth--;
	return condition;
}

static unsigned long value_of(const struct node *node, unsigned long count, bool *undefined)
{
	if (node->operation == OPERATION_NUMBER)
		return node->number;
	if (node->operation == OPERATION_COUNT)
		return count;

	unsigned long a = value_of(node->operands[0], count, undefined);
	switch (node->operation) {
	case OPERATION_NOT:
		return !a;
	case OPERATION_CHOICE:
		return value_of(node->operands[a ? 1 : 2], count, undefined);
	case OPERATION_OR:
		return a || value_of(node->operands[1], count, undefined);
	case OPERATION_AND:
		return a && value_of(node->operands[1], count, undefined);
	default:
		break;
	}

	unsigned long b = value_of(node->operands[1], count, undefined);
	switch (node->operation) {
	case OPERATION_EQUAL:
		return a == b;
	case OPERATION_UNEQUAL:
		return a != b;
	case OPERATION_AT_MOST:
		return a <= b;
	case OPERATION_AT_LEAST:
		return a >= b;
	case OPERATION_LESS:
		return a < b;
	case OPERATION_GREATER:
		return a > b;
	case OPERATION_PLUS:
		return a + b;
	case OPERATION_MINUS:
		return a - b;
	case OPERATION_TIMES:
		return a * b;
	default:
		break;
	}
	if (!b) {
		*undefined = true;
		return 0;
	}
	return node->operation == OPERATION_DIVIDE ? a / b : a % b;
}

bool plural_rule_parse(
	struct plural_rule **parsed, const char *text, struct arena *arena, struct error *error)
{
	struct plural_rule *rule = arena_alloc(arena, sizeof *rule);
	struct reader reader = { .at = text, .arena = arena };
	unsigned long forms = 0;

	*parsed = NULL;
	if (strlen(text) > LENGTH_MAX)
		return error_set(error, ERROR_USAGE, "Plural-Forms is longer than %d characters",
			LENGTH_MAX);
	if (!skip_sign(&reader, "nplurals") || !skip_sign(&reader, "=") ||
		!read_number(&reader, &forms) || !skip_sign(&reader, ";") ||
		!skip_sign(&reader, "plural") || !skip_sign(&reader, "="))
		return error_set(error, ERROR_USAGE,
			"Plural-Forms is not 'nplurals=NUMBER; plural=EXPRESSION;'");
	if (forms < 1 || forms > PLURAL_FORMS_MAX)
		return error_set(
			error, ERROR_USAGE, "nplurals is not within 1..%d", PLURAL_FORMS_MAX);

	rule->forms = (unsigned)forms;
	rule->expression = read_choice(&reader);
	skip_sign(&reader, ";");
	skip_spaces(&reader);
	if (!rule->expression || *reader.at)
		return error_set(error, ERROR_USAGE,
			"the plural expression cannot be read at character %td of Plural-Forms",
			reader.at - text + 1);
	for (unsigned long count = 0; count <= COUNTS_TRIED; count++) {
		bool undefined = false;
		unsigned long form = value_of(rule->expression, count, &undefined);

		if (undefined)
			return error_set(error, ERROR_USAGE,
				"the plural expression divides by zero for n = %lu", count);
		if (form >= forms)
			return error_set(error, ERROR_USAGE,
				"the plural expression gives form %lu for n = %lu; nplurals is %lu",
				form, count, forms);
	}
	*parsed = rule;
	return true;
}

unsigned plural_rule_forms(const struct plural_rule *rule)
{
	return rule->forms;
}

unsigned plural_rule_form(const struct plural_rule *rule, unsigned long count)
{
	bool undefined = false;
	unsigned long form = value_of(rule->expression, count, &undefined);

	return undefined || form >= rule->forms ? rule->forms - 1 : (unsigned)form;
}

bool plural_rule_is_single(const struct plural_rule *rule, unsigned form)
{
	unsigned found = 0;

	for (unsigned long count = 0; count <= COUNTS_TRIED && found < 2; count++)
		found += plural_rule_form(rule, count) == form;
	return found == 1;
}
