/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "model/rec/rec_get.h"
#include "domain/concern/owed.h"

/* The clocks that run once a referral is made, and what stops each. */
static const struct {
	const char *event;
	bool answer_stops;
} clocks[] = {
	{ "referral-made", true },
	{ "follow-up", true },
	{ "assessment", false },
};

/*
 * Whether a deadline is past the calendar's end, and so not over on a day that
 * the calendar has.
 */
static bool
far_off(const struct deadline *d, const struct calendar *cal, int64_t made)
{
	int32_t from, to;

	if (d->unit == UNIT_DAYS || d->unit == UNIT_MONTHS)
		return false;
	calendar_coverage(cal, d->unit, &from, &to);
	return time_day(made) >= from - 1;
}

static int
clock_of(struct owed *o, const struct deadline *d,
    const struct calendar *cal, int64_t made, int64_t as_at, struct err *err)
{
	o->owes = d->owes;
	o->since = made;
	o->deadline = d;
	if (calendar_covered(cal, d->unit, time_day(as_at), err) == -1)
		return -1;
	if (deadline_due(d, cal, made, &o->due, err) == -1) {
		if (!far_off(d, cal, made))
			return -1;
		err_clear(err);
		o->due = TIME_NONE;
	}
	o->overdue = o->due != TIME_NONE && as_at > o->due;
	return 0;
}

int
owed_of(struct owed v[OWED_MOST], int *n, const struct json *j,
    const struct deadlines *deadlines, const struct contacts *contacts,
    const struct calendar *cal, int64_t as_at, struct err *err)
{
	int state = json_get(j, 0, "state");
	int64_t made = rec_time(j, 0, "made_at");
	bool answered = json_get(j, 0, "response") >= 0;
	const struct contact *contact;
	struct buf to = BUF_INIT, scratch = BUF_INIT;
	const char *s;
	size_t len;
	int rc = 0;

	*n = 0;
	s = json_text(j, json_get(j, 0, "to"), &scratch, &len);
	buf_add(&to, s, len);
	contact = contact_for(contacts, buf_str(&to));
	if (json_is(j, state, "to-make")) {
		v[0] = (struct owed){ .owes = "this referral is still to be "
					      "made",
			.since = rec_time(j, 0, "recorded_at"),
			.due = rec_time(j, 0, "due_at"),
			.contact = contact };
		if (v[0].due == TIME_NONE) /* no day named: at once */
			v[0].due = v[0].since;
		v[0].overdue = as_at > v[0].due;
		*n = 1;
	}
	for (size_t i = 0; rc == 0 && made != TIME_NONE &&
	     !json_is(j, state, "closed") &&
	     i < sizeof(clocks) / sizeof(*clocks);
	     i++) {
		const struct deadline *d = deadline_for(deadlines,
		    buf_str(&to), clocks[i].event, time_day(made));

		if (d == NULL || (answered && clocks[i].answer_stops))
			continue;
		v[*n].contact = contact;
		rc = clock_of(&v[*n], d, cal, made, as_at, err);
		(*n)++;
	}
	buf_release(&to);
	buf_release(&scratch);
	return rc;
}

static void
put_time(struct buf *b, const char *name, int64_t t)
{
	char text[TIME_LEN];

	if (t == TIME_NONE)
		return;
	time_format(t, text);
	json_pair(b, name, text);
}

static void
copy(struct buf *b, const struct json *j, const char *name, const char *as)
{
	int t = json_get(j, 0, name);

	if (t >= 0) {
		json_key(b, as);
		json_canon(b, j, t);
	}
}

void
owed_json(struct buf *b, const struct owed *o, const struct json *j,
    const char *child)
{
	json_open(b, '{');
	json_pair(b, "kind", "owed");
	copy(b, j, "id", "referral");
	copy(b, j, "concern", "concern");
	json_pair(b, "pupil", *child == '\0' ? NULL : child);
	copy(b, j, "to", "to");
	json_pair(b, "owes", o->owes);
	put_time(b, "since", o->since);
	put_time(b, "due_at", o->due);
	json_key(b, "overdue");
	json_bool(b, o->overdue);
	if (o->contact != NULL) {
		json_key(b, "contact");
		contact_json(b, o->contact);
	}
	if (o->deadline != NULL) {
		json_pair(b, "rule", o->deadline->id);
		json_words(b, "cite",
		    (const char *const[]){ o->deadline->cite, NULL });
	}
	json_close(b, '}');
}
