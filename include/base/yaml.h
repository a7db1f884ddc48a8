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

#include "base/err.h"

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

/* A list of words as bits, by their places; absent leaves *out as it is. */
int yaml_bits(const struct yaml *map, const char *key,
    const char *const *words, uint64_t *out, struct err *);

/* A scalar's place in a list of words; -1, and the nearest is named. */
int yaml_word(const struct yaml *, const char *const *words, struct err *);

/* The same of a map's member, typed like those above. */
int yaml_get_word(const struct yaml *map, const char *key, bool must,
    const char *const *words, int *out, struct err *);

/* A map's member into size bytes, NUL included; an absent one is "". */
int yaml_copy(const struct yaml *map, const char *key, bool must, char *out,
    size_t size, struct err *);

#endif
