/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "domain/scr/scr_cell.h"
#include "scr_import_part.h"

enum { DONE, DATE, REFERENCE, SEEN_BY, EVIDENCE, OUTCOME, EXPIRES, NOTE };

static const char *const part_names[] = { "done", "date", "reference",
	"seen_by", "evidence", "outcome", "expires", "note", NULL };

static void
begin_row(struct scr_import *im)
{
	for (int i = 0; i < PERSON_FIELDS; i++)
		buf_reset(&im->person[i].json);
	for (int i = 0; i < CHECK_TYPES; i++) {
		struct line *l = &im->line[i];

		if (!l->any && !l->cell)
			continue;
		l->cell = l->bad = l->any = false;
		for (int k = 0; k < CHECK_PARTS; k++)
			buf_reset(&l->part[k].json);
	}
	buf_reset(&im->own);
	json_open(&im->own, '{');
	im->nfaults = 0;
}

static int
place_in(const char *const *words, const char *name)
{
	int i = 0;

	while (words[i] != NULL && strcmp(words[i], name) != 0)
		i++;
	return i;
}

/* Takes what a column says, which another may have said otherwise. */
static int
set_part(struct part *p, const struct buf *json, size_t column,
    struct err *err)
{
	if (p->json.n == 0) {
		buf_add(&p->json, json->p, json->n);
		p->column = column;
		return 0;
	}
	if (p->json.n == json->n && memcmp(p->json.p, json->p, json->n) == 0)
		return 0;
	return err_set(err, ST_DATA, "said-twice",
	    "Another column of this row says otherwise.");
}

static int
set_text(struct scr_import *im, struct part *p, const char *s, size_t n,
    size_t column, struct err *err)
{
	buf_reset(&im->text);
	json_string(&im->text, s, n);
	return set_part(p, &im->text, column, err);
}

static struct part *
person_part(struct scr_import *im, const char *name)
{
	const struct field *f = field_named(kind_person.fields, name,
	    strlen(name));

	return &im->person[f - kind_person.fields];
}

static int
take_name_cell(struct scr_import *im, const struct in_cell *c,
    size_t column, struct err *err)
{
	struct scr_name name;

	if (scr_cell_name(&name, c->text, c->ntext,
		strcmp(c->name, "name") == 0, err) == -1 ||
	    set_text(im, person_part(im, "family_name"), name.family,
		name.nfamily, column, err) == -1)
		return -1;
	return set_text(im, person_part(im, "given_name"), name.given,
	    name.ngiven, column, err);
}

/* The cell of a check, whose parts other columns may add to. */
static int
take_check_cell(struct scr_import *im, struct line *l,
    const struct in_cell *c, size_t column, struct err *err)
{
	struct scr_cell cell;
	char date[DATE_LEN];

	l->cell = true;
	l->column = column;
	if (scr_cell_check(&cell, c->text, c->ntext, im->cmd->s.today, err) ==
	    -1) {
		l->bad = true;
		return -1;
	}
	l->any = true;
	buf_reset(&im->text);
	json_bool(&im->text, cell.done);
	if (set_part(&l->part[DONE], &im->text, column, err) == -1)
		return -1;
	date_format(cell.date == DATE_NONE ? 0 : cell.date, date);
	if (cell.date != DATE_NONE && set_text(im, &l->part[DATE], date,
					  DATE_LEN - 1, column, err) == -1)
		return -1;
	if (cell.outcome != NULL && set_text(im, &l->part[OUTCOME],
					cell.outcome, strlen(cell.outcome),
					column, err) == -1)
		return -1;
	if (cell.seen_by != NULL && set_text(im, &l->part[SEEN_BY],
					cell.seen_by, cell.nseen, column,
					err) == -1)
		return -1;
	return cell.note ? set_text(im, &l->part[NOTE], c->text, c->ntext,
			       column, err) : 0;
}

