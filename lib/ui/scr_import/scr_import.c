/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "scr_import_part.h"

struct scr_import *
scr_import_new(struct cmd *cmd)
{
	struct scr_import *im = mem_alloc(sizeof(*im));

	im->cmd = cmd;
	return im;
}

void
scr_import_free(struct scr_import *im)
{
	name_set_release(&im->seen);
	name_set_release(&im->known);
	for (int i = 0; i < PERSON_FIELDS; i++)
		buf_release(&im->person[i].json);
	for (int i = 0; i < CHECK_TYPES; i++)
		for (int k = 0; k < CHECK_PARTS; k++)
			buf_release(&im->line[i].part[k].json);
	for (size_t i = 0; i < im->held_cap; i++)
		buf_release(&im->held[i].content);
	free(im->held);
	free(im->fault);
	buf_release(&im->own);
	buf_release(&im->client);
	buf_release(&im->series);
	buf_release(&im->text);
	buf_release(&im->record);
	buf_release(&im->content);
	buf_release(&im->scratch);
	buf_release(&im->key);
	buf_release(&im->was);
	json_release(&im->typed);
	json_release(&im->json);
	json_release(&im->json2);
	free(im);
}

/* A record of its own, as it came: into im->typed. */
static int
take_record(struct scr_import *im, const struct json *j, struct err *err)
{
	buf_reset(&im->record);
	json_canon(&im->record, j, 0);
	return json_parse(&im->typed, im->record.p, im->record.n, 0, err);
}

/* In a dry run who came before is not on record, and found all the same. */
static int
find_seen(void *arg, const char *refs, const char *s, size_t n,
    char id[ID_LEN], struct err *err)
{
	struct scr_import *im = arg;
	int found = im->cmd->s.context.find(im->cmd->s.context.arg, refs, s, n,
	    id, err);

	if (found != 0)
		return found;
	buf_reset(&im->text);
	buf_addc(&im->text, 'c');
	buf_add(&im->text, s, n);
	if (name_set_get(&im->seen, buf_str(&im->text)) == NULL)
		return 0;
	memcpy(id, "S-222222", ID_ONE + 1);
	return 1;
}

static int
accept(struct scr_import *im, const struct kind *kind, struct err *err)
{
	struct rec_context context = im->cmd->s.context;

	context.made = NULL;
	context.find = find_seen;
	context.arg = im;
	buf_reset(&im->content);
	return rec_accept(&im->content, kind, &im->typed, &context, err);
}

/* {"kind":"cell","line":…, to be gone on with. */
static void
begin_cell(struct scr_import *im)
{
	buf_reset(&im->text);
	json_open(&im->text, '{');
	json_pair(&im->text, "kind", kind_cell.name);
	json_key(&im->text, "line");
	json_num(&im->text, in_line(im->cmd->in));
}

static int
end_cell(struct scr_import *im, struct err *err)
{
	json_close(&im->text, '}');
	return out_record(im->cmd->out, im->text.p, im->text.n, err);
}

/* What each member of an adult's record becomes. */
static int
print_person(struct scr_import *im, struct err *err)
{
	const struct json *j = &im->json;
	const char *s;
	size_t n;

	if (json_parse(&im->json, im->content.p, im->content.n, 0, err) == -1)
		return -1;
	for (int m = json_first(j, 0); m >= 0; m = json_after(j, 0, m)) {
		begin_cell(im);
		s = json_text(j, m, &im->scratch, &n);
		json_key(&im->text, "field");
		json_string(&im->text, s, n);
		json_key(&im->text, "value");
		json_canon(&im->text, j, m + 1);
		if (end_cell(im, err) == -1)
			return -1;
	}
	return 0;
}

static int
person(struct scr_import *im, struct err *err)
{
	char id[ID_LEN];
	int known;

	scr_import_client(im);
	if (accept(im, &kind_person, err) == -1 ||
	    scr_import_once(im, err) == -1 ||
	    (known = scr_import_known(im, id, err)) == -1)
		return -1;
	if (im->cmd->dry)
		return print_person(im, err);
	return scr_import_person(im, known == 1 ? id : NULL, err);
}

static int
print_check(struct scr_import *im, struct err *err)
{
	begin_cell(im);
	json_key(&im->text, "check");
	json_canon(&im->text, &im->typed, 0);
	return end_cell(im, err);
}

static int
check(struct scr_import *im, struct err *err)
{
	char id[ID_LEN] = "";
	const char *s;
	size_t n;
	int type = 0, t;

	if (accept(im, &kind_check, err) == -1)
		return -1;
	if (im->cmd->dry)
		return print_check(im, err);
	if (json_get(&im->typed, 0, "client_id") >= 0)
		return session_put(
		    &im->cmd->s, &kind_check, &im->typed, NULL, err);
	if (json_parse(&im->json, im->content.p, im->content.n, 0, err) == -1)
		return -1;
	s = json_text(&im->json, json_get(&im->json, 0, "person"),
	    &im->scratch, &n);
	memcpy(id, s, n < ID_LEN ? n : ID_LEN - 1);
	t = json_get(&im->json, 0, "type");
	while (!json_is(&im->json, t, words_check[type]))
		type++;
	buf_reset(&im->client);
	if (scr_import_held(im, id, true, err) == -1)
		return -1;
	return scr_import_check(im, type, false, err);
}

/* Without a kind, what says which check it is is one. */
static bool
is_check(const struct json *j)
{
	int kind = json_get(j, 0, "kind");

	return kind >= 0 ? json_is(j, kind, kind_check.name)
			 : json_get(j, 0, "type") >= 0;
}

int
scr_import_each(struct cmd *cmd, const struct json *j, struct err *err)
{
	struct scr_import *im = cmd->job;

	if (in_cells(cmd->in) > 0)
		return scr_import_row(im, err);
	if (take_record(im, j, err) == -1)
		return -1;
	return is_check(j) ? check(im, err) : person(im, err);
}
