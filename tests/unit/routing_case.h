/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TESTS_ROUTING_CASE_H
#define VIGIL_TESTS_ROUTING_CASE_H

/*
 * A case of routing made from a line of JSON: the concern, and what differs
 * from the usual posts, child and day.
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
#include "base/text/date.h"
#include "base/core/mem.h"
#include "domain/concern/routing.h"

#define MAX 16

static struct rules *rules;
static struct contacts contacts;
static struct calendar *calendar;

static const char *
source(const char *path)
{
	static char full[512];
	const char *dir = getenv("VIGIL_SRC");

	snprintf(full, sizeof(full), "%s/%s", dir == NULL ? "." : dir, path);
	return full;
}

static char *
slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "r");
	char *text = mem_alloc(65536);

	assert_non_null(f);
	*n = fread(text, 1, 65535, f);
	fclose(f);
	return text;
}

static int
load(void **state)
{
	struct err err = { 0 };
	char *text;
	size_t n;

	(void)state;
	if (rules_load(&rules, rules_with(NULL), NULL, &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
	if (contacts_load(&contacts, rules_with(NULL), &err) == -1)
		fail_msg("%s", err.msg);
	text = slurp(source("tests/data/routing/calendar.yaml"), &n);
	if (calendar_read(&calendar, text, n, "calendar.yaml", &err) == -1)
		fail_msg("%s", err.msg);
	free(text);
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	rules_free(rules);
	contacts_release(&contacts);
	calendar_free(calendar);
	return 0;
}

/* One case, and the facts it makes; strings are kept in text. */
struct test {
	struct json j, concern;
	struct routing_facts facts;
	struct routing_post post[MAX];
	struct routing_child child[MAX];
	const char *status[MAX][MAX];
	char *text[256];
	size_t ntext;
	char name[128];
	struct routing_answer *answer;
};

static const char *
string(struct test *t, const struct json *j, int tok)
{
	struct buf scratch = BUF_INIT;
	const char *s;
	size_t n;

	s = json_text(j, tok, &scratch, &n);
	assert_true(t->ntext < 256);
	t->text[t->ntext] = mem_copy(s, n);
	buf_release(&scratch);
	return t->text[t->ntext++];
}

static const char *
member(struct test *t, const char *name, const char *otherwise)
{
	int v = json_get(&t->j, 0, name);

	return v < 0 ? otherwise : string(t, &t->j, v);
}

static void
set_posts(struct test *t)
{
	static const char usual[] = "lead-dsl=D headteacher=H chair=C "
	    "vice-chair=V";
	char *s, *word, *save, *eq;

	s = mem_dup(member(t, "posts", usual));
	t->text[t->ntext++] = s;
	for (word = strtok_r(s, " ", &save); word != NULL;
	    word = strtok_r(NULL, " ", &save)) {
		eq = strchr(word, '=');
		*eq = '\0';
		t->post[t->facts.nposts].role = word;
		t->post[t->facts.nposts++].person = eq + 1;
	}
	t->facts.post = t->post;
}

static void
add_child(struct test *t, int tok)
{
	size_t i = t->facts.nchildren++, n = 0;
	struct routing_child *c = &t->child[i];
	const char *dob = "2012-06-03";
	int v, k;

	c->as = "subject";
	c->id = "P-1";
	c->status = t->status[i];
	if (tok >= 0) {
		c->as = string(t, &t->j, json_get(&t->j, tok, "as"));
		dob = string(t, &t->j, json_get(&t->j, tok, "dob"));
		v = json_get(&t->j, tok, "status");
		for (k = json_first(&t->j, v); k >= 0;
		    k = json_after(&t->j, v, k))
			t->status[i][n++] = string(t, &t->j, k);
	}
	c->dob = date_parse(dob, strlen(dob));
}

/* The concern with the observed_at that most cases leave out. */
static void
set_concern(struct test *t)
{
	int v = json_get(&t->j, 0, "concern");
	struct buf b = BUF_INIT;
	struct err err = { 0 };
	const char *raw;
	size_t n;

	raw = json_raw(&t->j, v, &n);
	buf_addc(&b, '{');
	if (json_get(&t->j, v, "observed_at") < 0)
		buf_adds(&b, "\"observed_at\":\"2026-11-10T09:40:00Z\"");
	if (n > 2 && b.n > 1)
		buf_addc(&b, ',');
	buf_add(&b, raw + 1, n - 1);
	t->text[t->ntext] = buf_steal(&b);
	raw = t->text[t->ntext++];
	assert_int_equal(json_parse(&t->concern, raw, strlen(raw), 0, &err),
	    0);
	t->facts.concern = &t->concern;
}

static void
ask(struct test *t, const char *line, size_t n)
{
	struct err err = { 0 };
	const char *at;
	int v, k;

	memset(t, 0, sizeof(*t));
	if (json_parse(&t->j, line, n, 0, &err) == -1)
		fail_msg("%s", err.msg);
	snprintf(t->name, sizeof(t->name), "%s", member(t, "case", ""));
	at = member(t, "as_at", "2026-11-10T10:15:00Z");
	assert_int_equal(time_parse(at, strlen(at), &t->facts.as_at, &err), 0);
	set_posts(t);
	if ((v = json_get(&t->j, 0, "children")) < 0)
		add_child(t, -1);
	else
		for (k = json_first(&t->j, v); k >= 0;
		    k = json_after(&t->j, v, k))
			add_child(t, k);
	t->facts.child = t->child;
	set_concern(t);
	t->facts.calendar = calendar;
	assert_int_equal(routing_ask(&t->answer, rules, &contacts, &t->facts,
	    &err), 0);
}

static void
end(struct test *t)
{
	routing_free(t->answer);
	json_release(&t->concern);
	json_release(&t->j);
	while (t->ntext > 0)
		free(t->text[--t->ntext]);
}

static const struct route *
route_to(const struct test *t, const char *to)
{
	size_t i;

	for (i = 0; i < routing_nroutes(t->answer); i++)
		if (strcmp(routing_route(t->answer, i)->to, to) == 0)
			return routing_route(t->answer, i);
	return NULL;
}

#endif
