/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_YAML_H
#define VIGIL_BASE_YAML_H

/*
 * Administrators' files: a small part of YAML 1.1 read by libyaml into a
 * tree.  At most 64 KiB, depth 8, one document, no anchors, aliases or tags,
 * no key twice in a map, well-formed UTF-8 without NUL; every scalar stays a
 * string until a caller types it here.  Every error is ST_CONFIG and names
 * file and line.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/core/err.h"

enum yaml_type { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_type type;
	bool quoted;	     /* the scalar stood in quotes */
	int line;	     /* 1 is the first; of its key where it has one */
	const char *file;    /* the document's name, shared by its nodes */
	char *key;	     /* its name in a map, or NULL */
	char *value;	     /* of a scalar */
	size_t n;	     /* bytes of value; children of a list or map */
	struct yaml *child;  /* first */
	struct yaml *next;
};

/* libyaml exports a yaml_free of its own; the linker must not see two. */
#define yaml_free yaml_tree_free

/*
 * NULL on an error.  A file that is not there: code "no-file"; one of which
 * all lines are comments: "only-comments".  The tree is freed by its root.
 */
struct yaml *yaml_load(const char *path, struct err *);
struct yaml *yaml_read(const char *text, size_t n, const char *name,
    struct err *);
void yaml_free(struct yaml *);

/*
 * The same, read no further than an item of a list in the outermost map for
 * which enough() is true: what stands after it is not looked at.
 */
typedef bool yaml_enough(void *arg, const struct yaml *item);
struct yaml *yaml_load_until(const char *path, yaml_enough *, void *arg,
    struct err *);

/* The value of a key, or NULL (also for a value left empty, ~ or null). */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

/* ST_CONFIG, code "bad-file", placed at this node.  Returns -1. */
int yaml_fail(const struct yaml *, struct err *, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Refuses a key of the map that is not in the NULL-terminated list, naming
 * the nearest right one.
 */
int yaml_only(const struct yaml *map, const char *const *keys, struct err *);

/*
 * Typed reading of a map's member.  must: an absent one is an error;
 * otherwise absent leaves *out as it is and returns 0.  A string is
 * borrowed.  A bool is true, false, yes or no.
 */
int yaml_str(const struct yaml *map, const char *key, bool must,
    const char **out, struct err *);
int yaml_int(const struct yaml *map, const char *key, bool must,
    int64_t *out, struct err *);
int yaml_bool(const struct yaml *map, const char *key, bool must, bool *out,
    struct err *);
int yaml_date(const struct yaml *map, const char *key, bool must,
    int32_t *out, struct err *);

/* A scalar's place in a list of words; -1, and the right ones are named. */
int yaml_word(const struct yaml *, const char *const *words, struct err *);

/*
 * A map read by a table into a struct.  Each row is a name that may stand in
 * the map and the member of the struct that it fills; any other name is
 * refused, and so is a value of another type.  A member whose name is absent
 * stays as the form's blank has it.
 */
enum yaml_takes {
	YAML_ANY,    /* may stand there, and is not read */
	YAML_TEXT,   /* const char *, borrowed; one of words, if there are */
	YAML_NUMBER, /* int or int64_t */
	YAML_YES,    /* bool */
	YAML_DAY,    /* int32_t */
	YAML_WORD,   /* an enum or int: the place among words, from least */
	YAML_BITS,   /* unsigned or uint64_t: a list of words, so as bits */
	YAML_TEXTS,  /* const char **: a list that ends in NULL, never NULL */
	YAML_FORM,   /* a struct: a map */
	YAML_FORMS,  /* a pointer to structs, their number in count: a list */
	YAML_OWN     /* what own() makes of it, or of the map for name "" */
};

enum {
	YAML_MUST = 1 << 0,  /* absent is an error */
	YAML_FIRST = 1 << 1, /* the first row: looked at before all names */
	YAML_LONE = 1 << 2,  /* a list of one text may be the text alone */
	YAML_NAMED = 1 << 3  /* of forms: a map, each has its key */
};

/* member is the struct itself where the row names none. */
typedef int yaml_own(const struct yaml *, void *member, void *arg,
    struct err *);

struct yaml_field {
	const char *name; /* NULL ends the table */
	enum yaml_takes takes;
	unsigned flags;
	size_t at, size; /* of the member: YAML_IN(); none: not kept */
	const char *const *words; /* NULL-terminated */
	/* of a number or a day, of a text's bytes, of how many in a list;
	   both 0: any */
	int64_t least, most;
	const struct yaml_form *form;
	size_t count; /* where the number of forms goes: offsetof() */
	yaml_own *own;
};

#define YAML_IN(type, member)                                              \
	.at = offsetof(type, member), .size = sizeof(((type *)0)->member)

struct yaml_form {
	const struct yaml_field *fields;
	size_t size;	   /* of the struct */
	const void *blank; /* one of nothing read; NULL: zeroes */
	yaml_own *check;   /* what no single row can say; or NULL */
};

/*
 * out need not be initialised, and holds nothing to drop after an error.
 * Texts are borrowed from the tree; lists and forms are out's, until
 * yaml_drop() by the same table.  arg is for the functions of the table.
 */
int yaml_into(const struct yaml *map, const struct yaml_form *, void *out,
    void *arg, struct err *);
void yaml_drop(const struct yaml_form *, void *out);

/* A row alone; the other names of the map are not looked at. */
int yaml_row(const struct yaml *map, const struct yaml_field *, void *out,
    void *arg, struct err *);

#endif
