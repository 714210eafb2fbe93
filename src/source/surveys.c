#include <stdlib.h>
#include <string.h>

#include "source.h"

static const char *const survey_kinds[] = {
	[SURVEY_NPS] = "nps",
	[SURVEY_CSAT] = "csat",
	[SURVEY_CES] = "ces",
	[SURVEY_NKI] = "nki",
	NULL,
};

const struct table survey_table = {
	.name = "survey",
	.ids = IDS_SURVEY,
	.columns = {
		{ .name = "survey_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_SURVEY },
		{ .name = "kind", .type = COLUMN_TEXT, .use = USE_WORD, .words = survey_kinds },
		{ .name = "name", .type = COLUMN_TEXT, .use = USE_NAME },
		{ .name = "wave_start", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "wave_end", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "scale_min", .type = COLUMN_INTEGER, .use = USE_NUMBER,
			.least = -1000000, .greatest = 1000000 },
		{ .name = "scale_max", .type = COLUMN_INTEGER, .use = USE_NUMBER,
			.least = -1000000, .greatest = 1000000 },
	},
};

enum { SURVEY_ID, SURVEY_KIND, SURVEY_NAME, WAVE_START, WAVE_END, SCALE_MIN, SCALE_MAX };

const struct table invite_table = {
	.name = "survey_invite",
	.columns = {
		{ .name = "survey_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1,
			.refers = IDS_SURVEY },
		{ .name = "contact_key", .type = COLUMN_TEXT, .use = USE_ID, .key = 2 },
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CUSTOMER },
		{ .name = "sent_on", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "delivered", .type = COLUMN_INTEGER, .use = USE_NUMBER, .least = 0,
			.greatest = 1 },
	},
};

enum { INVITE_SURVEY, INVITE_CONTACT, INVITE_CUSTOMER, INVITE_SENT, INVITE_DELIVERED };

const struct table response_table = {
	.name = "survey_response",
	.columns = {
		{ .name = "response_id", .type = COLUMN_TEXT, .use = USE_ID, .key = 1 },
		{ .name = "survey_id", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_SURVEY },
		{ .name = "contact_key", .type = COLUMN_TEXT, .use = USE_ID },
		{ .name = "customer_id", .type = COLUMN_TEXT, .use = USE_ID, .refers = IDS_CUSTOMER },
		{ .name = "responded_on", .type = COLUMN_TEXT, .use = USE_DATE },
		{ .name = "score", .type = COLUMN_INTEGER, .use = USE_NUMBER },
		{ .name = "score2", .type = COLUMN_INTEGER, .use = USE_NUMBER, .optional = true },
		{ .name = "score3", .type = COLUMN_INTEGER, .use = USE_NUMBER, .optional = true },
		{ .name = "driver_code", .type = COLUMN_TEXT, .use = USE_ID, .optional = true,
			.refers = IDS_REASON },
		{ .name = "comment", .type = COLUMN_TEXT, .optional = true },
	},
};

enum {
	RESPONSE_ID,
	RESPONSE_SURVEY,
	RESPONSE_CONTACT,
	RESPONSE_CUSTOMER,
	RESPONDED,
	SCORE,
	SCORE2,
	SCORE3,
	DRIVER,
};

/* ---- surveys ----------------------------------------------------------------------------------
 */

static int survey_order(const void *left, const void *right)
{
	const struct survey *a = left, *b = right;
	return strcmp(a->id, b->id);
}

