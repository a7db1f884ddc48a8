/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_SCR_IMPORT_PART_H
#define VIGIL_CLI_SCR_IMPORT_PART_H

/* What the scr_import*.c files share. */

#include "ui/scr_import/scr_import.h"

#define PERSON_FIELDS 24 /* more than there are */
#define CHECK_PARTS 9	 /* the fields of a check past person and type */

/* A part of a record, as JSON, and the column that said it. */
struct part {
	struct buf json; /* empty: nothing said it */
	size_t column;
};

/* A check that the cells of a row make. */
struct line {
	struct part part[CHECK_PARTS];
	size_t column; /* of its cell */
	bool cell;     /* it says something … */
	bool bad;      /* … that could not be read */
	bool any;      /* some part has been said */
};

struct fault {
	size_t column;
	struct err err;
};

/* Adults by how they are named, each in one place: a set of texts. */
struct name_set {
	struct name {
		size_t text; /* where in texts */
		long line;
		const char *file; /* NULL: on record */
		char id[ID_LEN];
		bool several; /* more than one adult has it */
	} *v;
	size_t n;
	size_t *slot; /* 0 is free, else 1 + the place in v */
	size_t nslots;
	struct buf texts;
};

/* The name with this text; added where it was not there. */
struct name *name_set_add(struct name_set *, const char *, bool *added);
struct name *name_set_get(const struct name_set *, const char *);
void name_set_release(struct name_set *);

/* A check on record of the adult whose row it is. */
struct held {
	char id[ID_LEN];
	int type;
	long series;	    /* place among those of the import, or 0 */
	int version;
	struct buf content; /* without client_id */
};

struct scr_import {
	struct cmd *cmd;
	struct name_set seen;	/* in this input */
	struct name_set known;	/* on record, by names and birthday */
	bool loaded;
	struct part person[PERSON_FIELDS];
	struct buf own;		/* members x_… of the person */
	struct line line[CHECK_TYPES];
	struct fault *fault;
	size_t nfaults, faults_cap;
	struct held *held;
	size_t nheld, held_cap;
	char base[ID_LEN];	/* of the adult last stored */
	struct buf client, series; /* client_id; how its checks are named */
	struct buf record;	/* what typed is parsed from */
	struct buf text, content, scratch, key, was;
	struct json typed, json, json2;
};

/*
 * scr_import_fault.c: what is wrong with a row is told all at once.  A fault
 * is of a column and the full name of its field (identity.date); or only of
 * a field, whose column is found.  scr_fault_tell() is 0, or gives the first
 * in the order of the columns, the others to what refuses the row.
 */
void scr_fault_add(struct scr_import *, size_t column, const char *field,
    struct err *);
void scr_fault_named(struct scr_import *, struct err *);
int scr_fault_tell(struct scr_import *, struct err *);
bool scr_fault_of(const struct scr_import *, const char *field);

/* scr_import_row.c: the cells of a row, and what it stores or would store */
int scr_import_row(struct scr_import *, struct err *);

/*
 * scr_import_put.c: the client_id of the adult typed (im->typed) into
 * im->client; whether the adult came before in this input (ST_DATA); the one
 * on record, 1 or 0; stored anew (id NULL) or amended, the id in im->base.
 */
void scr_import_client(struct scr_import *);
int scr_import_once(struct scr_import *, struct err *);
int scr_import_known(struct scr_import *, char id[ID_LEN], struct err *);
int scr_import_person(struct scr_import *, const char *id, struct err *);

/* The checks (if any) on record of an adult, for scr_import_check(). */
int scr_import_held(struct scr_import *, const char *id, bool any,
    struct err *);

/* im->typed, a check without client_id: added unless it was said before. */
int scr_import_check(struct scr_import *, int type, bool series,
    struct err *);

#endif
