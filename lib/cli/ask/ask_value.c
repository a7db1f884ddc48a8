/* SPDX-License-Identifier: ISC */
#include "cli/ask/ask.h"

#include <stdio.h>
#include <string.h>

#include "base/text/text.h"

/*
 * Holds one value to the field's own rules and makes it canonical.  Both
 * texts are of one value, also where the field takes a list.
 */
static int
accept(struct ask *a, const struct kind *kind, const struct field *f,
    const struct buf *typed, struct buf *out, struct err *err)
{
	struct buf object = BUF_INIT, content = BUF_INIT;
	struct json j = { 0 };
	const char *raw;
	size_t n;
	int rc = -1, t;

	json_open(&object, '{');
	json_key(&object, f->name);
	if (f->flags & FIELD_MANY)
		buf_addc(&object, '[');
	buf_add(&object, typed->p, typed->n);
	if (f->flags & FIELD_MANY)
		buf_addc(&object, ']');
	json_close(&object, '}');
	if (json_parse(&j, object.p, object.n, 0, err) == -1 ||
	    rec_change(&content, kind, &j, &a->cmd->s.context, err) == -1 ||
	    json_parse(&j, content.p, content.n, 0, err) == -1)
		goto out;
	t = json_get(&j, 0, f->name);
	if (t >= 0 && (f->flags & FIELD_MANY))
		t = json_first(&j, t);
	/* reason alone is taken for a change's own, and passed over */
	raw = t < 0 ? typed->p : json_raw(&j, t, &n);
	buf_add(out, raw, t < 0 ? typed->n : n);
	rc = 0;
out:
	buf_release(&object);
	buf_release(&content);
	json_release(&j);
	return rc;
}

/* What was typed, as the JSON that the field's type wants. */
static int
spell(struct ask *a, const struct field *f, const char *s, size_t n,
    struct buf *out, struct err *err)
{
	struct field one = *f;
	struct buf b = BUF_INIT;
	const char *word;
	int rc = 0;

	one.flags &= ~(unsigned)FIELD_MANY;
	switch (f->type) {
	case FIELD_WORD:
	case FIELD_CODE:
		rc = ask_word(a, f, s, n, &word, err);
		if (rc == 0)
			json_cstr(out, word);
		return rc;
	case FIELD_TIME:
		ask_time(a, s, n, &b);
		break;
	case FIELD_DATE:
		ask_date(a, s, n, &b);
		break;
	default:
		return rec_cell(out, &one, s, n, err);
	}
	json_string(out, buf_str(&b), b.n);
	buf_release(&b);
	return 0;
}

static void
complain(struct ask *a, const struct err *err)
{
	ask_say(a, "%s%s%s\n", err->msg, err->hint[0] == '\0' ? "" : " ",
	    err->hint);
}

/* A record that nobody can type the id of is found by name. */
static int
by_name(struct ask *a, const struct field *f, const char *s, size_t n,
    struct buf *json, struct err *err)
{
	struct buf typed = BUF_INIT;
	char id[ID_LEN];
	int rc;

	buf_add(&typed, s, n); /* the line is used again */
	rc = ask_find(a, f->refs, buf_str(&typed), typed.n, id, err);
	if (rc == 1) {
		buf_reset(json);
		json_cstr(json, id);
	} else if (rc == 0) {
		buf_reset(&a->unmatched);
		buf_add(&a->unmatched, buf_str(&typed), typed.n);
	}
	buf_release(&typed);
	return rc;
}