static bool load_surveys(struct loading *loading)
{
	struct facts *facts = loading->facts;
	struct directory *directory = &loading->directories[IDS_SURVEY];
	struct rows rows;

	facts->surveys = ARENA_ARRAY(loading->arena, struct survey, directory->count);
	rows_open(&rows, loading, &survey_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		if (cells[SCALE_MAX].number <= cells[SCALE_MIN].number) {
			rows_breach(&rows, SCALE_MAX, "is not above scale_min");
			continue;
		}
		facts->surveys[facts->survey_count++] = (struct survey){
			.id = cells[SURVEY_ID].text,
			.name = cells[SURVEY_NAME].text,
			.kind = (enum survey_kind)cells[SURVEY_KIND].number,
			.wave_start = cells[WAVE_START].date,
			.wave_end = cells[WAVE_END].date,
			.scale_min = (int)cells[SCALE_MIN].number,
			.scale_max = (int)cells[SCALE_MAX].number,
		};
	}
	if (!rows_close(&rows))
		return false;
	qsort(facts->surveys, facts->survey_count, sizeof(*facts->surveys), survey_order);
	for (size_t i = 0; i < facts->survey_count; i++)
		directory_set(directory, facts->surveys[i].id, i);
	return true;
}

/* ---- invitations ------------------------------------------------------------------------------
 */

struct sent {
	struct invitation invitation;
	struct date on;
};

static int compare_contacts(
	int32_t survey_a, const char *contact_a, int32_t survey_b, const char *contact_b)
{
	if (survey_a != survey_b)
		return survey_a < survey_b ? -1 : 1;
	return strcmp(contact_a, contact_b);
}

static int sent_order(const void *left, const void *right)
{
	const struct sent *a = left, *b = right;
	return compare_contacts(a->invitation.survey, a->invitation.contact, b->invitation.survey,
		b->invitation.contact);
}

static bool load_invitations(struct loading *loading, struct sent **sent, size_t *count)
{
	struct facts *facts = loading->facts;
	size_t capacity = 0;
	struct rows rows;

	*sent = NULL;
	*count = 0;
	rows_open(&rows, loading, &invite_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		if (date_before(facts->as_of, cells[INVITE_SENT].date))
			continue;
		*sent = arena_grow(loading->arena, *sent, *count, &capacity, sizeof(**sent));
		(*sent)[(*count)++] = (struct sent){
			.invitation = {
				.survey = directory_row(loading, IDS_SURVEY, cells[INVITE_SURVEY].place),
				.customer = directory_row(
					loading, IDS_CUSTOMER, cells[INVITE_CUSTOMER].place),
				.contact = arena_strdup(loading->arena, cells[INVITE_CONTACT].text),
				.delivered = cells[INVITE_DELIVERED].number != 0,
			},
			.on = cells[INVITE_SENT].date,
		};
	}
	if (!rows_close(&rows))
		return false;
	if (*count)
		qsort(*sent, *count, sizeof(**sent), sent_order);
	facts->invitations = ARENA_ARRAY(loading->arena, struct invitation, *count);
	facts->invitation_count = *count;
	for (size_t i = 0; i < *count; i++)
		facts->invitations[i] = (*sent)[i].invitation;
	return true;
}

/* ---- responses --------------------------------------------------------------------------------
 */

static bool is_on_scale(const struct cell *score, const struct survey *survey)
{
	return !score->given ||
	       (score->number >= survey->scale_min && score->number <= survey->scale_max);
}

static int32_t score_of(const struct cell *score)
{
	return score->given ? (int32_t)score->number : INT32_MIN;
}

/* DQ16: an answer that is not on the survey's scale. */
static bool check_scores(struct rows *rows, const struct survey *survey)
{
	for (int i = SCORE; i <= SCORE3; i++) {
		if (is_on_scale(&rows->cells[i], survey))
			continue;
		finding_add(&rows->loading->findings, "DQ16", "%s (%s %lld, scale %d to %d)",
			rows_object(rows), response_table.columns[i].name,
			(long long)rows->cells[i].number, survey->scale_min, survey->scale_max);
		rows_exclude(rows);
		return false;
	}
	return true;
}

/* DQ03: an answer from before the question. */
static bool check_sent(struct rows *rows, const struct sent *sent)
{
	char answered[11], asked[11];
	if (!sent || !date_before(rows->cells[RESPONDED].date, sent->on))
		return true;
	date_format(rows->cells[RESPONDED].date, answered);
	date_format(sent->on, asked);
	finding_add(&rows->loading->findings, "DQ03", "%s (sent_on %s, responded_on %s)",
		rows_object(rows), asked, answered);
	rows_exclude(rows);
	return false;
}