/* The cell of a field, of the adult or of a check. */
static int
take_value_cell(struct scr_import *im, struct part *p,
    const struct in_cell *c, size_t column, struct err *err)
{
	int rc;

	buf_reset(&im->text);
	rc = scr_cell_value(&im->text, c->field, c->text, c->ntext,
	    im->cmd->s.today, err);
	return rc == 1 ? set_part(p, &im->text, column, err) : rc;
}

static int
take_cell(struct scr_import *im, const struct in_cell *c, size_t column,
    struct err *err)
{
	struct line *l;
	int type;

	if (c->field == NULL) {
		json_key(&im->own, c->name);
		json_string(&im->own, c->text, c->ntext);
		return 0;
	}
	if (c->part_of != NULL) {
		l = &im->line[place_in(words_check, c->part_of->name)];
		l->any = true;
		return take_value_cell(im,
		    &l->part[place_in(part_names, c->name)], c, column, err);
	}
	type = place_in(words_check, c->name);
	if (type < CHECK_TYPES)
		return take_check_cell(im, &im->line[type], c, column, err);
	if (field_named(kind_person.fields, c->name, strlen(c->name)) == NULL)
		return take_name_cell(im, c, column, err);
	return take_value_cell(im, person_part(im, c->name), c, column, err);
}

static void
take_cells(struct scr_import *im)
{
	struct buf field = BUF_INIT;
	struct in *in = im->cmd->in;
	struct in_cell c;
	struct err e;

	for (size_t i = 0; i < in_cells(in); i++) {
		err_clear(&e);
		if (!in_cell(in, i, &c) || take_cell(im, &c, i, &e) == 0)
			continue;
		if (c.mapped && c.ntext <= 40) {
			err_set(&e, ST_DATA, e.code, "--map makes \"%.*s\" of "
			    "this cell, which is no value of %s.",
			    (int)c.ntext, c.text, c.name);
			err_hint(&e, "Mend the OURS of that --map.");
		} else if (err_is(&e, ERR_UNKNOWN_VALUE) &&
		    c.ncell <= 40)
			err_hint(&e, "Say what it means, with --map "
				     "'%s:%.*s=OURS'; OURS is a word of %s.",
			    c.heading, (int)c.ncell, c.cell, c.name);
		else if (err_is(&e, "cannot-read") && c.part_of == NULL &&
		    place_in(words_check, c.name) < CHECK_TYPES &&
		    c.ncell <= 40)
			err_hint(&e, "Say what it means, with --map "
				     "'%s:%.*s=OURS'; OURS is yes, no, n/a, "
				     "or \"by\" and initials.",
			    c.heading, (int)c.ncell, c.cell);
		buf_reset(&field);
		if (c.part_of != NULL)
			buf_addf(&field, "%s.", c.part_of->name);
		buf_adds(&field, c.name);
		scr_fault_add(im, i, buf_str(&field), &e);
	}
	buf_release(&field);
}

/* A number, result or expiry has no check to belong to. */
static void
check_lines(struct scr_import *im)
{
	char field[64];
	struct err e;

	for (int t = 0; t < CHECK_TYPES; t++) {
		const struct line *l = &im->line[t];

		if (!l->any || l->bad || l->part[DONE].json.n > 0)
			continue;
		for (int k = 0; part_names[k] != NULL; k++) {
			if (l->part[k].json.n == 0)
				continue;
			err_set(&e, ST_DATA, "no-check-to-belong-to",
			    "There is no %s check beside it for this to "
			    "belong to.", words_check[t]);
			err_hint(&e, "Say in the check's own cell whether it "
				     "was made.");
			snprintf(field, sizeof(field), "%s.%s",
			    words_check[t], part_names[k]);
			scr_fault_add(im, l->part[k].column, field, &e);
		}
	}
}

