/* SPDX-License-Identifier: ISC */
#include "base/yaml/yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <yaml.h>

#include "base/core/mem.h"
#include "base/text/text.h"

#define PIECE 512
#define MAX_BYTES (64 * 1024)
#define MAX_DEPTH 8

struct reader {
	yaml_parser_t parser;
	const char *name;  /* the document's, as the caller gave it */
	const char *file;  /* the root's copy of it, once there is a root */
	const char *text;
	size_t n;
	size_t at, chars; /* a place in text, in bytes and in characters */
	yaml_enough *enough; /* or NULL: all is read */
	size_t given; /* bytes of text, to the parser */
	void *arg;
	bool stopped;
	struct err *err;
};

static struct yaml *read_node(struct reader *, yaml_event_t *, int);

int
yaml_fail(const struct yaml *y, struct err *err, const char *fmt, ...)
{
	char msg[sizeof(err->msg)];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	msg[text_utf8(msg, strlen(msg))] = '\0'; /* cut within a character */
	(void)err_set(err, ST_CONFIG, ERR_BAD_FILE, "%s", msg);
	return err_place(err, y->file, y->line);
}

static int __attribute__((format(printf, 3, 4)))
fail(struct reader *r, size_t line, const char *fmt, ...)
{
	struct yaml here = {.file = r->name, .line = (int)line};
	char msg[sizeof(r->err->msg)];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	return yaml_fail(&here, r->err, "%s", msg);
}

static size_t
line_of(const char *text, size_t at)
{
	const char *p = text, *end = text + at;
	size_t line = 1;

	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		line++;
		p++;
	}
	return line;
}

static int
next_event(struct reader *r, yaml_event_t *ev)
{
	const char *why;
	size_t line;

	if (yaml_parser_parse(&r->parser, ev))
		return 0;
	if (r->parser.error == YAML_MEMORY_ERROR)
		return err_set(r->err, ST_FAULT, "memory", "Out of memory.");
	if (r->parser.error == YAML_READER_ERROR)
		line = line_of(r->text, r->parser.problem_offset < r->n ?
		    r->parser.problem_offset : r->n);
	else
		line = r->parser.problem_mark.line + 1;
	why = r->parser.problem;
	(void)fail(r, line, "The file cannot be understood here: %s.",
	    why != NULL ? why : "it is not written as YAML");
	return err_hint(r->err, "Indent with blanks, not tabs, and put words "
	    "that hold a colon or # in quotes.");
}

/* Piecewise, since libyaml looks through all that it is given at once. */
static int
give(void *arg, unsigned char *out, size_t size, size_t *got)
{
	struct reader *r = arg;
	size_t n = r->n - r->given;

	if (n > size)
		n = size;
	if (r->enough != NULL && n > PIECE)
		n = PIECE;
	memcpy(out, r->text + r->given, n);
	r->given += n;
	*got = n;
	return 1;
}

/* libyaml drops the tag "!" before a scalar unseen, so look at the byte. */
static bool
tag_stands_at(struct reader *r, size_t chars)
{
	while (r->at < r->n && (r->chars < chars ||
	    ((unsigned char)r->text[r->at] & 0xc0) == 0x80)) {
		if (((unsigned char)r->text[r->at] & 0xc0) != 0x80)
			r->chars++;
		r->at++;
	}
	return r->chars == chars && r->at < r->n && r->text[r->at] == '!';
}

/* Refuses what our small part of YAML leaves out. */
static int
check_event(struct reader *r, const yaml_event_t *ev)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	size_t line = ev->start_mark.line + 1;

	switch (ev->type) {
	case YAML_SCALAR_EVENT:
		anchor = ev->data.scalar.anchor;
		tag = ev->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = ev->data.sequence_start.anchor;
		tag = ev->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = ev->data.mapping_start.anchor;
		tag = ev->data.mapping_start.tag;
		break;
	case YAML_ALIAS_EVENT:
		return fail(r, line, "A value may not point to another place "
		    "with *. Write it out.");
	default:
		return fail(r, line, "Something else was expected here.");
	}
	if (anchor != NULL)
		return fail(r, line, "A value may not be given a name with &. "
		    "Put words that begin with & in quotes.");
	if (tag != NULL || tag_stands_at(r, ev->start_mark.index))
		return fail(r, line, "A value may not be given a type with !. "
		    "Put words that begin with ! in quotes.");
	if (ev->type == YAML_SCALAR_EVENT &&
	    memchr(ev->data.scalar.value, '\0', ev->data.scalar.length) != NULL)
		return fail(r, line, "A value may not hold the character NUL.");
	return 0;
}

