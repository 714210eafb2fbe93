#ifndef MODEL_SETTINGS_H
#define MODEL_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/quarter.h"
#include "model/unit.h"

/*
 * What kvartal.conf says (interface.md), checked; every key has its value or its default. Texts are
 * clean UTF-8 and live in the arena. Quarters of goals are read with the fiscal year of the source,
 * so they are kept as written here, and resolved by goals_resolve (stage/goals.h).
 */

/* A text that may be given per language; entries as the configuration wrote them. */
struct localized {
	const char *any;     /* name = ... without a language; NULL when not given */
	const char *sv, *en; /* name.sv, name.en; NULL when not given */
};

/* The text in a language ("sv", "en"): its own, else the one without a language, else NULL. */
const char *localized_text(const struct localized *text, const char *language);

/* Where a key was written, for messages: file:line:column. */
struct origin {
	const char *file;
	int line, column; /* from 1; the column counts characters */
};

/*
 * A number in a goal, as written: 93 %, 450 tkr, 35, 0,5. A percent is a fraction with unit share;
 * money is whole units of a currency (450 tkr is 450000), with the currency as written; tkr and Mkr
 * are SEK.
 */
struct goal_number {
	bool given;
	enum unit unit; /* UNIT_SHARE (percent), UNIT_MONEY, UNIT_POINTS (a bare number) */
	double value;
	const char *currency; /* ISO 4217, of money; NULL otherwise */
	struct origin origin;
};

enum goal_scope { GOAL_COMPANY, GOAL_TEAM, GOAL_EACH_TEAM };
enum goal_kind { GOAL_LEVEL, GOAL_RANGE, GOAL_IMPROVE, GOAL_TREND };

struct goal_step { /* of a path: the level in force from a quarter on */
	const char *quarter;
	struct goal_number level;
	struct origin origin;
};

struct goal_setting {
	const char *id; /* [goal "id"] */
	struct localized name;
	const char *metric; /* code of metrics.md section 11, as the registry spells it */
	enum goal_scope scope;
	const char *team; /* GOAL_TEAM */
	enum goal_kind kind;
	bool down; /* direction = down */
	const char *from, *to, *baseline;
	struct origin from_origin, to_origin, baseline_origin, scope_origin;
	struct goal_number target, range_low, range_high;
	const struct goal_step *path;
	size_t path_count;
	struct goal_number threshold, cap; /* in metric units; for a range: a distance */
	double threshold_share, cap_share; /* attainment there */
	double weight;
	bool has_min_n;
	double min_n;
	bool has_gate_cap;
	double gate_cap; /* fraction */
	const char *set_by;
	struct origin origin;
};

struct team_setting {
	const char *id;
	struct localized name;
	const char *const *to; /* addresses */
	size_t to_count;
	struct origin origin;
};

enum due_convention { DUE_FIRST_UNCOVERED_DAY, DUE_LAST_COVERED_DAY };
enum purpose { PURPOSE_INFORMATION, PURPOSE_DECISION, PURPOSE_DISCUSSION };
enum mail_transport { TRANSPORT_NONE, TRANSPORT_SMTP, TRANSPORT_SENDMAIL, TRANSPORT_MAILDIR };
enum mail_tls { TLS_REQUIRED, TLS_OPPORTUNISTIC, TLS_NONE };

struct settings {
	const char *file;      /* the configuration file, as named in messages */
	const char *directory; /* of the project */

	const char *company;
	const char *const *languages; /* "sv", "en"; the first is the default */
	size_t language_count;

	const char *
		database; /* path, relative to the directory unless absolute; "sqlite:" taken off */
	struct origin database_origin;
	int max_age_days;
	double min_coverage; /* fraction */

	double confidence; /* fraction, two-sided */
	enum due_convention due_convention;
	double discount_rate;
	int clv_horizon_years;
	bool ignore_indexation; /* of UPSELL_CUST */

	int min_group;

	const struct goal_setting *goals;
	size_t goal_count;

	bool reward_enabled;

	const struct team_setting *teams;
	size_t team_count;

	const char *const *board_to;
	size_t board_to_count;
	enum purpose purpose;
	struct localized decision;
	const char *board_date, *agenda_item; /* as the header prints them, or NULL */
	struct localized confidentiality;

	const char *mail_from, *mail_reply_to, *mail_url, *mail_user;
	const char *mail_password_file, *mail_password_command;
	enum mail_transport transport;
	enum mail_tls tls;
	bool require_approval;

	const char *archive_directory;
	const char *signing_key_file;
};

#endif