/* Each field of the adult by itself, as rec_accept() stops at the first. */
static void
check_fields(struct scr_import *im, const struct rec_context *context)
{
	struct err e;

	for (const struct field *f = kind_person.fields; f->name != NULL;
	     f++) {
		const struct buf *json =
		    &im->person[f - kind_person.fields].json;

		err_clear(&e);
		if (json->n > 0) {
			buf_reset(&im->text);
			buf_addf(&im->text, "{\"%s\":", f->name);
			buf_add(&im->text, json->p, json->n);
			json_close(&im->text, '}');
			buf_reset(&im->content);
			if (json_parse(&im->json, im->text.p, im->text.n, 0,
				&e) == 0 &&
			    rec_change(&im->content, &kind_person, &im->json,
				context, &e) == 0)
				continue;
		} else if ((f->flags & FIELD_REQUIRED) == 0 ||
		    scr_fault_of(im, f->name)) {
			continue;
		} else {
			err_set(&e, ST_DATA, "required",
			    "%s is missing: %s.", f->label, f->why);
		}
		err_field(&e, f->name);
		scr_fault_named(im, &e);
	}
}

/* The adult as typed: into im->typed. */
static int
make_person(struct scr_import *im, struct err *err)
{
	struct buf *b = &im->record;

	buf_reset(b);
	json_open(b, '{');
	for (const struct field *f = kind_person.fields; f->name != NULL;
	     f++) {
		const struct buf *json =
		    &im->person[f - kind_person.fields].json;

		if (json->n == 0)
			continue;
		json_key(b, f->name);
		buf_add(b, json->p, json->n);
	}
	if (im->own.n > 1 && b->n > 1)
		buf_addc(b, ',');
	buf_add(b, im->own.p + 1, im->own.n - 1);
	json_close(b, '}');
	if (json_parse(&im->typed, b->p, b->n, 0, err) == -1)
		return -1;
	scr_import_client(im);
	return 0;
}

/* A check as typed, of a person or of nobody yet: into im->typed. */
static int
make_check(struct scr_import *im, int type, const char *person,
    struct err *err)
{
	const struct line *l = &im->line[type];
	struct buf *b = &im->record;

	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "person", person);
	json_pair(b, "type", words_check[type]);
	for (int k = 0; part_names[k] != NULL; k++) {
		if (l->part[k].json.n == 0)
			continue;
		json_key(b, part_names[k]);
		buf_add(b, l->part[k].json.p, l->part[k].json.n);
	}
	json_close(b, '}');
	return json_parse(&im->typed, b->p, b->n, 0, err);
}

/* Stands for the adult of the row, who may not be on record yet. */
static int
find_anyone(void *arg, const char *refs, const char *s, size_t n,
    char id[ID_LEN], struct err *err)
{
	(void)arg;
	(void)refs;
	(void)s;
	(void)n;
	(void)err;
	memcpy(id, "S-222222", ID_ONE + 1);
	return 1;
}

static bool
makes_check(const struct line *l)
{
	return !l->bad && l->part[DONE].json.n > 0;
}

static int
check_person(struct scr_import *im, const struct rec_context *context,
    struct err *err)
{
	size_t before = im->nfaults;
	struct err e;

	if (make_person(im, err) == -1)
		return -1;
	err_clear(&e);
	buf_reset(&im->content);
	if (rec_accept(&im->content, &kind_person, &im->typed, context, &e) ==
	    -1) {
		check_fields(im, context);
		/* what no single field says */
		if (im->nfaults == before && !err_is(&e, ERR_MISSING))
			scr_fault_named(im, &e);
	}
	err_clear(&e);
	if (scr_import_once(im, &e) == -1)
		scr_fault_named(im, &e);
	return 0;
}

static int
check_checks(struct scr_import *im, const struct rec_context *context,
    struct err *err)
{
	char field[128];
	struct err e;

	check_lines(im);
	for (int t = 0; t < CHECK_TYPES; t++) {
		if (!makes_check(&im->line[t]))
			continue;
		if (make_check(im, t, "S", err) == -1)
			return -1;
		err_clear(&e);
		buf_reset(&im->content);
		if (rec_accept(&im->content, &kind_check, &im->typed, context,
			&e) == 0)
			continue;
		snprintf(field, sizeof(field), "%s.%s", words_check[t],
		    e.field);
		err_field(&e, field);
		scr_fault_named(im, &e);
	}
	return 0;
}