static struct yaml *
new_node(struct reader *r, const yaml_event_t *ev, enum yaml_type type)
{
	struct yaml *y;
	size_t n;
	char *name;

	if (r->file == NULL) {
		/* The root; the name lives in the same piece of memory. */
		n = strlen(r->name) + 1;
		y = mem_alloc(sizeof(*y) + n);
		name = (char *)(y + 1);
		memcpy(name, r->name, n);
		r->file = name;
	} else
		y = mem_alloc(sizeof(*y));
	y->type = type;
	y->file = r->file;
	y->line = (int)ev->start_mark.line + 1;
	return y;
}

static char *
read_key(struct reader *r, const yaml_event_t *ev, const struct yaml *map)
{
	size_t line = ev->start_mark.line + 1, n;
	const struct yaml *c;
	char *key;

	if (check_event(r, ev) == -1)
		return NULL;
	if (ev->type != YAML_SCALAR_EVENT || ev->data.scalar.length == 0) {
		(void)fail(r, line, "A name is expected here, before the "
		    "colon.");
		return NULL;
	}
	n = ev->data.scalar.length;
	key = mem_copy((const char *)ev->data.scalar.value, n);
	for (c = map->child; c != NULL; c = c->next)
		if (strcmp(c->key, key) == 0) {
			(void)fail(r, line, "This name stands here twice, "
			    "first in line %d. Keep one of them.", c->line);
			free(key);
			return NULL;
		}
	return key;
}

/* Everything up to the end of the list or map. */
static int
read_children(struct reader *r, struct yaml *y, int depth)
{
	yaml_event_type_t last = y->type == YAML_MAP ?
	    YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
	struct yaml **end = &y->child;
	yaml_event_t ev;
	char *key = NULL;
	int line = 0;

	for (;;) {
		if (next_event(r, &ev) == -1)
			return -1;
		if (ev.type == last) {
			yaml_event_delete(&ev);
			return 0;
		}
		if (y->type == YAML_MAP) {
			key = read_key(r, &ev, y);
			line = (int)ev.start_mark.line + 1;
			yaml_event_delete(&ev);
			if (key == NULL)
				return -1;
			if (next_event(r, &ev) == -1) {
				free(key);
				return -1;
			}
		}
		*end = read_node(r, &ev, depth);
		yaml_event_delete(&ev);
		if (*end == NULL) {
			free(key);
			return -1;
		}
		if (key != NULL) {
			(*end)->key = key;
			(*end)->line = line;
			key = NULL;
		}
		y->n++;
		if (r->enough != NULL && depth == 2 && y->type == YAML_LIST &&
		    r->enough(r->arg, *end))
			r->stopped = true;
		if (r->stopped)
			return 0;
		end = &(*end)->next;
	}
}

static struct yaml *
read_node(struct reader *r, yaml_event_t *ev, int depth)
{
	struct yaml *y;

	if (check_event(r, ev) == -1)
		return NULL;
	if (ev->type == YAML_SCALAR_EVENT) {
		y = new_node(r, ev, YAML_SCALAR);
		y->n = ev->data.scalar.length;
		y->value = mem_copy((const char *)ev->data.scalar.value, y->n);
		y->quoted = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
		return y;
	}
	if (depth == MAX_DEPTH) {
		(void)fail(r, ev->start_mark.line + 1, "Lists and maps may "
		    "stand in one another %d deep, and this is deeper.",
		    MAX_DEPTH);
		return NULL;
	}
	y = new_node(r, ev, ev->type == YAML_MAPPING_START_EVENT ? YAML_MAP :
	    YAML_LIST);
	if (read_children(r, y, depth + 1) == -1) {
		yaml_free(y);
		return NULL;
	}
	return y;
}

