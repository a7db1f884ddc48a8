/* SPDX-License-Identifier: ISC */
/*
 * The cases are lines of tests/data/routing/NAME.jsonl.  Each names all the
 * places of the answer with their strongest duty: one too many fails too.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/line.h"
#include "base/mem.h"
#include "domain/routing.h"
#include "model/kind.h"

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
	if (rules_load(&rules, source("data/rules"), NULL, NULL, &err) == -1)
		fail_msg("%s:%ld: %s", err.file, err.line, err.msg);
	if (contacts_load(&contacts, source("data/rules/contacts.yaml"), NULL,
	    &err) == -1)
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

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Words in alphabetical order, so that sets can be compared. */
static void
sorted(struct buf *out, const char *words)
{
	char *copy = mem_dup(words), *word[64], *save, *w;
	size_t i, n = 0;

	for (w = strtok_r(copy, " ", &save); w != NULL;
	    w = strtok_r(NULL, " ", &save))
		word[n++] = w;
	qsort(word, n, sizeof(*word), by_text);
	buf_reset(out);
	for (i = 0; i < n; i++)
		buf_addf(out, "%s ", word[i]);
	free(copy);
}

static void
same_words(const struct test *t, const char *what, const char *is,
    const char *should)
{
	struct buf a = BUF_INIT, b = BUF_INIT;

	sorted(&a, is);
	sorted(&b, should);
	if (strcmp(buf_str(&a), buf_str(&b)) != 0)
		fail_msg("%s: %s are %s, not %s", t->name, what, buf_str(&a),
		    buf_str(&b));
	buf_release(&a);
	buf_release(&b);
}

static void
check_routes(struct test *t)
{
	static const char *const duty[] = { "consider", "should", "must" };
	const struct route *r;
	struct buf is = BUF_INIT;
	size_t i, n = routing_nroutes(t->answer);

	assert_true(n > 0);
	for (i = 0; i < n; i++) {
		r = routing_route(t->answer, i);
		assert_non_null(r->cite[0]);
		assert_true(r->why[0] != '\0' && r->rule[0] != '\0');
		assert_non_null(r->contact);
		if (i > 0)
			assert_true(r->duty <=
			    routing_route(t->answer, i - 1)->duty);
		if (route_to(t, r->to) == r)
			buf_addf(&is, "%s=%s ", r->to, duty[r->duty]);
	}
	same_words(t, "routes", buf_str(&is), member(t, "routes", ""));
	buf_release(&is);
}

/* The words of a list of the handling. */
static void
list_of(const struct json *j, const char *name, struct buf *out)
{
	struct buf scratch = BUF_INIT;
	const char *s;
	size_t n;
	int v = json_get(j, 0, name), k;

	buf_reset(out);
	assert_true(v >= 0);
	for (k = json_first(j, v); k >= 0; k = json_after(j, v, k)) {
		s = json_text(j, k, &scratch, &n);
		buf_addf(out, "%.*s ", (int)n, s);
	}
	buf_release(&scratch);
}

static void
check_handling(struct test *t)
{
	struct buf text = BUF_INIT, is = BUF_INIT;
	struct json j = { 0 };
	struct err err = { 0 };
	const char *parents = member(t, "parents", NULL);

	routing_handling_json(&text, t->answer, "C-1");
	assert_int_equal(json_parse(&j, buf_str(&text), text.n, 0, &err), 0);
	if (json_get(&t->j, 0, "exclude") >= 0) {
		list_of(&j, "exclude", &is);
		same_words(t, "excluded", buf_str(&is),
		    member(t, "exclude", ""));
	}
	if (json_get(&t->j, 0, "do") >= 0) {
		list_of(&j, "do", &is);
		same_words(t, "steps", buf_str(&is), member(t, "do", ""));
	}
	if (parents != NULL &&
	    !json_is(&j, json_get(&j, 0, "inform_parents"), parents))
		fail_msg("%s: parents: %s", t->name, buf_str(&text));
	json_release(&j);
	buf_release(&text);
	buf_release(&is);
}

