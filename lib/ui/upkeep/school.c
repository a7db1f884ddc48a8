/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/yaml/yaml.h"
#include "session/caller/account.h"
#include "base/core/atomic.h"
#include "ui/calendar/calendar.h"
#include "cli/frame/cmd_inside.h"
#include "ui/upkeep/left.h"
#include "ui/upkeep/school.h"

/* In the file it is plainly its kind; a record's kind is another matter. */
#define FILE_KIND "kind"
#define RECORD_KIND "school_kind"

/* YAML has only text; a field's type says what JSON it becomes. */
static int
put_node(struct buf *b, const struct field *fields, const struct yaml *map,
    struct err *err)
{
	json_open(b, '{');
	for (const struct yaml *n = map->child; n != NULL; n = n->next) {
		const char *name = strcmp(n->key, FILE_KIND) == 0
		    ? RECORD_KIND
		    : n->key;
		const struct field *f = field_named(fields, name,
		    strlen(name));

		json_key(b, name);
		if (f == NULL || (f->type != FIELD_OBJECT &&
				     n->type == YAML_SCALAR)) {
			static const struct field text = { .name = "",
				.type = FIELD_TEXT };

			if (rec_cell(b, f == NULL ? &text : f,
				n->value == NULL ? "" : n->value,
				strlen(n->value == NULL ? "" : n->value),
				err) == -1)
				return -1;
		} else if (f->type == FIELD_OBJECT && n->type == YAML_MAP) {
			if (put_node(b, f->sub, n, err) == -1)
				return -1;
		} else if (n->type == YAML_LIST) {
			json_open(b, '[');
			for (const struct yaml *i = n->child; i != NULL;
			     i = i->next) {
				json_item(b);
				json_cstr(b, i->value == NULL ? "" : i->value);
			}
			json_close(b, ']');
		} else {
			return yaml_fail(n, err, "%s is not written like "
						 "this.", n->key);
		}
	}
	json_close(b, '}');
	return 0;
}

static int
read_school(const char *path, struct buf *json, struct buf *calendar,
    struct err *err)
{
	struct yaml *tree = yaml_load(path, err);
	const struct field *fields = kind_school.fields;
	const char *keys[32], *name, *slash = strrchr(path, '/');
	size_t n = 0;
	int rc = -1;

	for (; fields->name != NULL; fields++)
		keys[n++] = strcmp(fields->name, RECORD_KIND) == 0
		    ? FILE_KIND
		    : fields->name;
	keys[n] = NULL;
	if (tree == NULL || yaml_only(tree, keys, err) == -1 ||
	    put_node(json, kind_school.fields, tree, err) == -1 ||
	    yaml_str(tree, "calendar", true, &name, err) == -1)
		goto out;
	if (name[0] != '/' && slash != NULL)
		buf_add(calendar, path, (size_t)(slash - path) + 1);
	buf_adds(calendar, name);
	rc = 0;
out:
	yaml_free(tree);
	return rc;
}

/* The calendar's record: its file's name and text. */
static int
put_calendar(struct cmd *cmd, const char *path, const struct buf *text,
    struct err *err)
{
	struct buf json = BUF_INIT;
	struct json j = { 0 };
	int rc;

	json_open(&json, '{');
	json_pair(&json, "name", path);
	json_key(&json, "text");
	json_string(&json, text->p, text->n);
	json_close(&json, '}');
	rc = json_parse(&j, json.p, json.n, 0, err);
	if (rc == 0)
		rc = session_put(&cmd->s, &kind_calendar, &j, NULL, err);
	json_release(&j);
	buf_release(&json);
	return rc;
}

/* A field that is wrong in the school file is trouble with configuration. */
static int
as_configuration(struct err *err, const char *path)
{
	if (err->status == ST_DATA) {
		err->status = ST_CONFIG;
		err_place(err, path, 0);
	}
	return -1;
}

static int
fill(struct cmd *cmd, const struct json *school, const char *calendar,
    const struct buf *text, struct err *err)
{
	if (account_calls(&cmd->s, err) == -1 ||
	    session_begin(&cmd->s, err) == -1 ||
	    session_put(&cmd->s, &kind_school, school, NULL, err) == -1 ||
	    put_calendar(cmd, calendar, text, err) == -1)
		return -1;
	return store_commit(cmd->s.store, err);
}

/* It is made beside its place, and nothing is told before it is there. */
static int
make(struct cmd *cmd, const struct json *school, const char *calendar,
    const struct buf *text, struct err *err)
{
	char *sql = session_data(&cmd->s, "migrations");
	struct atomic s = { 0 };
	struct stat st;
	int rc = -1;

	if (lstat(cmd->s.store_path, &st) == 0) {
		atomic_exists(cmd->s.store_path, err);
		goto out;
	}
	left_sweep(cmd, cmd->s.store_path);
	if (store_folders(cmd->s.store_path, err) == -1 ||
	    atomic_make(&s, cmd->s.store_path, err) == -1)
		goto out;
	if (store_create(&cmd->s.store, s.file, sql, err) == 0)
		rc = fill(cmd, school, calendar, text, err);
	store_close(cmd->s.store);
	cmd->s.store = NULL;
	if (rc == -1)
		atomic_name(&s, err);
	else
		rc = atomic_place(s.file, cmd->s.store_path, err);
	atomic_drop(&s);
out:
	free(sql);
	return rc;
}

/* The school, which is the first entry; its calendar's text is not shown. */
static int
show(struct cmd *cmd, struct err *err)
{
	cmd->s.stored += cmd->s.pending;
	cmd->s.pending = 0;
	if (store_open(&cmd->s.store, cmd->s.store_path, STORE_READ, err) ==
		-1 ||
	    store_entries(cmd->s.store, 1, 1, cmd_print, cmd, err) == -1)
		return -1;
	return out_flush(cmd->out, err);
}

int
school_create(struct cmd *cmd, const char *path, struct err *err)
{
	struct buf json = BUF_INIT, calendar = BUF_INIT, text = BUF_INIT,
		   check = BUF_INIT;
	struct json school = { 0 };
	int rc = -1;

	if (read_school(path, &json, &calendar, err) == -1 ||
	    json_parse(&school, json.p, json.n, 0, err) == -1 ||
	    rec_accept(&check, &kind_school, &school, &cmd->s.context, err) ==
		-1 ||
	    calendar_file(&text, buf_str(&calendar), err) == -1 ||
	    calendar_read(&cmd->s.calendar, buf_str(&text), text.n,
		buf_str(&calendar), err) == -1)
		as_configuration(err, path);
	else
		rc = make(cmd, &school, buf_str(&calendar), &text, err);
	if (rc == 0)
		rc = show(cmd, err);
	json_release(&school);
	buf_release(&json);
	buf_release(&calendar);
	buf_release(&text);
	buf_release(&check);
	return rc;
}

int
school_text(struct cmd *cmd, const char *field, struct buf *text,
    struct err *err)
{
	struct stored school;
	int rc = store_only(cmd->s.store, &kind_school, &school, err);

	if (rc != 1)
		return rc;
	if (json_parse(&cmd->s.tape, school.body, school.len, 0, err) == -1)
		return -1;
	session_text(&cmd->s, &cmd->s.tape, field, text);
	return 0;
}
