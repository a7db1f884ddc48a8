/* SPDX-License-Identifier: ISC */
#include "in_store.h"

#include "domain/concern/routing_facts.h"

static struct json concern;

/* The facts as text: role=person …; child as dob statuses; … */
static char *
facts(struct routing_world *w, const char *text)
{
	struct buf b = BUF_INIT;
	const struct routing_facts *f = &w->facts;
	char dob[DATE_LEN];

	assert_int_equal(json_parse(&concern, text, strlen(text), 0, &err),
	    0);
	if (routing_world_concern(w, &concern, &err) == -1)
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < f->nposts; i++)
		buf_addf(&b, "%s=%s ", f->post[i].role, f->post[i].person);
	for (size_t i = 0; i < f->nchildren; i++) {
		const struct routing_child *c = &f->child[i];

		date_format(c->dob, dob);
		buf_addf(&b, "| %s %s %s", c->as, c->id == NULL ? "-" : c->id,
		    dob);
		for (const char *const *s = c->status; *s != NULL; s++)
			buf_addf(&b, " %s", *s);
	}
	return buf_steal(&b);
}

static void
tells(struct routing_world *w, const char *text, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static void
tells(struct routing_world *w, const char *text, const char *fmt, ...)
{
	char wanted[512], *got = facts(w, text);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(wanted, sizeof(wanted), fmt, ap);
	va_end(ap);
	assert_string_equal(got, wanted);
	free(got);
}

static void
add(struct store *s, const struct kind *kind, char id[ID_LEN],
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void
add(struct store *s, const struct kind *kind, char id[ID_LEN],
    const char *fmt, ...)
{
	char text[512], made[ID_LEN];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	put(s, kind, NULL, text, id == NULL ? made : id);
}

static void
posts_are_those_held_on_the_day(void **state)
{
	struct store *s = make();
	struct routing_world w;
	char a[ID_LEN], b[ID_LEN];

	(void)state;
	begin(s);
	add(s, &kind_person, a, "{\"family_name\":\"Hale\"}");
	add(s, &kind_person, b, "{\"family_name\":\"Voss\"}");
	add(s, &kind_appointment, NULL, "{\"person\":\"%s\",\"role\":"
	    "\"headteacher\",\"from\":\"2024-09-01\",\"to\":\"2026-08-31\"}",
	    a);
	add(s, &kind_appointment, NULL, "{\"person\":\"%s\",\"role\":"
	    "\"headteacher\",\"from\":\"2026-09-01\"}", b);
	commit(s);
	/* The day ends in London, an hour before it does in UTC. */
	assert_int_equal(routing_world_open(&w, s,
			     time_of_day_end(date_make(2026, 8, 31)), NULL,
			     &err), 0);
	tells(&w, "{}", "headteacher=%s | subject - ", a);
	routing_world_close(&w);
	assert_int_equal(routing_world_open(&w, s,
			     time_of_day_end(date_make(2026, 8, 31)) + 1,
			     NULL, &err), 0);
	tells(&w, "{}", "headteacher=%s | subject - ", b);
	routing_world_close(&w);
	store_close(s);
}

static void
each_child_comes_with_its_age_and_what_holds_of_it(void **state)
{
	struct store *s = make();
	struct routing_world w;
	char a[ID_LEN], b[ID_LEN], text[512];

	(void)state;
	begin(s);
	add(s, &kind_pupil, a, "%s", ada());
	add(s, &kind_pupil, b, "{\"family_name\":\"Reed\",\"given_name\":"
	    "\"C\",\"dob\":\"2009-01-02\"}");
	/* twice the same is told once; one is over, one has not begun */
	add(s, &kind_status, NULL, "{\"pupil\":\"%s\",\"status\":"
	    "\"social-worker\",\"from\":\"2026-01-01\"}", a);
	add(s, &kind_status, NULL, "{\"pupil\":\"%s\",\"status\":"
	    "\"social-worker\",\"from\":\"2026-02-01\"}", a);
	add(s, &kind_status, NULL, "{\"pupil\":\"%s\",\"status\":\"eal\","
	    "\"from\":\"2026-01-01\",\"to\":\"2026-08-31\"}", a);
	add(s, &kind_status, NULL, "{\"pupil\":\"%s\",\"status\":\"ehcp\","
	    "\"from\":\"2026-09-02\"}", a);
	add(s, &kind_status, NULL, "{\"pupil\":\"%s\",\"status\":"
	    "\"looked-after\",\"from\":\"2026-09-01\"}", b);
	commit(s);
	assert_int_equal(routing_world_open(&w, s, NOON, NULL, &err), 0);
	snprintf(text, sizeof(text), "{\"pupil\":\"%s\",\"linked\":["
	    "{\"pupil\":\"%s\",\"as\":\"alleged-perpetrator\"}]}", a, b);
	tells(&w, text, "| subject %s 2012-12-10 social-worker"
	    "| alleged-perpetrator %s 2009-01-02 looked-after", a, b);
	/* The next concern's children take their place. */
	snprintf(text, sizeof(text), "{\"pupil\":\"%s\"}", b);
	tells(&w, text, "| subject %s 2009-01-02 looked-after", b);
	/* One not matched yet is a child of whom nothing is known. */
	tells(&w, "{\"pupil_name\":\"Casper\"}", "| subject - ");
	routing_world_close(&w);
	json_release(&concern);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(posts_are_those_held_on_the_day),
		T(each_child_comes_with_its_age_and_what_holds_of_it),
	};

	return cmocka_run_group_tests_name("routing_facts", tests, NULL,
	    NULL);
}