/* Goes through what a case says of single places. */
static void
check_places(struct test *t)
{
	static const char *const urgency[] = { "soon", "next-working-day",
		"next-school-day", "same-day", "immediate" };
	char due[TIME_LEN];
	const struct route *r;
	size_t i;
	int v, k;
	bool found;

	v = json_get(&t->j, 0, "due");
	for (k = v < 0 ? -1 : json_first(&t->j, v); k >= 0;
	    k = json_after(&t->j, v, k)) {
		found = json_type(&t->j, k + 1) == JSON_NULL;
		for (i = 0; i < routing_nroutes(t->answer); i++) {
			r = routing_route(t->answer, i);
			if (!json_is(&t->j, k, r->to))
				continue;
			due[0] = '\0';
			if (r->due_at != TIME_NONE)
				time_format(r->due_at, due);
			if (json_type(&t->j, k + 1) == JSON_NULL)
				assert_string_equal(due, "");
			else
				found |= json_is(&t->j, k + 1, due);
		}
		if (!found)
			fail_msg("%s: due", t->name);
	}
	v = json_get(&t->j, 0, "at_urgency");
	for (k = v < 0 ? -1 : json_first(&t->j, v); k >= 0;
	    k = json_after(&t->j, v, k)) {
		r = route_to(t, string(t, &t->j, k));
		assert_non_null(r);
		assert_string_equal(urgency[r->urgency],
		    string(t, &t->j, k + 1));
	}
	v = json_get(&t->j, 0, "by");
	for (k = v < 0 ? -1 : json_first(&t->j, v); k >= 0;
	    k = json_after(&t->j, v, k)) {
		r = route_to(t, string(t, &t->j, k));
		assert_non_null(r);
		assert_string_equal(r->by, string(t, &t->j, k + 1));
	}
}

static void
check(const char *line, size_t n)
{
	struct test *t = mem_alloc(sizeof(*t));
	const char *matter;
	size_t i;
	bool found = false;

	ask(t, line, n);
	check_routes(t);
	check_handling(t);
	check_places(t);
	if ((matter = member(t, "matter", NULL)) != NULL) {
		for (i = 0; i < routing_nroutes(t->answer); i++)
			found |= routing_route(t->answer, i)->matter != NULL &&
			    strcmp(routing_route(t->answer, i)->matter,
			    matter) == 0;
		assert_true(found);
	}
	assert_int_equal(routing_warning(t->answer) != NULL,
	    json_get(&t->j, 0, "warns") >= 0);
	end(t);
	free(t);
}

static void
run(const char *name, size_t cases)
{
	struct line_reader in;
	struct err err = { 0 };
	char path[128];
	const char *line;
	size_t n, lines = 0;
	int fd;

	snprintf(path, sizeof(path), "tests/data/routing/%s.jsonl", name);
	fd = open(source(path), O_RDONLY);
	assert_true(fd >= 0);
	line_open(&in, fd);
	while (line_next(&in, &line, &n, &err) == 1) {
		check(line, n);
		lines++;
	}
	line_close(&in);
	close(fd);
	assert_int_equal(lines, cases);
}

static void
danger_harm_and_crime_go_where_they_must(void **state)
{
	(void)state;
	run("urgent", 14);
}

static void
conduct_of_an_adult_goes_to_headteacher_and_lado(void **state)
{
	(void)state;
	run("adults", 35);
}

static void
the_headteacher_and_the_chair_never_hear_of_themselves(void **state)
{
	(void)state;
	run("headteacher", 20);
}

static void
who_cannot_be_told_is_left_out_and_the_next_up_takes_it(void **state)
{
	(void)state;
	run("cannot-tell", 16);
}

static void
sexual_harm_and_fgm_go_where_they_must(void **state)
{
	(void)state;
	run("sexual-and-fgm", 31);
}

static void
marriage_honour_home_and_faith_go_where_they_must(void **state)
{
	(void)state;
	run("family", 26);
}

