/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "ui/registers/attendance_job.h"
#include "model/rec/rec_get.h"

static int
take_notice(void *arg, const struct stored *row, struct err *err)
{
	struct check_job *job = arg;
	struct json *j = &job->cmd->s.tape;
	char pupil[ID_LEN], parent[512];

	if (json_parse(j, row->body, row->len, 0, err) == -1)
		return -1;
	rec_copy(pupil, sizeof(pupil), j, 0, "pupil");
	rec_copy(parent, sizeof(parent), j, 0, "parent");
	absence_facts_notice(&job->facts, pupil,
	    rec_day(j, 0, "issued"), parent);
	return 0;
}

int
check_notices(struct check_job *job, const char *pupil, struct err *err)
{
	struct query query = { .kind = &kind_notice, .about = pupil };

	return store_each(job->cmd->s.store, &query, take_notice, job, err);
}

static int
take_status(void *arg, const struct stored *row, struct err *err)
{
	struct check_job *job = arg;
	struct json *j = &job->cmd->s.tape;
	char pupil[ID_LEN], status[40];

	if (json_parse(j, row->body, row->len, 0, err) == -1)
		return -1;
	rec_copy(pupil, sizeof(pupil), j, 0, "pupil");
	rec_copy(status, sizeof(status), j, 0, "status");
	absence_facts_status(&job->facts, pupil, status,
	    rec_day(j, 0, "from"), rec_day(j, 0, "to"),
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
	rc = store_each(job->cmd->s.store, &query, take_status, job, err);
	absence_facts_sort(&job->facts);
	return rc;
}