/* One value as typed; an answer the rules refuse is ST_DATA. */
static int
take(struct ask *a, const struct kind *kind, const struct field *f,
    const char *s, size_t n, struct buf *json, struct err *err)
{
	struct buf typed = BUF_INIT;
	struct err found;
	int rc = spell(a, f, s, n, &typed, err);

	if (rc == 0)
		rc = accept(a, kind, f, &typed, json, err);
	buf_release(&typed);
	if (rc == 0 || f->type != FIELD_REF || err->status != ST_DATA ||
	    !err_is(err, ERR_UNKNOWN_ID) || id_dashed(s, n))
		return rc;
	rc = by_name(a, f, s, n, json, &found);
	if (rc == -1)
		*err = found;
	if (rc == 0) {
		err_set(err, ST_DATA, ERR_UNKNOWN_ID,
		    "Nobody on record was found by that.");
		return err_hint(err, f->flags & FIELD_REQUIRED
			? "Type it again."
			: "Type it again, or press Enter to go on without.");
	}
	return rc == 1 ? 0 : -1;
}

/* Says how an answer was understood, where that is not plain. */
static void
confirm(struct ask *a, const struct field *f, const struct buf *json)
{
	struct buf b = BUF_INIT, id = BUF_INIT;

	if (json->n < 2)
		return;
	if (f->type == FIELD_TIME || f->type == FIELD_DATE) {
		ask_say_time(json->p + 1, json->n - 2, &b);
	} else if (f->type == FIELD_REF) {
		buf_add(&id, json->p + 1, json->n - 2);
		ask_name(a, buf_str(&id), &b);
	}
	if (b.n > 0)
		ask_say(a, "= %s\n", b.p + strspn(b.p, " "));
	buf_release(&b);
	buf_release(&id);
}

static const char *
how(const struct field *f)
{
	switch (f->type) {
	case FIELD_TIME:
		return "Such as 2026-09-15 09:05, 15/9/2026 9:05, yesterday "
		       "2:30pm, 9:05 (today) or now.";
	case FIELD_DATE:
		return "Such as 2026-09-15, 15/9/2026 or today.";
	case FIELD_BOOL:
		return "y or n.";
	case FIELD_INT:
		return "A whole number.";
	case FIELD_WORD:
	case FIELD_CODE:
		return "Its number, or the first letters of the word.";
	case FIELD_REF:
		if (f->flags & FIELD_OR_ROLE)
			return "A role (dsl, lead-dsl, headteacher, …), or a "
			       "name or id.";
		return kind_nth(f->refs, 0)->twin != NULL
		    ? "A name, or an id; also a UPN or a login."
		    : "Its id.";
	default:
		return NULL;
	}
}

static int
introduce(struct ask *a, const struct field *f, bool needed,
    struct err *err)
{
	char where[48] = "";

	if (a->at > 0)
		snprintf(where, sizeof(where), "%zu/%zu ", a->at, a->of);
	ask_say(a, "\n%s%s. %s%s\n", where, f->label, f->help,
	    needed || f->type == FIELD_OBJECT ? "" : " (Enter skips)");
	if ((f->type == FIELD_WORD || f->type == FIELD_CODE) &&
	    ask_show_words(a, f, err) == -1)
		return -1;
	if (how(f) != NULL)
		ask_say(a, "%s\n", how(f));
	return 0;
}

static void
lacking(struct ask *a, const struct field *f)
{
	if (f->why != NULL)
		ask_say(a, "This is needed: %s.\n", f->why);
	else
		ask_say(a, "This is needed.\n");
}

/* A value that fits one line. */
static int
ask_short(struct ask *a, const struct kind *kind, const struct field *f,
    bool needed, const char *preset, struct buf *json, struct err *err)
{
	struct buf prompt = BUF_INIT, one = BUF_INIT;
	const char *s;
	size_t n;
	int rc;

	if (preset != NULL)
		buf_addf(&prompt, "[%s] > ", preset);
	else
		buf_adds(&prompt, "> ");
	for (;;) {
		rc = ask_line(a, prompt.p, err);
		if (rc == -1)
			break;
		s = buf_str(&a->line);
		n = a->line.n;
		text_trim(&s, &n);
		if (n == 0 && preset != NULL) {
			s = preset;
			n = strlen(preset);
		}
		if (n == 0 && needed) {
			lacking(a, f);
			continue;
		}
		if (n == 0)
			break;
		buf_reset(&one);
		rc = take(a, kind, f, s, n, &one, err);
		if (rc == 0) {
			confirm(a, f, &one);
			buf_reset(json);
			buf_add(json, one.p, one.n);
			rc = 1;
			break;
		}
		if (err->status != ST_DATA)
			break;
		complain(a, err);
	}
	buf_release(&prompt);
	buf_release(&one);
	return rc;
}

