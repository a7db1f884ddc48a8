/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "attendance_job.h"

static void
copy_text(char *out, size_t size, const struct json *j, const char *name,
    struct buf *scratch)
{
	int t = json_get(j, 0, name);
	const char *s;
	size_t n;

	out[0] = '\0';
	if (t < 0 || json_type(j, t) != JSON_STRING)
		return;
	s = json_text(j, t, scratch, &n);
	n = n < size ? n : size - 1;
	memcpy(out, s, n);
	out[n] = '\0';
}

static int32_t
day_in(const struct json *j, const char *name, struct buf *scratch)
{
	char s[DATE_LEN];

	copy_text(s, sizeof(s), j, name, scratch);
	return date_parse(s, strlen(s));
}

static int
take_notice(void *arg, const struct stored *row, struct err *err)
{
	struct check_job *job = arg;
	struct json *j = &job->cmd->tape;
	char pupil[ID_LEN], parent[512];

	if (json_parse(j, row->body, row->len, 0, err) == -1)
		return -1;
	copy_text(pupil, sizeof(pupil), j, "pupil", &job->line);
	copy_text(parent, sizeof(parent), j, "parent", &job->line);
	absence_facts_notice(&job->facts, pupil,
	    day_in(j, "issued", &job->line), parent);
	return 0;
}

int
check_notices(struct check_job *job, const char *pupil, struct err *err)
{
	struct query query = { .kind = &kind_notice, .about = pupil };

	return store_each(job->cmd->store, &query, take_notice, job, err);
}

static int
take_status(void *arg, const struct stored *row, struct err *err)
{
	struct check_job *job = arg;
	struct json *j = &job->cmd->tape;
	char pupil[ID_LEN], status[40];

	if (json_parse(j, row->body, row->len, 0, err) == -1)
		return -1;
	copy_text(pupil, sizeof(pupil), j, "pupil", &job->line);
	copy_text(status, sizeof(status), j, "status", &job->line);
	absence_facts_status(&job->facts, pupil, status,
	    day_in(j, "from", &job->line), day_in(j, "to", &job->line),
	    json_get(j, 0, "worker") >= 0);
	return 0;
}

int
check_statuses(struct check_job *job, struct err *err)
{
	struct query query = { .kind = &kind_status };
	int rc;

	if (job->facts.nstatuses > 0)
		return 0;
	rc = store_each(job->cmd->store, &query, take_status, job, err);
	absence_facts_sort(&job->facts);
	return rc;
}
