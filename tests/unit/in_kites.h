/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_TESTS_IN_KITES_H
#define VIGIL_TESTS_IN_KITES_H

/* Kites, to be read by in.c and to be refused by in_keep.c. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/in/in.h"

static const char *const word_colour[] = { "red", "dark-blue", NULL };

static const struct field field_maker[] = {
	{ .name = "name", .type = FIELD_LINE, .label = "Name" },
	{ .name = "phone", .type = FIELD_LINE, .label = "Phone" },
	{ .name = NULL }
};

static const struct field field_kite[] = {
	{ .name = "title", .type = FIELD_LINE, .label = "Title of it" },
	{ .name = "colour", .type = FIELD_WORD, .label = "Colour",
	    .words = word_colour },
	{ .name = "flown", .type = FIELD_BOOL, .label = "Flown" },
	{ .name = "made_on", .type = FIELD_DATE, .label = "Made" },
	{ .name = "tails", .type = FIELD_WORD, .flags = FIELD_MANY,
	    .label = "Tails", .words = word_colour },
	{ .name = "story", .type = FIELD_TEXT, .label = "Story" },
	{ .name = "maker", .type = FIELD_OBJECT, .label = "Maker",
	    .sub = field_maker },
	{ .name = "helpers", .type = FIELD_OBJECT, .flags = FIELD_MANY,
	    .label = "Helpers", .sub = field_maker },
	FIELDS_STORED
};

static const struct kind kind_kite = { .name = "kite",
	.prefix = "K",
	.flags = KIND_STORED,
	.fields = field_kite };

static char dir[] = "/tmp/vigil-in-XXXXXX";
static char path[128], folder[128], rejects[128];
static struct in_setup setup;
static struct in *in;
static const struct json *record;
static struct err e;
static int saved_stdin = -1;

static inline void
write_file(const char *name, const char *s, size_t n)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(s, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* Owned; "" for a file that is not there. */
static inline char *
slurp(const char *name)
{
	struct buf b = BUF_INIT;
	FILE *f = fopen(name, "r");
	int c;

	while (f != NULL && (c = getc(f)) != EOF)
		buf_addc(&b, (char)c);
	if (f != NULL)
		fclose(f);
	buf_addc(&b, '\0');
	return buf_steal(&b);
}

static inline void
holds(const char *name, const char *text)
{
	char *s = slurp(name);

	assert_string_equal(s, text);
	free(s);
}

static inline void
begin(void)
{
	memset(&setup, 0, sizeof(setup));
	setup.tool = "kite-add";
	setup.kind = &kind_kite;
	setup.folder = folder;
}

static inline void
open_file(const char *text)
{
	static const char *files[1];

	write_file(path, text, strlen(text));
	files[0] = path;
	setup.file = files;
	setup.nfiles = 1;
	assert_int_equal(in_open(&in, &setup, &e), 0);
}

/* The text comes from a pipe on standard input. */
static inline void
open_pipe(const char *text, size_t n)
{
	int fd[2];
	pid_t pid;

	assert_int_equal(pipe(fd), 0);
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		while (n > 0) {
			ssize_t w = write(fd[1], text, n);

			if (w < 0)
				_exit(1);
			text += w;
			n -= (size_t)w;
		}
		_exit(0);
	}
	close(fd[1]);
	saved_stdin = dup(STDIN_FILENO);
	dup2(fd[0], STDIN_FILENO);
	close(fd[0]);
	assert_int_equal(in_open(&in, &setup, &e), 0);
}

static inline void
done(void)
{
	in_close(in);
	in = NULL;
	if (saved_stdin >= 0) {
		dup2(saved_stdin, STDIN_FILENO);
		close(saved_stdin);
		saved_stdin = -1;
	}
}

/* Where the record last given stands. */
static inline void
stands(const char *file, long line)
{
	err_set(&e, ST_DATA, "here", "Here.");
	in_place(in, &e);
	assert_string_equal(e.file, file);
	assert_int_equal(e.line, line);
	err_clear(&e);
}

static inline void
gives(const char *json)
{
	struct buf b = BUF_INIT;

	if (in_next(in, &record, &e) != 1)
		fail_msg("no record, but %s %s", e.msg, e.hint);
	json_canon(&b, record, 0);
	assert_string_equal(b.p, json);
	buf_release(&b);
}

static inline void
bad(const char *code, long line, const char *field)
{
	assert_int_equal(in_next(in, &record, &e), -1);
	assert_int_equal(e.status, ST_DATA);
	assert_string_equal(e.code, code);
	assert_int_equal(e.line, line);
	assert_string_equal(e.field, field);
}

static inline void
at_end(void)
{
	assert_int_equal(in_next(in, &record, &e), 0);
}

static inline void
refuse(void)
{
	struct err why = e;

	assert_int_equal(in_refuse(in, &why, &e), 0);
}

static inline int
make_dir(void **state)
{
	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/input", dir);
	snprintf(folder, sizeof(folder), "%s/store.db.rejected", dir);
	snprintf(rejects, sizeof(rejects), "%s/rejects", dir);
	return 0;
}

static inline int
remove_dir(void **state)
{
	char line[128];

	(void)state;
	snprintf(line, sizeof(line), "rm -rf '%s'", dir);
	return system(line);
}

#endif