/* Whatever is typed or written is kept, also when its writer stops. */
static int
write_text(struct ask *a, const struct field *f, struct buf *json,
    struct err *err)
{
	struct buf old = BUF_INIT, text = BUF_INIT;
	struct json j = { 0 };
	const char *s;
	size_t n;
	int rc = 2;

	if (json->n > 0 && json_parse(&j, json->p, json->n, 0, err) == 0) {
		s = json_text(&j, 0, &text, &n);
		buf_add(&old, s, n);
		buf_reset(&text);
	}
	if (ask_has_editor())
		rc = ask_edit(a, f, &old, &text, err);
	if (rc == 2) {
		ask_say(a, "Type it here. End with a line that holds a "
			   "single dot.\n");
		rc = ask_lines(a, &text, err);
	}
	if (text.n > 0) {
		buf_reset(json);
		json_string(json, text.p, text.n);
	}
	json_release(&j);
	buf_release(&old);
	buf_release(&text);
	return rc;
}

/* A text that may be left out is one line typed here, or e for more. */
static int
write_remark(struct ask *a, const struct field *f, struct buf *json,
    struct err *err)
{
	if (ask_line(a, "> ", err) == -1)
		return -1;
	if (text_equal(buf_str(&a->line), a->line.n, "e"))
		return write_text(a, f, json, err);
	if (a->line.n == 0)
		return 0;
	buf_reset(json);
	json_string(json, a->line.p, a->line.n);
	return 1;
}

static int
ask_text(struct ask *a, const struct kind *kind, const struct field *f,
    bool needed, struct buf *json, struct err *err)
{
	struct buf checked = BUF_INIT;
	int rc = 0;

	if (!needed)
		ask_say(a, ask_has_editor()
			? "One line here, or e to open the editor.\n"
			: "One line here, or e to write more.\n");
	else if (ask_has_editor())
		ask_say(a, "Your editor opens for it.\n");
	for (;;) {
		rc = needed ? write_text(a, f, json, err)
			    : write_remark(a, f, json, err);
		if (rc == -1 || (rc == 0 && (!needed || json->n > 0)))
			break;
		if (rc == 1) {
			buf_reset(&checked);
			rc = accept(a, kind, f, json, &checked, err);
			if (rc == 0) {
				rc = 1;
				break;
			}
			if (err->status != ST_DATA)
				break;
			complain(a, err);
		} else {
			lacking(a, f);
		}
		if (needed &&
		    ask_line(a, "Press Enter to write it. ", err) == -1) {
			rc = -1;
			break;
		}
	}
	buf_release(&checked);
	return rc;
}

static int
ask_object(struct ask *a, const struct field *f, struct buf *json,
    struct err *err)
{
	const struct kind part = { .name = f->name, .fields = f->sub };
	struct buf one = BUF_INIT;
	size_t at = a->at;
	int rc = 0;

	a->at = 0;
	buf_reset(json);
	json_open(json, '{');
	for (const struct field *s = f->sub; s->name != NULL && rc != -1;
	     s++) {
		buf_reset(&one);
		rc = ask_field(a, &part, s, s->flags & FIELD_REQUIRED, NULL,
		    &one, err);
		if (one.n == 0)
			continue;
		json_key(json, s->name);
		buf_add(json, one.p, one.n);
	}
	json_close(json, '}');
	a->at = at;
	buf_release(&one);
	return rc == -1 ? -1 : json->n > 2;
}

