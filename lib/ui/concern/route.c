/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "ui/concern/route.h"
#include "domain/concern/routing_facts.h"

struct router {
	struct cmd *cmd;
	struct rules *rules;
	struct contacts contacts;
	struct routing_world world;
	struct buf line;
};

int
router_open(struct router **out, struct cmd *cmd, struct err *err)
{
	struct router *r = mem_alloc(sizeof(*r));
	const struct calendar *cal;
	struct err no_calendar;
	int rc = -1;

	r->cmd = cmd;
	/* a calendar must never stop a referral: its lack is warned of */
	err_clear(&no_calendar);
	cal = session_calendar(&cmd->s, &no_calendar);
	if (cal == NULL)
		cmd_warn(cmd, "%s No deadlines are given.", no_calendar.msg);
	if (rules_load(&r->rules, &cmd->s.folders, cmd->s.codes, err) == 0 &&
	    contacts_load(&r->contacts, &cmd->s.folders, err) == 0 &&
	    routing_world_open(&r->world, cmd->s.store, cmd->s.as_at, cal,
		err) == 0)
		rc = 0;
	if (rc == 0)
		*out = r;
	else
		router_close(r);
	return rc;
}

void
router_close(struct router *r)
{
	if (r == NULL)
		return;
	routing_world_close(&r->world);
	contacts_release(&r->contacts);
	rules_free(r->rules);
	buf_release(&r->line);
	free(r);
}

static int
print(struct router *r, struct err *err)
{
	int rc = out_record(r->cmd->out, r->line.p, r->line.n, err);

	buf_reset(&r->line);
	return rc;
}

static int
print_answer(struct router *r, const struct routing_answer *a,
    const char *id, bool explain, struct err *err)
{
	for (size_t i = 0; i < routing_nroutes(a); i++) {
		routing_route_json(&r->line, routing_route(a, i), id);
		if (print(r, err) == -1)
			return -1;
	}
	for (size_t i = 0; explain && i < routing_nreasons(a); i++) {
		routing_reason_json(&r->line, routing_reason(a, i), id);
		if (print(r, err) == -1)
			return -1;
	}
	routing_handling_json(&r->line, a, id);
	return print(r, err);
}

int
router_answer(struct router *r, const struct json *concern, const char *id,
    bool explain, struct err *err)
{
	struct routing_answer *a = NULL;
	const char *warning, *end;
	int rc;

	if (routing_world_concern(&r->world, concern, err) == -1 ||
	    routing_ask(&a, r->rules, &r->contacts, &r->world.facts, err) ==
		-1)
		return -1;
	warning = routing_warning(a);
	for (; warning != NULL && (end = strchr(warning, '\n')) != NULL;
	     warning = end + 1)
		cmd_warn(r->cmd, "%.*s", (int)(end - warning), warning);
	rc = print_answer(r, a, id, explain, err);
	routing_free(a);
	return rc;
}
