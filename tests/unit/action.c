/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text/text.h"
#include "model/kind.h"

static struct json action, concern;
static struct err err;

/* The next part of a line, its blanks off; "" once there is none. */
static char *
part(char **line)
{
	char *s = strsep(line, "|\n");
	const char *p = s == NULL ? "" : s;
	size_t n = strlen(p);

	text_trim(&p, &n);
	if (s == NULL)
		return strdup("");
	s = strndup(p, n);
	assert_non_null(s);
	return s;
}

static void
parse(struct json *j, struct buf *b)
{
	if (json_parse(j, b->p, b->n, 0, &err) != 0)
		fail_msg("%s: %s", b->p, err.msg);
}

static void
moves(char *line)
{
	char *state = part(&line), *type = part(&line), *wanted = part(&line);
	char *more = part(&line), *of = part(&line);
	struct buf a = BUF_INIT, c = BUF_INIT;
	const char *next = NULL;
	int rc;

	buf_addf(&a, "{\"type\":\"%s\"%s%s}", type, *more == '\0' ? "" : ",",
	    more);
	buf_addf(&c, "{%s}", of);
	parse(&action, &a);
	parse(&concern, &c);
	rc = kind_action.move(state, &action, &concern, &next, &err);
	if (*wanted == '!') {
		if (rc != -1 || strstr(err.msg, wanted + 1) == NULL)
			fail_msg("%s, %s: not refused so: %s", state, a.p,
			    rc == -1 ? err.msg : "taken");
		assert_int_equal(err.status, ST_DATA);
	} else {
		if (rc != 0)
			fail_msg("%s, %s: %s", state, a.p, err.msg);
		if (strcmp(next == NULL ? "=" : next, wanted) != 0)
			fail_msg("%s, %s: to %s, not %s", state, a.p,
			    next == NULL ? "nothing" : next, wanted);
	}
	buf_release(&a);
	buf_release(&c);
	free(state);
	free(type);
	free(wanted);
	free(more);
	free(of);
}

static void
an_action_moves_the_concern(void **state)
{
	const char *src = getenv("VIGIL_SRC");
	char path[512], line[512];
	size_t cases = 0;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/data/moves.txt",
	    src == NULL ? "." : src);
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#' || line[0] == '\t')
			continue;
		moves(line);
		cases++;
	}
	fclose(f);
	assert_true(cases > 40);
}

static void
a_decision_says_what_and_why(void **state)
{
	static const struct {
		const char *text, *bad;
	} cases[] = {
		{ "{\"type\":\"note\"}", "" },
		{ "{\"type\":\"decision\"}", "decision" },
		{ "{\"type\":\"decision\",\"decision\":\"not-refer\"}",
		    "rationale" },
		{ "{\"type\":\"resolve\",\"decision\":\"none\"}",
		    "rationale" },
		{ "{\"type\":\"decision\",\"decision\":\"refer\","
		  "\"rationale\":\"r\"}", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		err_clear(&err);
		assert_int_equal(json_parse(&action, cases[i].text,
				     strlen(cases[i].text), 0, &err), 0);
		assert_int_equal(kind_action.check(&action, &err),
		    *cases[i].bad == '\0' ? 0 : -1);
		assert_string_equal(err.field, cases[i].bad);
	}
}

static int
teardown(void **state)
{
	(void)state;
	json_release(&action);
	json_release(&concern);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_action_moves_the_concern),
		cmocka_unit_test(a_decision_says_what_and_why),
	};

	return cmocka_run_group_tests_name("action", tests, NULL, teardown);
}
