/* SPDX-License-Identifier: ISC */
#include "ui/chronology/chronology_page.h"

#include <string.h>

#include "base/text/date.h"
#include "ui/upkeep/school.h"

/* The first character of a name, as an initial. */
static void
put_initial(struct buf *b, const struct buf *name)
{
	size_t n = 1;

	if (name->n == 0)
		return;
	while (n < name->n && ((unsigned char)name->p[n] & 0xc0) == 0x80)
		n++;
	buf_addf(b, "%s%.*s.", b->n > 0 ? " " : "", (int)n, name->p);
}

static int
take_child(struct chronology_page *p, struct err *err)
{
	static const char *const names[] = { "given_name", "family_name" };
	struct json *j = &p->cmd->s.tape;
	struct buf name = BUF_INIT;
	struct stored row;
	char day[DATE_LONG];

	if (store_need(p->cmd->s.store, p->pupil, &row, err) == -1 ||
	    json_parse(j, row.body, row.len, 0, err) == -1)
		return -1;
	for (size_t i = 0; i < 2; i++) {
		buf_reset(&name);
		session_text(&p->cmd->s, j, names[i], &name);
		if (p->initials)
			put_initial(&p->child, &name);
		else
			buf_addf(&p->child, "%s%s", p->child.n > 0 ? " " : "",
			    buf_str(&name));
	}
	buf_reset(&name);
	if (!p->initials) {
		session_text(&p->cmd->s, j, "upn", &p->upn);
		if (session_text(&p->cmd->s, j, "preferred_name", &name))
			buf_addf(&p->child, " (known as %s)", buf_str(&name));
		buf_reset(&name);
		session_text(&p->cmd->s, j, "dob", &name);
		date_format_long(date_parse(buf_str(&name), name.n), day);
		buf_adds(&p->born, day);
	}
	buf_release(&name);
	return 0;
}

static int
fill_head(struct chronology_page *p, struct err *err)
{
	const struct receipt *last = chronology_last(p->made);
	const char *who = who_name(&p->cmd->s.who);
	char day[DATE_LONG], local[TIME_LOCAL];

	if (school_text(p->cmd, "name", &p->school, err) == -1 ||
	    take_child(p, err) == -1 ||
	    chronology_adult(p->made, &p->by, who, strlen(who), err) == -1)
		return -1;
	date_format_long(p->cmd->s.today, day);
	time_format_local(p->cmd->s.as_at, local);
	buf_addf(&p->at, "%s, %s", day, local + 11);
	if (last->seq > 0)
		buf_addf(&p->ledger, "up to entry %lld, %s",
		    (long long)last->seq, last->hash);
	return 0;
}

void
chronology_page_release(struct chronology_page *p)
{
	buf_release(&p->school);
	buf_release(&p->child);
	buf_release(&p->born);
	buf_release(&p->upn);
	buf_release(&p->by);
	buf_release(&p->at);
	buf_release(&p->ledger);
	json_release(&p->event);
	buf_release(&p->line);
	buf_release(&p->text);
	buf_release(&p->scratch);
}

int
chronology_page_event(struct chronology_page *p, size_t i, struct err *err)
{
	buf_reset(&p->line);
	if (chronology_event(p->made, i, &p->line, err) == -1)
		return -1;
	return json_parse(&p->event, p->line.p, p->line.n, 0, err);
}

const char *
chronology_page_str(struct chronology_page *p, int object, const char *name,
    size_t *n)
{
	int t = json_get(&p->event, object, name);

	*n = 0;
	if (t < 0 || json_type(&p->event, t) != JSON_STRING)
		return "";
	return json_text(&p->event, t, &p->scratch, n);
}

static int
print_records(struct cmd *cmd, struct chronology *made, struct err *err)
{
	for (size_t i = 0; i < chronology_count(made); i++) {
		buf_reset(&cmd->s.content);
		if (chronology_event(made, i, &cmd->s.content, err) == -1 ||
		    out_record(cmd->out, cmd->s.content.p, cmd->s.content.n,
			err) == -1)
			return -1;
	}
	return 0;
}

int
chronology_page_print(struct chronology_page *page, struct err *err)
{
	struct cmd *cmd = page->cmd;
	const char *format = args_get(&cmd->args, "format");
	bool html = format != NULL && strcmp(format, "html") == 0;
	bool table = format == NULL ? cmd->terminal_out
				    : strcmp(format, "table") == 0;

	if (!html && (!table || args_has(&cmd->args, "fields")))
		return print_records(cmd, page->made, err);
	if (fill_head(page, err) == -1)
		return -1;
	return html ? chronology_page_html(page, err)
		    : chronology_page_text(page, err);
}
