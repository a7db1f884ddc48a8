/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TEST_IN_CHRONOLOGY_H
#define VIGIL_TEST_IN_CHRONOLOGY_H

/* Two pupils, and what a chronology of the first one tells. */

#include "in_store.h"

#include "base/core/mem.h"
#include "domain/chronology/chronology.h"

#define LATER (NOON + 90 * 86400)

static char pupil[ID_LEN], other[ID_LEN];
static const char *hidden; /* the id of a record kept from the caller */

static inline int
see(void *arg, const struct stored *row, struct err *e)
{
	(void)arg;
	(void)e;
	return hidden == NULL ||
	    (strcmp(row->id, hidden) != 0 &&
		memmem(row->body, row->len, hidden, ID_ONE) == NULL);
}

/* Puts a record in which @ is the pupil's id, # the other's, $ another. */
static inline void
enter(struct store *s, const struct kind *kind, const char *id,
    const char *text, const char *third, int64_t now, char out[ID_LEN])
{
	struct buf b = BUF_INIT;
	char made[ID_LEN];

	for (; *text != '\0'; text++) {
		if (*text == '@')
			buf_adds(&b, pupil);
		else if (*text == '#')
			buf_adds(&b, other);
		else if (*text == '$')
			buf_adds(&b, third);
		else
			buf_addc(&b, *text);
	}
	begin(s);
	if (try_put(s, kind, id, b.p, now, out == NULL ? made : out) != 0)
		fail_msg("%s", err.msg);
	commit(s);
	buf_release(&b);
}

static inline struct store *
with_pupils(void)
{
	struct store *s = make();

	hidden = NULL;
	enter(s, &kind_pupil, NULL, "{\"family_name\":\"Byron\","
	    "\"given_name\":\"Ada\",\"dob\":\"2012-12-10\","
	    "\"upn\":\"A123\",\"key_stage\":\"KS3\","
	    "\"entry_date\":\"2025-09-02\"}", "", NOON, pupil);
	enter(s, &kind_pupil, NULL, "{\"family_name\":\"Babbage\","
	    "\"given_name\":\"Charles\",\"dob\":\"2012-01-01\"}", "", NOON,
	    other);
	return s;
}

static inline struct chronology_setup
plain(struct store *s)
{
	return (struct chronology_setup){ .store = s, .pupil = pupil,
		.as_at = LATER, .since = DATE_NONE, .until = DATE_NONE,
		.may_see = see };
}

/* Of each event a line: at, what; then what lines of it hold words. */
static inline char *
told(const struct chronology_setup *setup)
{
	struct chronology *c;
	struct buf all = BUF_INIT, json = BUF_INIT, scratch = BUF_INIT;
	struct json j = { 0 };

	if (chronology_make(&c, setup, &err) == -1)
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < chronology_count(c); i++) {
		static const char *const names[] = { "at", "what", "part",
			"text" };

		buf_reset(&json);
		if (chronology_event(c, i, &json, &err) == -1 ||
		    json_parse(&j, json.p, json.n, 0, &err) == -1)
			fail_msg("%s", err.msg);
		for (size_t k = 0; k < 4; k++) {
			int t = json_get(&j, 0, names[k]);
			size_t n;
			const char *p;

			if (t < 0)
				continue;
			p = json_text(&j, t, &scratch, &n);
			buf_addf(&all, "%s%.*s", k == 0 ? "" : " | ", (int)n,
			    p);
		}
		buf_addc(&all, '\n');
	}
	chronology_free(c);
	buf_release(&json);
	buf_release(&scratch);
	json_release(&j);
	buf_reserve(&all, 1);
	return buf_steal(&all);
}

static inline void
expect_told(const struct chronology_setup *setup, const char *want)
{
	char *got = told(setup);

	assert_string_equal(got, want);
	free(got);
}

/* The whole of the last event whose title begins so. */
static inline char *
whole(struct store *s, const struct chronology_setup *setup,
    const char *what)
{
	struct chronology *c;
	struct buf json = BUF_INIT, key = BUF_INIT;
	char *found = NULL;

	(void)s;
	if (chronology_make(&c, setup, &err) == -1)
		fail_msg("%s", err.msg);
	buf_addf(&key, "\"what\":\"%s", what);
	for (size_t i = 0; i < chronology_count(c); i++) {
		buf_reset(&json);
		if (chronology_event(c, i, &json, &err) == -1)
			fail_msg("%s", err.msg);
		if (strstr(json.p, key.p) != NULL) {
			free(found);
			found = mem_dup(json.p);
		}
	}
	chronology_free(c);
	buf_release(&json);
	buf_release(&key);
	if (found == NULL)
		fail_msg("there is no event %s", what);
	return found;
}

static inline void
has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("%s is not in %s", part, text);
}

static inline void
has_not(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("%s is in %s", part, text);
}

#endif
