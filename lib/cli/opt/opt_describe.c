/* SPDX-License-Identifier: ISC */
#include "cli/opt/opt.h"

#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/core/mem.h"
#include "cli/frame/cmd.h"
#include "opt_part.h"

/* Without memory the process ends in mem_alloc(): nothing here is NULL. */

static void
put(cJSON *object, const char *name, const char *value)
{
	if (value != NULL)
		(void)cJSON_AddStringToObject(object, name, value);
}

static void
put_bool(cJSON *object, const char *name, bool value)
{
	(void)cJSON_AddBoolToObject(object, name, value);
}

static void
put_item(cJSON *list, const char *value)
{
	(void)cJSON_AddItemToArray(list, cJSON_CreateString(value));
}

static void
put_words(cJSON *object, const char *name, const char *const *words)
{
	cJSON *list = cJSON_AddArrayToObject(object, name);

	for (size_t i = 0; words[i] != NULL; i++)
		put_item(list, words[i]);
}

static void
put_option(cJSON *list, const struct command *c, const struct opt *o)
{
	cJSON *object = cJSON_CreateObject(), *words;
	char letter[] = { o->letter, '\0' };
	const char *w;
	size_t n;

	(void)cJSON_AddItemToArray(list, object);
	put(object, "name", o->name);
	if (o->letter != 0)
		put(object, "letter", letter);
	if (o->type != OPT_FLAG)
		put(object, "arg", o->arg);
	put_bool(object, "many", o->many);
	put(object, "help", o->help);
	if (o->type != OPT_WORD)
		return;
	words = cJSON_AddArrayToObject(object, "words");
	for (size_t i = 0; (w = opt_word(c, o, i, &n)) != NULL; i++) {
		char *word = mem_copy(w, n);

		put_item(words, word);
		free(word);
	}
}

static const char *
type_name(const struct field *f)
{
	static const char *const names[] = {
		[FIELD_TEXT] = "text",
		[FIELD_LINE] = "line",
		[FIELD_DATE] = "date",
		[FIELD_TIME] = "time",
		[FIELD_BOOL] = "bool",
		[FIELD_INT] = "int",
		[FIELD_WORD] = "word",
		[FIELD_CODE] = "code",
		[FIELD_REF] = "ref",
		[FIELD_OBJECT] = "object",
		[FIELD_RECEIPT] = "receipt",
	};

	return names[f->type];
}

/* A kind's fields, and theirs, as deep as the tables go. */
static void
put_fields(cJSON *object, const char *name, const struct field *f)
{
	cJSON *list = cJSON_AddArrayToObject(object, name), *o;

	for (; f != NULL && f->name != NULL; f++) {
		(void)cJSON_AddItemToArray(list, o = cJSON_CreateObject());
		put(o, "name", f->name);
		put(o, "type", type_name(f));
		put_bool(o, "many", (f->flags & FIELD_MANY) != 0);
		put_bool(o, "required", (f->flags & FIELD_REQUIRED) != 0);
		if ((f->flags & FIELD_PROGRESS) != 0)
			put_bool(o, "progress", true);
		if (f->words != NULL)
			put_words(o, "words", f->words);
		put(o, "list", f->list);
		put(o, "refs", f->refs);
		put(o, "help", f->help);
		put(o, "why", f->why);
		if (f->sub != NULL)
			put_fields(o, "fields", f->sub);
	}
}

static void
put_kind(cJSON *object, const struct kind *kind)
{
	put_fields(object, kind->name, kind->fields);
}

/* What the manual says of a kind beside its fields. */
static void
put_register(cJSON *object, const struct kind *kind)
{
	cJSON *of = cJSON_AddObjectToObject(object, "of");

	put(of, "kind", kind->name);
	put(of, "summary", kind->summary);
	put(of, "at", kind->at);
	put(of, "ends", kind->ends);
	put(of, "closed", kind->closed);
	if (kind->mine != NULL)
		put_words(of, "mine", kind->mine);
	put(of, "pending", kind->pending);
}

static void
put_kinds(cJSON *object, const struct command *c)
{
	cJSON *reads = cJSON_AddArrayToObject(object, "reads"), *of;
	const struct opt *o;

	if (c->kind != NULL && (c->groups & OPTS_INPUT) != 0)
		put_item(reads, c->kind->name);
	for (size_t i = 0; c->reads != NULL && c->reads[i] != NULL; i++)
		put_item(reads, c->reads[i]->name);
	if (c->prints != NULL || c->kind != NULL)
		put(object, "prints", c->prints != NULL ? c->prints->name :
		    c->kind->name);
	if (c->kind != NULL) {
		put_register(object, c->kind);
		put_fields(object, "fields", c->kind->fields);
	}
	of = cJSON_AddObjectToObject(object, "fields_of");
	for (size_t i = 0; c->reads != NULL && c->reads[i] != NULL; i++)
		put_kind(of, c->reads[i]);
	if (c->prints != NULL)
		put_kind(of, c->prints);
	for (size_t i = 0; (o = opt_row(c, i)) != NULL; i++) {
		if (o->prints != NULL)
			put_kind(of, o->prints);
	}
}

void
opt_describe(struct buf *b, const struct command *c)
{
	static const char *const store[] = {
		[STORE_NONE] = "none",
		[STORE_READS] = "reads",
		[STORE_LOGS] = "logs",
		[STORE_WRITES] = "writes",
	};
	cJSON_Hooks hooks = { mem_alloc, free };
	cJSON *object, *options;
	const struct opt *o;
	char *text;

	cJSON_InitHooks(&hooks);
	object = cJSON_CreateObject();
	put(object, "tool", c->name);
	put(object, "summary", c->summary);
	put(object, "operands", c->operands);
	put(object, "right", c->open_to_all ? NULL : c->name);
	put(object, "store", store[c->store]);
	options = cJSON_AddArrayToObject(object, "options");
	for (size_t i = 0; (o = opt_row(c, i)) != NULL; i++)
		put_option(options, c, o);
	put_kinds(object, c);
	text = cJSON_PrintUnformatted(object);
	buf_adds(b, text);
	buf_addc(b, '\n');
	free(text);
	cJSON_Delete(object);
}
