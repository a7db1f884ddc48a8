/* SPDX-License-Identifier: ISC */
/*
 * The cases are lines of tests/data/routing/NAME.jsonl.  Each names all the
 * places of the answer with their strongest duty: one too many fails too.
 */
#include "routing_case.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/core/line.h"

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
	run("parents", 20);
}

static void
exploitation_and_school_matters_go_where_they_must(void **state)
{
	(void)state;
	run("exploitation-and-school", 38);
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
	};

	return cmocka_run_group_tests(tests, load, unload);
}