static int
print_cell(struct scr_import *im, const struct in_cell *c, struct err *err)
{
	struct buf *b = &im->text;
	const struct part *p = NULL;
	int type = c->part_of == NULL ? place_in(words_check, c->name)
				      : place_in(words_check,
					    c->part_of->name);

	if (c->part_of != NULL)
		p = &im->line[type].part[place_in(part_names, c->name)];
	else if (c->field != NULL && field_named(kind_person.fields, c->name,
				       strlen(c->name)) != NULL)
		p = person_part(im, c->name);
	if (p != NULL && p->json.n == 0)
		return 0; /* it says that there is none */
	buf_reset(b);
	json_open(b, '{');
	json_pair(b, "kind", kind_cell.name);
	json_key(b, "line");
	json_num(b, in_line(im->cmd->in));
	json_pair(b, "column", c->heading);
	json_key(b, "cell");
	json_string(b, c->cell, c->ncell);
	if (c->part_of == NULL && type < CHECK_TYPES) {
		json_key(b, "check");
		buf_add(b, im->record.p, im->record.n);
	} else {
		json_key(b, "field");
		buf_reset(&im->scratch);
		if (c->part_of != NULL)
			buf_addf(&im->scratch, "%s.", c->part_of->name);
		buf_adds(&im->scratch, c->name);
		json_string(b, im->scratch.p, im->scratch.n);
		json_key(b, "value");
		if (p != NULL)
			buf_add(b, p->json.p, p->json.n);
		else
			json_string(b, c->text, c->ntext);
	}
	json_close(b, '}');
	return out_record(im->cmd->out, b->p, b->n, err);
}

/* What each cell becomes. */
static int
print_cells(struct scr_import *im, const char *id, struct err *err)
{
	const char *person = im->client.n > 0 ? buf_str(&im->client) : id;
	struct in *in = im->cmd->in;
	struct in_cell c;
	int type;

	for (size_t i = 0; i < in_cells(in); i++) {
		if (!in_cell(in, i, &c))
			continue;
		type = c.part_of == NULL ? place_in(words_check, c.name)
					 : CHECK_TYPES;
		if (type < CHECK_TYPES && !makes_check(&im->line[type]))
			continue; /* it is refused */
		if (type < CHECK_TYPES && make_check(im, type, person, err) ==
		    -1)
			return -1;
		if (print_cell(im, &c, err) == -1)
			return -1;
	}
	return 0;
}

/* Nothing is stored of a row before all of it is known to be good. */
int
scr_import_row(struct scr_import *im, struct err *err)
{
	struct rec_context context = im->cmd->s.context;
	char id[ID_LEN];
	int known;

	context.find = find_anyone;
	context.made = NULL;
	begin_row(im);
	take_cells(im);
	if (check_person(im, &context, err) == -1 ||
	    check_checks(im, &context, err) == -1 ||
	    (im->cmd->dry && im->nfaults > 0 &&
		print_cells(im, NULL, err) == -1) ||
	    scr_fault_tell(im, err) == -1 || make_person(im, err) == -1 ||
	    (known = scr_import_known(im, id, err)) == -1)
		return -1;
	if (im->cmd->dry)
		return print_cells(im, known == 1 ? id : NULL, err);
	if (scr_import_person(im, known == 1 ? id : NULL, err) == -1 ||
	    scr_import_held(im, im->base, known == 1, err) == -1)
		return -1;
	for (int t = 0; t < CHECK_TYPES; t++) {
		if (makes_check(&im->line[t]) &&
		    (make_check(im, t, im->base, err) == -1 ||
			scr_import_check(im, t, true, err) == -1))
			return -1;
	}
	return 0;
}