static void
private_fostering_counts_days_ages_and_relations(void **state)
{
	(void)state;
	run("private-fostering", 35);
}

static void
parents_are_told_unless_a_reason_or_doubt_stands(void **state)
{
	(void)state;
	run("parents", 13);
}

static void
exploitation_and_school_matters_go_where_they_must(void **state)
{
	(void)state;
	run("exploitation-and-school", 38);
}

static const char danger[] = "{\"case\":\"x\",\"routes\":\"\",\"concern\":"
    "{\"immediate_risk\":true,\"categories\":[\"fgm\",\"bullying\"],"
    "\"disclosure\":true,\"conduct_of\":\"staff\"}}";

static void
print_all(struct buf *b, const struct routing_answer *a)
{
	size_t i;

	for (i = 0; i < routing_nroutes(a); i++)
		routing_route_json(b, routing_route(a, i), "C-7KQ2MX");
	routing_handling_json(b, a, "C-7KQ2MX");
	for (i = 0; i < routing_nreasons(a); i++)
		routing_reason_json(b, routing_reason(a, i), "C-7KQ2MX");
}

static void
the_same_question_gives_the_same_bytes(void **state)
{
	struct buf one = BUF_INIT, two = BUF_INIT;
	struct test *t = mem_alloc(sizeof(*t));

	(void)state;
	ask(t, danger, strlen(danger));
	print_all(&one, t->answer);
	end(t);
	ask(t, danger, strlen(danger));
	print_all(&two, t->answer);
	end(t);
	assert_int_equal(one.n, two.n);
	assert_memory_equal(one.p, two.p, one.n);
	free(t);
	buf_release(&one);
	buf_release(&two);
}

static void
a_route_is_written_in_the_order_of_its_fields(void **state)
{
	static const char want[] = "{\"kind\":\"route\",\"concern\":\"C-1\","
	    "\"to\":\"police-999\",\"duty\":\"must\","
	    "\"urgency\":\"immediate\",\"by\":\"reporter\","
	    "\"contact\":{\"name\":\"Police, emergency\",\"phone\":\"999\"},"
	    "\"why\":\"A child is at immediate risk of harm. Anybody can "
	    "call 999.\",\"rule\":\"immediate-risk\","
	    "\"cite\":[\"Policy 4.2\",\"Policy 3\"]}";
	struct test *t = mem_alloc(sizeof(*t));
	struct buf b = BUF_INIT;

	(void)state;
	ask(t, danger, strlen(danger));
	routing_route_json(&b, route_to(t, "police-999"), "C-1");
	assert_string_equal(buf_str(&b), want);
	end(t);
	free(t);
	buf_release(&b);
}

static void
every_rule_in_force_gives_its_reason(void **state)
{
	struct test *t = mem_alloc(sizeof(*t));
	const struct routing_reason *r;
	size_t i;
	int seen = 0;

	(void)state;
	ask(t, danger, strlen(danger));
	for (i = 0; i < routing_nreasons(t->answer); i++) {
		r = routing_reason(t->answer, i);
		if (strcmp(r->rule, "fgm-from-18") == 0) {
			assert_false(r->applied);
			assert_string_equal(r->why,
			    "It needs: not (age_under 18)");
			seen++;
		}
		if (strcmp(r->rule, "fgm-under-18") == 0) {
			assert_true(r->applied);
			seen++;
		}
	}
	assert_int_equal(seen, 2);
	end(t);
	free(t);
}

static void
without_a_calendar_the_deadline_is_left_out_and_said(void **state)
{
	struct calendar *kept = calendar;
	struct test *t = mem_alloc(sizeof(*t));

	(void)state;
	calendar = NULL;
	ask(t, danger, strlen(danger));
	calendar = kept;
	assert_non_null(routing_warning(t->answer));
	assert_int_equal(route_to(t, "police")->due_at, TIME_NONE);
	end(t);
	free(t);
}

