/* SPDX-License-Identifier: ISC */
/*
 * What no program can do without:
 *   bare dump STORE FILE   writes the rows of a store's concerns to FILE
 *   bare load FILE STORE   inserts them in a store without: the same tables
 *                          and indexes, prepared statements, one transaction,
 *                          the same settings; no checking, no hashing
 *   bare hash FILE         libsodium's SHA-256 of each entry's two parts
 */
#include <sys/mman.h>
#include <sys/stat.h>

#include <err.h>
#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The n-th table's rows of an entry; a column is bound as what it is.  In
 * FILE each row is the table's letter and its columns: a type, and a number
 * or a length and that many bytes.
 */
static const struct {
	const char *rows;
	const char *insert;
} tables[] = {
	{ "SELECT seq, head, body, hash FROM event WHERE seq = ?1",
	    "INSERT INTO event (seq, head, body, hash) "
	    "VALUES (?1, ?2, ?3, ?4)" },
	{ "SELECT first, id, kind, seq, version, at, ends, state, flags "
	    "FROM record WHERE first = ?1",
	    "INSERT INTO record (first, id, kind, seq, version, at, ends, "
	    "state, flags) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" },
	{ "SELECT target, record, field FROM link WHERE record = ?1",
	    "INSERT INTO link (target, record, field) VALUES (?1, ?2, ?3)" },
	{ "SELECT kind, field, value, record FROM alias WHERE record = ?1",
	    "INSERT INTO alias (kind, field, value, record) "
	    "VALUES (?1, ?2, ?3, ?4)" },
};

#define TABLES (int)(sizeof(tables) / sizeof(*tables))

static sqlite3 *db;

static void
open_store(const char *path)
{
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		errx(1, "%s: %s", path, sqlite3_errmsg(db));
}

static void
do_sql(const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		errx(1, "%s", sqlite3_errmsg(db));
}

static sqlite3_stmt *
statement(const char *sql)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		errx(1, "%s", sqlite3_errmsg(db));
	return st;
}

static void
write_row(FILE *f, int table, sqlite3_stmt *st)
{
	unsigned char type;
	long long v;
	unsigned n;

	fputc(table, f);
	for (int i = 0; i < sqlite3_column_count(st); i++) {
		type = (unsigned char)sqlite3_column_type(st, i);
		fputc(type, f);
		if (type == SQLITE_INTEGER) {
			v = sqlite3_column_int64(st, i);
			fwrite(&v, sizeof(v), 1, f);
		} else if (type == SQLITE_TEXT) {
			const void *s = sqlite3_column_text(st, i);

			n = (unsigned)sqlite3_column_bytes(st, i);
			fwrite(&n, sizeof(n), 1, f);
			fwrite(s, 1, n, f);
		}
	}
}

static void
dump(const char *store, const char *path)
{
	sqlite3_stmt *st[TABLES], *all;
	FILE *f = fopen(path, "w");

	if (f == NULL)
		err(1, "%s", path);
	open_store(store);
	do_sql("CREATE TEMP TABLE by_record AS "
	    "SELECT target, record, field FROM main.link;"
	    "CREATE INDEX temp.by_record_record ON by_record (record);"
	    "CREATE TEMP TABLE alias_by AS "
	    "SELECT kind, field, value, record FROM main.alias;"
	    "CREATE INDEX temp.alias_by_record ON alias_by (record)");
	for (int i = 0; i < TABLES; i++)
		st[i] = statement(i == 2 ? "SELECT target, record, field "
		    "FROM by_record WHERE record = ?1" : i == 3 ?
		    "SELECT kind, field, value, record FROM alias_by "
		    "WHERE record = ?1" : tables[i].rows);
	all = statement("SELECT first FROM record WHERE kind = 'concern' "
	    "ORDER BY first");
	while (sqlite3_step(all) == SQLITE_ROW) {
		for (int i = 0; i < TABLES; i++) {
			sqlite3_bind_int64(st[i], 1,
			    sqlite3_column_int64(all, 0));
			while (sqlite3_step(st[i]) == SQLITE_ROW)
				write_row(f, i, st[i]);
			sqlite3_reset(st[i]);
		}
	}
	if (fclose(f) != 0)
		err(1, "%s", path);
}

static const char *
map(const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	void *p;

	if (fd == -1 || fstat(fd, &st) == -1)
		err(1, "%s", path);
	*n = (size_t)st.st_size;
	p = mmap(NULL, *n, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	if (p == MAP_FAILED)
		err(1, "%s", path);
	return p;
}

/* A column at p: its number, or its bytes; the end of it. */
static const char *
column(const char *p, int *type, long long *v, const char **s, unsigned *n)
{
	*type = *p++;
	if (*type == SQLITE_INTEGER) {
		memcpy(v, p, sizeof(*v));
		p += sizeof(*v);
	} else if (*type == SQLITE_TEXT) {
		memcpy(n, p, sizeof(*n));
		*s = p + sizeof(*n);
		p = *s + *n;
	}
	return p;
}

static void
load(const char *path, const char *store)
{
	sqlite3_stmt *st[TABLES];
	const char *p, *end, *s = NULL;
	unsigned len = 0;
	size_t n;
	long long v;
	int type, t;

	p = map(path, &n);
	end = p + n;
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	open_store(store);
	do_sql("PRAGMA temp_store=MEMORY; PRAGMA journal_mode=TRUNCATE;"
	    "PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON;"
	    "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-6000;"
	    "BEGIN IMMEDIATE");
	for (int i = 0; i < TABLES; i++)
		st[i] = statement(tables[i].insert);
	while (p < end) {
		t = *p++;
		for (int i = 1; i <= sqlite3_bind_parameter_count(st[t]);
		     i++) {
			p = column(p, &type, &v, &s, &len);
			if (type == SQLITE_INTEGER)
				sqlite3_bind_int64(st[t], i, v);
			else if (type == SQLITE_TEXT)
				sqlite3_bind_text(st[t], i, s, (int)len,
				    SQLITE_STATIC);
			else
				sqlite3_bind_null(st[t], i);
		}
		if (sqlite3_step(st[t]) != SQLITE_DONE)
			errx(1, "%s", sqlite3_errmsg(db));
		sqlite3_reset(st[t]);
	}
	do_sql("COMMIT");
	for (int i = 0; i < TABLES; i++)
		sqlite3_finalize(st[i]);
	sqlite3_close(db);
}

static void
hash(const char *path)
{
	unsigned char out[crypto_hash_sha256_BYTES];
	const char *p, *end, *s = NULL;
	unsigned len = 0;
	size_t n;
	long long v;
	int type, t, i;

	if (sodium_init() < 0)
		errx(1, "libsodium");
	p = map(path, &n);
	end = p + n;
	while (p < end) {
		static const int columns[TABLES] = { 4, 9, 3, 4 };

		t = *p++;
		for (i = 0; i < columns[t]; i++) {
			p = column(p, &type, &v, &s, &len);
			if (t == 0 && (i == 1 || i == 2) &&
			    type == SQLITE_TEXT)
				crypto_hash_sha256(out,
				    (const unsigned char *)s, len);
		}
	}
}

int
main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "dump") == 0)
		dump(argv[2], argv[3]);
	else if (argc == 4 && strcmp(argv[1], "load") == 0)
		load(argv[2], argv[3]);
	else if (argc == 3 && strcmp(argv[1], "hash") == 0)
		hash(argv[2]);
	else
		errx(64, "usage: bare dump STORE FILE | load FILE STORE | "
		    "hash FILE");
	return 0;
}
