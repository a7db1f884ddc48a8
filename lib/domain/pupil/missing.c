/* SPDX-License-Identifier: ISC */
#include "domain/pupil/missing.h"

#include <string.h>

#include "base/text/date.h"
#include "model/rec/rec_get.h"

static const struct {
	const char *step;
	const char *field;
} steps[MISSING_STEPS] = {
	{ "dsl", "dsl_told_at" },
	{ "ews", "ews_told_at" },
	{ "parents", "parents_told_at" },
	{ "police", "police_told_at" },
	{ "found", "found_at" },
	{ "considered", "considered_at" },
};

int
missing_clocks(struct clock v[MISSING_STEPS], const struct json *j,
    int64_t as_at)
{
	int from = json_get(j, 0, "missing_from"), n = 0;
	bool school = from >= 0 && json_is(j, from, "school");
	int64_t since = rec_time(j, 0, "noticed_at");

	for (int i = 0; i < MISSING_STEPS; i++) {
		int64_t at = rec_time(j, 0, steps[i].field);

		if (at > as_at)
			at = TIME_NONE; /* not yet, on that day */
		if (at == TIME_NONE && school &&
		    strcmp(steps[i].step, "police") == 0)
			continue;
		v[n++] = (struct clock){ steps[i].step, since, at,
			((at == TIME_NONE ? as_at : at) - since) / 60 };
	}
	return n;
}

void
missing_json(struct buf *b, const struct clock *c, const struct json *j)
{
	char s[TIME_LEN];

	json_open(b, '{');
	json_pair(b, "kind", "clock");
	json_key(b, "missing");
	json_canon(b, j, json_get(j, 0, "id"));
	json_key(b, "pupil");
	json_canon(b, j, json_get(j, 0, "pupil"));
	json_pair(b, "step", c->step);
	time_format(c->since, s);
	json_pair(b, "since", s);
	if (c->at != TIME_NONE) {
		time_format(c->at, s);
		json_pair(b, "at", s);
	}
	json_key(b, "minutes");
	json_num(b, c->minutes);
	json_key(b, "open");
	json_bool(b, c->at == TIME_NONE);
	json_close(b, '}');
}