static const struct sent *find_sent(
	const struct sent *sent, size_t count, int32_t survey, const char *contact)
{
	struct sent wanted = { .invitation = { .survey = survey, .contact = contact } };
	return count == 0 ? NULL : bsearch(&wanted, sent, count, sizeof(*sent), sent_order);
}

static int response_order(const void *left, const void *right)
{
	const struct response *a = left, *b = right;
	int order = compare_contacts(a->survey, a->contact, b->survey, b->contact);
	if (order != 0)
		return order;
	if (a->responded_on.days != b->responded_on.days)
		return a->responded_on.days < b->responded_on.days ? -1 : 1;
	return strcmp(a->id, b->id);
}

static bool read_responses(struct loading *loading, const struct sent *sent, size_t sent_count)
{
	struct facts *facts = loading->facts;
	size_t capacity = 0;
	struct rows rows;

	rows_open(&rows, loading, &response_table);
	while (rows_next(&rows)) {
		const struct cell *cells = rows.cells;
		int32_t survey = directory_row(loading, IDS_SURVEY, cells[RESPONSE_SURVEY].place);
		const struct sent *invite =
			find_sent(sent, sent_count, survey, cells[RESPONSE_CONTACT].text);
		if (!rows_dated(&rows, cells[RESPONDED].date) || !check_sent(&rows, invite) ||
			!check_scores(&rows, &facts->surveys[survey]))
			continue;
		if (!invite)
			finding_add(&loading->findings, "DQ17", "%s (survey %s, contact %s)",
				rows_object(&rows), facts->surveys[survey].id,
				cells[RESPONSE_CONTACT].text);
		facts->responses = arena_grow(loading->arena, facts->responses,
			facts->response_count, &capacity, sizeof(*facts->responses));
		facts->responses[facts->response_count++] = (struct response){
			.id = arena_strdup(loading->arena, cells[RESPONSE_ID].text),
			.contact = arena_strdup(loading->arena, cells[RESPONSE_CONTACT].text),
			.survey = survey,
			.customer = directory_row(
				loading, IDS_CUSTOMER, cells[RESPONSE_CUSTOMER].place),
			.responded_on = cells[RESPONDED].date,
			.score = score_of(&cells[SCORE]),
			.score2 = score_of(&cells[SCORE2]),
			.score3 = score_of(&cells[SCORE3]),
			.driver = directory_row(loading, IDS_REASON, cells[DRIVER].place),
			.invited = invite != NULL,
			.delivered = invite && invite->invitation.delivered,
		};
	}
	return rows_close(&rows);
}

/* DQ18: the latest answer of a contact in a survey is the one that counts. */
static void keep_latest(struct loading *loading)
{
	struct facts *facts = loading->facts;
	size_t kept = 0;

	if (facts->response_count)
		qsort(facts->responses, facts->response_count, sizeof(*facts->responses),
			response_order);
	for (size_t i = 0, end; i < facts->response_count; i = end) {
		const struct response *first = &facts->responses[i];
		for (end = i + 1; end < facts->response_count; end++)
			if (compare_contacts(first->survey, first->contact,
				    facts->responses[end].survey,
				    facts->responses[end].contact) != 0)
				break;
		if (end - i > 1)
			finding_add(&loading->findings, "DQ18",
				"contact %s (survey %s, %zu answers)", first->contact,
				facts->surveys[first->survey].id, end - i);
		facts->responses[kept++] = facts->responses[end - 1];
	}
	facts->response_count = kept;
}

bool surveys_load(struct loading *loading)
{
	struct sent *sent;
	size_t sent_count;
	if (!load_surveys(loading) || !load_invitations(loading, &sent, &sent_count) ||
		!read_responses(loading, sent, sent_count))
		return false;
	keep_latest(loading);
	return true;
}
