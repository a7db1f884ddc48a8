/* SPDX-License-Identifier: ISC */
/*
 * The cases of training, induction, recruitment and posts: a line each, its
 * parts apart by semicolons,
 *
 *	NAME; DATE; PART; PART …
 *
 * where a part is one of
 *
 *	adult ID CATEGORY [START [END [OFF]]]	- where a day is not known
 *	role ID ROLE FROM [TO]
 *	did ID COURSE DATE
 *	given ID ITEM DATE [ACKNOWLEDGED]
 *	panel ID DATE MEMBER,MEMBER [APPOINTED [STEP=DATE …]]
 *	check ID TYPE [DATE]
 *	duty ID DATE [to=DATE] [days=DAY,DAY] [sessions=AM] [order=N] [away]
 *	set COURSE MONTHS		the school's own interval
 *	from DATE			induction.from
 *	months MONTHS			induction.reread_months
 *	span DATE DATE			what is looked at of the rota
 *	look ITEM			findings of other items are passed over
 *	= SUBJECT ITEM STATUS SEVERITY	a finding, in order
 *
 * Ids are up to eight letters.  A case with no "=" finds nothing.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "in_data.h"
#include "domain/staff/induction.h"
#include "domain/staff/posts.h"
#include "domain/staff/recruitment.h"
#include "model/kind.h"

#define FACTS_MOST 16

struct facts {
	struct asked_book courses, pack, steps, posts;
	struct adults adults;
	struct adult_events did, given, checks;
	struct panels panels;
	struct rota rota;
	int32_t day, from, first, last;
	int months;
	char look[FACTS_MOST][48];
	size_t nlooks;
	char want[FACTS_MOST][128];
	size_t nwants;
	int64_t order;
	struct json json;
	struct buf text;
	struct recruiting recruiting;
};

/* The audit under test. */
typedef void facts_audit(struct facts *, struct findings *);

static struct json *
facts_json(struct facts *f)
{
	struct err err;

	if (json_parse(&f->json, f->text.p, f->text.n, 0, &err) == -1)
		fail_msg("%s: %s", err.msg, buf_str(&f->text));
	return &f->json;
}

static void
facts_begin(struct facts *f, const char *name, const char *value)
{
	buf_reset(&f->text);
	json_open(&f->text, '{');
	json_pair(&f->text, name, value);
}

/* A member, unless the word is missing or a dash. */
static void
facts_put(struct facts *f, const char *name, const char *value)
{
	if (value != NULL && strcmp(value, "-") != 0)
		json_pair(&f->text, name, value);
}

static void
facts_list(struct facts *f, const char *name, char *words)
{
	json_key(&f->text, name);
	json_open(&f->text, '[');
	for (char *save, *w = strtok_r(words, ",", &save); w != NULL;
	     w = strtok_r(NULL, ",", &save)) {
		json_item(&f->text);
		json_cstr(&f->text, w);
	}
	json_close(&f->text, ']');
}

static const struct json *
facts_end(struct facts *f)
{
	json_close(&f->text, '}');
	return facts_json(f);
}

static int32_t
facts_day(const char *word)
{
	int32_t day = word == NULL ? DATE_NONE
				   : date_parse(word, strlen(word));

	if (day == DATE_NONE)
		fail_msg("no day: %s", word == NULL ? "" : word);
	return day;
}

static void
facts_panel(struct facts *f, char **w, size_t n)
{
	facts_begin(f, "id", w[1]);
	facts_put(f, "vacancy", w[1]);
	facts_put(f, "interview_date", w[2]);
	facts_list(f, "panel", w[3]);
	facts_put(f, "person", n > 4 ? w[4] : NULL);
	for (size_t i = 5; i < n; i++) {
		char *value = strchr(w[i], '=');

		assert_non_null(value);
		*value = '\0';
		facts_put(f, w[i], value + 1);
	}
	panels_add(&f->panels, &f->adults, facts_end(f));
}

static void
facts_duty(struct facts *f, char **w, size_t n)
{
	int64_t order = ++f->order;

	facts_begin(f, "person", w[1]);
	facts_put(f, "date", w[2]);
	for (size_t i = 3; i < n; i++) {
		char *value = strchr(w[i], '=');

		if (value == NULL) {
			assert_string_equal(w[i], "away");
			json_key(&f->text, "on_site");
			json_bool(&f->text, false);
			continue;
		}
		*value++ = '\0';
		if (strcmp(w[i], "to") == 0)
			facts_put(f, "to", value);
		else if (strcmp(w[i], "order") == 0)
			order = atoi(value);
		else
			facts_list(f, w[i], value);
	}
	rota_add(&f->rota, &f->adults, facts_end(f), order);
}

static void
facts_dated(struct facts *f, char **w, size_t n, const char *field,
    const char *date)
{
	facts_begin(f, "person", w[1]);
	facts_put(f, field, w[2]);
	facts_put(f, date, n > 3 ? w[3] : NULL);
}