static struct yaml *
read_document(struct reader *r)
{
	struct yaml *y = NULL;
	yaml_event_t ev;
	bool directive;

	/* The start of the stream, then that of the document. */
	if (next_event(r, &ev) == -1)
		return NULL;
	yaml_event_delete(&ev);
	if (next_event(r, &ev) == -1)
		return NULL;
	if (ev.type != YAML_DOCUMENT_START_EVENT) {
		yaml_event_delete(&ev);
		(void)fail(r, 1, "The file is empty.");
		if (memchr(r->text, '#', r->n) != NULL)
			r->err->code = ERR_ONLY_COMMENTS;
		return NULL;
	}
	directive = ev.data.document_start.version_directive != NULL ||
	    ev.data.document_start.tag_directives.start !=
	    ev.data.document_start.tag_directives.end;
	yaml_event_delete(&ev);
	if (directive) {
		(void)fail(r, 1, "Lines that begin with %% are not taken. "
		    "Leave them out.");
		return NULL;
	}

	if (next_event(r, &ev) == -1)
		return NULL;
	y = read_node(r, &ev, 0);
	yaml_event_delete(&ev);
	if (y == NULL || r->stopped)
		return y;

	/* Its end, and nothing after it. */
	if (next_event(r, &ev) == -1)
		goto bad;
	yaml_event_delete(&ev);
	if (next_event(r, &ev) == -1)
		goto bad;
	if (ev.type != YAML_STREAM_END_EVENT) {
		(void)fail(r, ev.start_mark.line + 1, "A second document "
		    "begins here. Put it in a file of its own.");
		yaml_event_delete(&ev);
		goto bad;
	}
	yaml_event_delete(&ev);
	return y;
bad:
	yaml_free(y);
	return NULL;
}

static struct yaml *
read_text(const char *text, size_t n, const char *name, yaml_enough *enough,
    void *arg, struct err *err)
{
	struct reader r = { .name = name, .enough = enough, .arg = arg,
		.err = err };
	struct yaml *y;
	const char *nul;
	size_t good;

	if (n > MAX_BYTES) {
		(void)fail(&r, 0, "The file is larger than %d KiB, the most "
		    "that is read.", MAX_BYTES / 1024);
		return NULL;
	}
	if ((nul = memchr(text, '\0', n)) != NULL) {
		(void)fail(&r, line_of(text, (size_t)(nul - text)),
		    "The file holds the character NUL. Save it as plain text.");
		return NULL;
	}
	if ((good = text_utf8(text, n)) < n) {
		(void)fail(&r, line_of(text, good), "The file is not UTF-8 "
		    "here. Save it as UTF-8.");
		return NULL;
	}
	if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3; /* libyaml would count the mark as a column */
		n -= 3;
	}
	r.text = text;
	r.n = n;
	if (!yaml_parser_initialize(&r.parser)) {
		(void)err_set(err, ST_FAULT, "memory", "Out of memory.");
		return NULL;
	}
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&r.parser, give, &r);
	y = read_document(&r);
	yaml_parser_delete(&r.parser);
	return y;
}

struct yaml *
yaml_read(const char *text, size_t n, const char *name, struct err *err)
{
	return read_text(text, n, name, NULL, NULL, err);
}

struct yaml *
yaml_load(const char *path, struct err *err)
{
	return yaml_load_until(path, NULL, NULL, err);
}

struct yaml *
yaml_load_until(const char *path, yaml_enough *enough, void *arg,
    struct err *err)
{
	struct yaml *y = NULL;
	char *text = NULL;
	size_t n = 0;
	ssize_t got = 1;
	int fd;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) == -1) {
		if (errno == ENOENT || errno == ENOTDIR)
			(void)err_set(err, ST_CONFIG, ERR_NO_FILE,
			    "There is no file %s.", path);
		else
			(void)err_sys(err, ST_CONFIG, "unreadable",
			    "%s cannot be opened", path);
		return NULL;
	}
	text = mem_resize(NULL, MAX_BYTES + 1, 1);
	while (n <= MAX_BYTES && got != 0) {
		got = read(fd, text + n, MAX_BYTES + 1 - n);
		if (got > 0)
			n += (size_t)got;
		else if (got == -1 && errno == EISDIR) {
			(void)err_set(err, ST_CONFIG, "unreadable",
			    "%s is a folder, and a file is needed.", path);
			goto out;
		} else if (got == -1 && errno != EINTR) {
			(void)err_sys(err, ST_CONFIG, "unreadable",
			    "%s cannot be read", path);
			goto out;
		}
	}
	y = read_text(text, n, path, enough, arg, err);
out:
	free(text);
	(void)close(fd);
	return y;
}

void
yaml_free(struct yaml *y)
{
	struct yaml *next;

	for (; y != NULL; y = next) {
		next = y->next;
		yaml_free(y->child);
		free(y->key);
		free(y->value);
		free(y);
	}
}
