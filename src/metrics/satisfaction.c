/*
 * What customers say in the surveys whose wave began in the quarter (metrics.md 4.6). One answer
 * per survey and contact: the latest.
 */
#include "metrics/metrics.h"

#include "stats/promoter.h"

enum { NPS, CSAT, RESP_RATE, METRICS };

static const struct metric_about about[METRICS] = {
	[NPS] = { .code = "NPS",
		.name = "Net promoter score",
		.short_unit = "promoters less detractors, of answers",
		.unit = UNIT_POINTS,
		.basis = BASIS_SURVEY,
		.min_n = 20,
		.goal = true,
		.has_range = true,
		.range_low = -100,
		.range_high = 100,
		.definition =
			"Would recommend us: share of answers 9-10 less share of answers 0-6, "
			"times 100. Answers from one customer are taken as one cluster.",
		.counted = "(Promoters - detractors) / answers",
		.method = "Adjusted Wald with the design effect of customers",
		.source = "Rocks 2016; Kish 1965" },
	[CSAT] = { .code = "CSAT",
		.name = "Satisfied customers",
		.short_unit = "% of answers, top two of the scale",
		.unit = UNIT_SHARE,
		.basis = BASIS_SURVEY,
		.min_n = 20,
		.goal = true,
		.has_range = true,
		.range_high = 1,
		.definition = "Answers in the top two steps of the satisfaction scale.",
		.counted = "Answers 4-5 / answers",
		.method = "Wilson score",
		.source = "Wilson 1927" },
	[RESP_RATE] = { .code = "RESP_RATE:",
		.name = "Response rate",
		.short_unit = "% of delivered invitations",
		.unit = UNIT_SHARE,
		.basis = BASIS_SURVEY,
		.min_n = 20,
		.goal = true,
		.has_range = true,
		.range_high = 1,
		.definition =
			"Invited contacts who answered, of those whom the invitation reached.",
		.counted = "Contacts who answered / delivered invitations",
		.method = "Wilson score",
		.source = "Wilson 1927" },
};

static const char *const kind_names[] = { "nps", "csat", "ces", "nki" };

static bool in_quarter(const struct measuring *m, int32_t survey, enum survey_kind kind)
{
	const struct survey *asked = &m->facts->surveys[survey];
	return asked->kind == kind && !date_before(asked->wave_start, m->start) &&
	       date_before(asked->wave_start, m->end);
}

/* Whose position in the scope's customers each customer is; NO_ROW for others. */
static const int32_t *positions(const struct measuring *m)
{
	int32_t *position = ARENA_ARRAY(m->arena, int32_t, m->facts->customer_count);
	for (size_t i = 0; i < m->facts->customer_count; i++)
		position[i] = NO_ROW;
	for (size_t i = 0; i < m->scope->customer_count; i++)
		position[m->scope->customers[i]] = (int32_t)i;
	return position;
}

static void measure_promoters(struct measuring *m, const int32_t *position)
{
	struct promoter_cluster *clusters =
		ARENA_ARRAY(m->arena, struct promoter_cluster, m->scope->customer_count);
	int64_t promoters = 0, detractors = 0, answers = 0;
	for (size_t i = 0; i < m->facts->response_count; i++) {
		const struct response *response = &m->facts->responses[i];
		if (position[response->customer] == NO_ROW ||
			!in_quarter(m, response->survey, SURVEY_NPS))
			continue;
		struct promoter_cluster *cluster = &clusters[position[response->customer]];
		cluster->responses++;
		answers++;
		if (response->score >= 9) {
			cluster->promoters++;
			promoters++;
		} else if (response->score <= 6) {
			cluster->detractors++;
			detractors++;
		}
	}
	struct measure *measure = measure_add(m, &about[NPS], NULL);
	struct promoter_score score = promoter_score(clusters, m->scope->customer_count, m->z);
	if (!score.defined) {
		measure_undefined(measure, "no answers");
		return;
	}
	measure_value(measure, score.value, (double)answers, score.interval);
	measure_add_detail(m, measure, "promoters", (double)promoters);
	measure_add_detail(m, measure, "detractors", (double)detractors);
	measure_add_detail(m, measure, "n_effective", score.effective_n);
	measure_add_detail(m, measure, "design_effect", score.design_effect);
}

static void measure_satisfied(struct measuring *m, const int32_t *position)
{
	int64_t satisfied = 0, answers = 0;
	for (size_t i = 0; i < m->facts->response_count; i++) {
		const struct response *response = &m->facts->responses[i];
		if (position[response->customer] == NO_ROW ||
			!in_quarter(m, response->survey, SURVEY_CSAT))
			continue;
		answers++;
		satisfied += response->score >= m->facts->surveys[response->survey].scale_max - 1;
	}
	struct measure *measure = measure_add(m, &about[CSAT], NULL);
	measure_share(m, measure, satisfied, answers);
	if (answers == 0)
		measure_undefined(measure, "no answers");
}

static void measure_response_rate(
	struct measuring *m, const int32_t *position, enum survey_kind kind)
{
	int64_t delivered = 0, answered = 0;
	bool asked = false;
	for (size_t i = 0; i < m->facts->survey_count; i++)
		asked = asked || in_quarter(m, (int32_t)i, kind);
	if (!asked)
		return;
	for (size_t i = 0; i < m->facts->invitation_count; i++) {
		const struct invitation *invitation = &m->facts->invitations[i];
		delivered += invitation->delivered && position[invitation->customer] != NO_ROW &&
			     in_quarter(m, invitation->survey, kind);
	}
	for (size_t i = 0; i < m->facts->response_count; i++) {
		const struct response *response = &m->facts->responses[i];
		answered += response->delivered && position[response->customer] != NO_ROW &&
			    in_quarter(m, response->survey, kind);
	}
	struct measure *measure = measure_add(m, &about[RESP_RATE], kind_names[kind]);
	measure_share(m, measure, answered, delivered);
	if (delivered == 0)
		measure_undefined(measure, "no invitation was delivered");
	measure_add_detail(m, measure, "answered", (double)answered);
}

static void measure(struct measuring *m)
{
	const int32_t *position = positions(m);
	measure_promoters(m, position);
	measure_satisfied(m, position);
	for (size_t kind = 0; kind < sizeof(kind_names) / sizeof(*kind_names); kind++)
		measure_response_rate(m, position, (enum survey_kind)kind);
}

const struct metric_family satisfaction_family = { about, METRICS, measure };