static void
facts_part(struct facts *f, char *part)
{
	char *w[FACTS_MOST] = { NULL }, *save;
	size_t n = 0;

	if (*part == '=') {
		part += strspn(part, "= ");
		assert_true(f->nwants < FACTS_MOST);
		snprintf(f->want[f->nwants++], sizeof(f->want[0]), "%s", part);
		return;
	}
	for (char *s = strtok_r(part, " ", &save);
	     s != NULL && n < FACTS_MOST; s = strtok_r(NULL, " ", &save))
		w[n++] = s;
	assert_true(n >= 2);
	if (strcmp(w[0], "adult") == 0) {
		facts_begin(f, "id", w[1]);
		facts_put(f, "given_name", w[1]);
		facts_put(f, "category", w[2]);
		facts_put(f, "start_date", w[3]);
		facts_put(f, "end_date", n > 4 ? w[4] : NULL);
		facts_put(f, "off_register", n > 5 ? w[5] : NULL);
		adults_add(&f->adults, facts_end(f));
		adults_ready(&f->adults);
	} else if (strcmp(w[0], "role") == 0) {
		facts_dated(f, w, n, "role", "from");
		facts_put(f, "to", n > 4 ? w[4] : NULL);
		adults_add_role(&f->adults, facts_end(f));
	} else if (strcmp(w[0], "did") == 0) {
		facts_dated(f, w, n, "course", "date");
		events_add(&f->did, &f->adults, facts_end(f), "course",
		    words_course);
	} else if (strcmp(w[0], "given") == 0) {
		facts_dated(f, w, n, "item", "date");
		facts_put(f, "acknowledged", n > 4 ? w[4] : NULL);
		events_add(&f->given, &f->adults, facts_end(f), "item",
		    words_pack);
	} else if (strcmp(w[0], "check") == 0) {
		facts_dated(f, w, n, "type", "date");
		json_key(&f->text, "done");
		json_bool(&f->text, n < 5);
		f->recruiting.training.adults = &f->adults;
		recruiting_add_check(&f->recruiting, facts_end(f));
	} else if (strcmp(w[0], "panel") == 0) {
		facts_panel(f, w, n);
	} else if (strcmp(w[0], "duty") == 0) {
		facts_duty(f, w, n);
	} else if (strcmp(w[0], "set") == 0) {
		asked_set_months(&f->courses, w[1], atoi(w[2]));
	} else if (strcmp(w[0], "from") == 0) {
		f->from = facts_day(w[1]);
	} else if (strcmp(w[0], "months") == 0) {
		f->months = atoi(w[1]);
	} else if (strcmp(w[0], "span") == 0) {
		f->first = facts_day(w[1]);
		f->last = facts_day(w[2]);
	} else if (strcmp(w[0], "look") == 0) {
		snprintf(f->look[f->nlooks++], sizeof(f->look[0]), "%s", w[1]);
	} else {
		fail_msg("no such part: %s", w[0]);
	}
}

static void
facts_load(struct asked_book *book, const char *name)
{
	struct err err;

	if (asked_load(book, rules_with("/nowhere"), name, &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
}

static bool
facts_looked_at(const struct facts *f, const char *item)
{
	for (size_t i = 0; i < f->nlooks; i++)
		if (strcmp(f->look[i], item) == 0)
			return true;
	return f->nlooks == 0;
}

/* Compares with what the case wants; every finding has its source. */
static void
facts_compare(const struct facts *f, const struct findings *l,
    const char *name)
{
	struct buf got = BUF_INIT, want = BUF_INIT;

	for (size_t i = 0; i < f->nwants; i++)
		buf_addf(&want, "%s\n", f->want[i]);
	for (size_t i = 0; i < l->n; i++) {
		const struct finding *x = &l->v[i];

		if (!facts_looked_at(f, x->item))
			continue;
		buf_addf(&got, "%s %s %s %s\n", x->subject, x->item,
		    x->status, x->severity);
		assert_non_null(x->rule);
		assert_non_null(x->cite[0]);
		assert_true(strlen(x->message) > 20);
	}
	if (strcmp(buf_str(&got), buf_str(&want)) != 0)
		fail_msg("%s: got\n%swanted\n%s", name, buf_str(&got),
		    buf_str(&want));
	buf_release(&got);
	buf_release(&want);
}

static void
facts_case(char *line, facts_audit *audit)
{
	struct facts *f = calloc(1, sizeof(*f));
	struct findings found = { .n = 0 };
	char *save, *name = strtok_r(line, ";", &save), *part;

	assert_non_null(f);
	facts_load(&f->courses, "training");
	facts_load(&f->pack, "induction");
	facts_load(&f->steps, "recruitment");
	facts_load(&f->posts, "posts");
	f->from = date_make(2025, 9, 1);
	part = strtok_r(NULL, ";", &save);
	assert_non_null(part);
	f->day = f->first = f->last = facts_day(part + strspn(part, " "));
	while ((part = strtok_r(NULL, ";", &save)) != NULL)
		facts_part(f, part + strspn(part, " "));
	events_ready(&f->did);
	events_ready(&f->given);
	rota_ready(&f->rota);
	adults_on(&f->adults, f->day);
	audit(f, &found);
	facts_compare(f, &found, name);
	findings_release(&found);
	asked_release(&f->courses);
	asked_release(&f->pack);
	asked_release(&f->steps);
	asked_release(&f->posts);
	adults_release(&f->adults);
	events_release(&f->did);
	events_release(&f->given);
	events_release(&f->recruiting.checks);
	panels_release(&f->panels);
	rota_release(&f->rota);
	json_release(&f->json);
	buf_release(&f->text);
	free(f);
}

/* The lines of a file below tests/data; "#" begins one that is no case. */
static void
facts_file(const char *file, facts_audit *audit, size_t least)
{
	const char *src = getenv("VIGIL_SRC");
	char path[512], *line = NULL;
	size_t size = 0, n = 0;
	FILE *in;

	snprintf(path, sizeof(path), "%s/tests/data/registers/%s",
	    src == NULL ? "." : src, file);
	in = fopen(path, "r");
	assert_non_null(in);
	while (getline(&line, &size, in) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == '#' || *line == '\0')
			continue;
		facts_case(line, audit);
		n++;
	}
	free(line);
	fclose(in);
	assert_true(n >= least);
}