/* Several words may stand on one line, with commas or blanks between. */
static int
take_items(struct ask *a, const struct kind *kind, const struct field *f,
    struct buf *list, struct err *err)
{
	bool words = f->type == FIELD_WORD || f->type == FIELD_CODE;
	struct buf line = BUF_INIT, one = BUF_INIT, all = BUF_INIT;
	const char *s;
	size_t n;
	int rc = 0;

	buf_add(&line, buf_str(&a->line), a->line.n);
	buf_add(&all, list->p, list->n);
	s = line.p == NULL ? "" : line.p;
	while (rc == 0 && *s != '\0') {
		n = words ? strcspn(s, ", ;\t") : strlen(s);
		if (n > 0) {
			buf_reset(&one);
			rc = take(a, kind, f, s, n, &one, err);
			/* a word's quotes keep it from being part of another */
			if (rc == 0 && !(words &&
			    strstr(all.p, one.p) != NULL)) {
				json_item(&all);
				buf_add(&all, one.p, one.n);
			}
		}
		s += n + (s[n] != '\0');
	}
	if (rc == 0) {
		buf_reset(list);
		buf_add(list, all.p, all.n);
	}
	buf_release(&line);
	buf_release(&one);
	buf_release(&all);
	return rc;
}

/* One more thing for a list; 1 there was one, 0 the list is complete. */
static int
ask_item(struct ask *a, const struct kind *kind, const struct field *f,
    struct buf *list, struct err *err)
{
	struct buf one = BUF_INIT;
	int rc;

	if (f->type != FIELD_OBJECT) {
		rc = ask_line(a, list->n == 1 ? "> " : "Another, or Enter: ",
		    err);
		if (rc == -1 || a->line.n == 0)
			return rc;
		rc = take_items(a, kind, f, list, err);
		if (rc == -1 && err->status == ST_DATA) {
			complain(a, err);
			rc = 0;
		}
		return rc == -1 ? -1 : 1;
	}
	rc = ask_yes(a, list->n == 1 ? "Add one? [y/N] "
				     : "Add another? [y/N] ", false, err);
	if (rc == 1) {
		rc = ask_object(a, f, &one, err);
		if (one.n > 2) {
			json_item(list);
			buf_add(list, one.p, one.n);
		}
		rc = rc == -1 ? -1 : 1;
	}
	buf_release(&one);
	return rc;
}

static int
ask_list(struct ask *a, const struct kind *kind, const struct field *f,
    bool needed, struct buf *json, struct err *err)
{
	struct buf list = BUF_INIT;
	int rc;

	if (f->type != FIELD_OBJECT)
		ask_say(a, f->type == FIELD_WORD || f->type == FIELD_CODE
			? "Several may stand on one line; an empty line ends "
			  "the list.\n"
			: "One on each line; an empty line ends the list.\n");
	json_open(&list, '[');
	do {
		rc = ask_item(a, kind, f, &list, err);
		if (rc == 0 && needed && list.n == 1) {
			lacking(a, f);
			rc = 1;
		}
	} while (rc == 1);
	if (list.n > 1) {
		json_close(&list, ']');
		buf_reset(json);
		buf_add(json, list.p, list.n);
		rc = rc == -1 ? -1 : 1;
	}
	buf_release(&list);
	return rc;
}

int
ask_field(struct ask *a, const struct kind *kind, const struct field *f,
    bool needed, const char *preset, struct buf *json, struct err *err)
{
	if (introduce(a, f, needed, err) == -1)
		return -1;
	if (f->flags & FIELD_MANY)
		return ask_list(a, kind, f, needed, json, err);
	if (f->type == FIELD_OBJECT) {
		int rc = ask_yes(a, "Answer this? [y/N] ", false,
		    err);

		return rc == 1 ? ask_object(a, f, json, err) : rc;
	}
	if (f->type == FIELD_TEXT)
		return ask_text(a, kind, f, needed, json, err);
	return ask_short(a, kind, f, needed, preset, json, err);
}
