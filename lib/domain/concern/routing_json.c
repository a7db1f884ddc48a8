/* SPDX-License-Identifier: ISC */
#include "domain/concern/routing_inside.h"

#include "base/text/date.h"

size_t
routing_nroutes(const struct routing_answer *a)
{
	return a->nroutes;
}

const struct route *
routing_route(const struct routing_answer *a, size_t i)
{
	return &a->route[i];
}

size_t
routing_nreasons(const struct routing_answer *a)
{
	return a->nreasons;
}

const struct routing_reason *
routing_reason(const struct routing_answer *a, size_t i)
{
	return &a->reason[i];
}

const char *
routing_warning(const struct routing_answer *a)
{
	return a->warning.n > 0 ? a->warning.p : NULL;
}

void
routing_route_json(struct buf *b, const struct route *r, const char *id)
{
	char due[TIME_LEN];

	json_open(b, '{');
	json_pair(b, "kind", "route");
	json_pair(b, "concern", id);
	json_pair(b, "to", r->to);
	json_pair(b, "duty", rules_duty_name(r->duty));
	json_pair(b, "urgency", rules_urgency_name(r->urgency));
	if (r->due_at != TIME_NONE) {
		time_format(r->due_at, due);
		json_pair(b, "due_at", due);
	}
	json_pair(b, "by", r->by);
	if (r->contact != NULL) {
		json_key(b, "contact");
		contact_json(b, r->contact);
	}
	json_pair(b, "matter", r->matter);
	json_pair(b, "why", r->why);
	json_pair(b, "rule", r->rule);
	json_words(b, "cite", r->cite);
	json_close(b, '}');
}

void
routing_handling_json(struct buf *b, const struct routing_answer *a,
    const char *id)
{
	static const char *const inform[] = { "yes", "take-advice", "yes",
		"take-advice", "no" };

	json_open(b, '{');
	json_pair(b, "kind", "handling");
	json_pair(b, "concern", id);
	json_pair(b, "inform_parents", inform[a->parents]);
	json_pair(b, "why", a->parents_why);
	json_words(b, "exclude", a->exclude);
	json_words(b, "do", a->step);
	json_words(b, "prompts", a->prompt);
	json_close(b, '}');
}

void
routing_reason_json(struct buf *b, const struct routing_reason *r,
    const char *id)
{
	json_open(b, '{');
	json_pair(b, "kind", "reason");
	json_pair(b, "concern", id);
	json_pair(b, "rule", r->rule);
	json_key(b, "applied");
	json_bool(b, r->applied);
	json_pair(b, "why", r->why);
	json_close(b, '}');
}