/* tests/data/routing/local: what a school's own rules add. */
static void
enabled_crime_never_goes_to_cyber_choices_by_local_rule(void **state)
{
	static const char enabled[] = "{\"case\":\"x\",\"concern\":"
	    "{\"categories\":[\"cybercrime\"],\"cyber\":\"enabled\"}}";
	static const char untold[] = "{\"case\":\"x\",\"concern\":"
	    "{\"categories\":[\"cybercrime\"]}}";
	struct rules *kept = rules;
	struct test *t = mem_alloc(sizeof(*t));
	struct err err = { 0 };
	char local[512];

	(void)state;
	snprintf(local, sizeof(local), "%s",
	    source("tests/data/routing/local"));
	assert_int_equal(rules_load(&rules, source("data/rules"), local,
	    NULL, &err), 0);
	ask(t, enabled, strlen(enabled));
	assert_null(route_to(t, "cyber-choices"));
	assert_int_equal(route_to(t, "police")->duty, DUTY_MUST);
	assert_int_equal(route_to(t, "police")->urgency, URGENCY_IMMEDIATE);
	end(t);
	ask(t, untold, strlen(untold));
	assert_int_equal(route_to(t, "cyber-choices")->duty, DUTY_SHOULD);
	end(t);
	rules_free(rules);
	rules = kept;
	free(t);
}

/* The concern names every place as one that cannot be told. */
static void
an_answer_is_never_empty(void **state)
{
	struct buf b = BUF_INIT;
	struct test *t = mem_alloc(sizeof(*t));
	size_t i;

	(void)state;
	buf_adds(&b, "{\"case\":\"x\",\"concern\":{\"immediate_risk\":true,"
	    "\"cannot_tell\":[");
	for (i = 0; words_to[i] != NULL; i++)
		buf_addf(&b, "%s\"%s\"", i == 0 ? "" : ",", words_to[i]);
	buf_adds(&b, "]}}");
	ask(t, b.p, b.n);
	assert_int_equal(routing_nroutes(t->answer), 1);
	assert_string_equal(routing_route(t->answer, 0)->to, "csc");
	assert_non_null(routing_route(t->answer, 0)->cite[0]);
	end(t);
	free(t);
	buf_release(&b);
}

static void
a_child_not_yet_matched_counts_as_under_age(void **state)
{
	static const char line[] = "{\"case\":\"x\",\"children\":[],"
	    "\"concern\":{\"categories\":[\"fgm\"]}}";
	struct test *t = mem_alloc(sizeof(*t));

	(void)state;
	ask(t, line, strlen(line));
	assert_int_equal(route_to(t, "police")->duty, DUTY_MUST);
	end(t);
	free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(danger_harm_and_crime_go_where_they_must),
		cmocka_unit_test(
		    conduct_of_an_adult_goes_to_headteacher_and_lado),
		cmocka_unit_test(
		    the_headteacher_and_the_chair_never_hear_of_themselves),
		cmocka_unit_test(
		    who_cannot_be_told_is_left_out_and_the_next_up_takes_it),
		cmocka_unit_test(sexual_harm_and_fgm_go_where_they_must),
		cmocka_unit_test(
		    marriage_honour_home_and_faith_go_where_they_must),
		cmocka_unit_test(
		    private_fostering_counts_days_ages_and_relations),
		cmocka_unit_test(
		    parents_are_told_unless_a_reason_or_doubt_stands),
		cmocka_unit_test(
		    exploitation_and_school_matters_go_where_they_must),
		cmocka_unit_test(the_same_question_gives_the_same_bytes),
		cmocka_unit_test(
		    a_route_is_written_in_the_order_of_its_fields),
		cmocka_unit_test(every_rule_in_force_gives_its_reason),
		cmocka_unit_test(
		    without_a_calendar_the_deadline_is_left_out_and_said),
		cmocka_unit_test(
		    enabled_crime_never_goes_to_cyber_choices_by_local_rule),
		cmocka_unit_test(an_answer_is_never_empty),
		cmocka_unit_test(
		    a_child_not_yet_matched_counts_as_under_age),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
