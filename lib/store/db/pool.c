/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/core/mem.h"
#include "store/db/inside.h"

#define QUESTION (320 << 10) /* bytes that most of them take */
#define PATIENCE 20000 /* milliseconds */

static const char *const text[S_COUNT] = {
	[S_EVENT_ADD] = "INSERT INTO event (seq, head, hash, body) "
	    "VALUES (?1, ?2, ?3, ?4)",
	[S_EVENT_LAST] = "SELECT seq, head, hash FROM event "
	    "ORDER BY seq DESC LIMIT 1",
	[S_EVENT_GET] = "SELECT seq, head, body FROM event WHERE seq = ?1",
	[S_RECORD_ADD] = "INSERT INTO record (id, kind, first, seq, version, "
	    "at, ends, state, flags) VALUES (?1, ?2, ?3, ?3, 1, ?4, ?5, ?6, "
	    "?7) ON CONFLICT (id) DO NOTHING",
	[S_RECORD_LAST] = "SELECT max(first) FROM record",
	/* as by its id, so in a list */
	[S_RECORD_SEEN] = "SELECT r.seq FROM record r CROSS JOIN record l "
	    "INDEXED BY record_at ON l.kind = r.kind AND l.at = r.at "
	    "AND l.first = r.first WHERE r.id = ?1",
	[S_RECORD_GET] = "SELECT kind, seq, first, version, state "
	    "FROM record WHERE id = ?1",
	[S_RECORD_NEW_VERSION] = "UPDATE record SET seq = ?2, version = ?3, "
	    "at = coalesce(?4, at), ends = ?5, state = ?6, flags = ?7 "
	    "WHERE id = ?1",
	[S_RECORD_STATE] = "UPDATE record SET state = ?2 WHERE id = ?1",
	[S_EARLIER_ADD] = "INSERT INTO earlier (record, version, seq) "
	    "VALUES (?1, ?2, ?3)",
	[S_LINK_ADD] = "INSERT INTO link (target, record, field) "
	    "VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
	[S_LINK_DROP] = "DELETE FROM link WHERE target = ?1 AND record = ?2 "
	    "AND field = ?3",
	/* what a later version no longer names; after its own are added */
	[S_LINK_WAS] = "INSERT INTO link (target, record, field) "
	    "SELECT ?1, ?2, '" LINK_WAS "' || ?3 WHERE NOT EXISTS "
	    "(SELECT 1 FROM link WHERE target = ?1 AND record = ?2 "
	    "AND field = ?3) ON CONFLICT DO NOTHING",
	[S_ALIAS_ADD] = "INSERT INTO alias (kind, field, value, record) "
	    "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
	[S_ALIAS_DROP] = "DELETE FROM alias WHERE kind = ?1 AND field = ?2 "
	    "AND value = ?3 AND record = ?4",
	[S_ALIAS_OTHER] = "SELECT record FROM alias WHERE kind = ?1 "
	    "AND field = ?2 AND value = ?3 AND record <> ?4 LIMIT 1",
	[S_ALIAS_TAKEN] = "SELECT record, field FROM alias WHERE kind = ?1 "
	    "AND value = ?3 AND record <> ?4 ORDER BY field <> ?2 LIMIT 1",
	[S_ID] = "SELECT id FROM record WHERE first = ?1",
	[S_ALIAS_FIND] = "SELECT r.id FROM alias a JOIN record r "
	    "ON r.first = a.record WHERE a.kind = ?1 AND a.field = ?2 "
	    "AND a.value = ?3 AND a.record > coalesce((SELECT first "
	    "FROM record WHERE id = ?4), 0) ORDER BY a.record LIMIT 1",
	[S_WORDS_ADD] = "INSERT INTO words (rowid, text) VALUES (?1, ?2)",
	[S_WORDS_UPTO] = "UPDATE searchable SET seq = ?1",
	[S_GET] = "SELECT " PLAIN_COLUMNS OTHER_COLUMNS " FROM record r "
	    "LEFT JOIN event e ON e.seq = r.seq WHERE r.id = ?1",
	[S_HAS] = "SELECT 1 FROM record r CROSS JOIN event e "
	    "ON e.seq = r.seq WHERE r.id = ?1 AND e.body IS NOT NULL",
	[S_ONLY] = "SELECT id FROM record WHERE kind = ?1 LIMIT 1",
	[S_PREFIX] = "SELECT id FROM record WHERE id >= ?1 AND id < ?2",
	[S_MARK_GET] = "SELECT slot, codes FROM mark WHERE row = ?1",
	[S_MARK_PUT] = "INSERT OR REPLACE INTO mark (row, slot, codes) "
	    "VALUES (?1, ?2, ?3)",
	[S_MARKED_PUT] = "INSERT OR REPLACE INTO marked (row, latest, low, "
	    "high, blocks) VALUES (?1, ?2, ?3, ?4, ?5)",
	[S_MARKED_ALL] = "SELECT row, latest, low, high FROM marked",
	[S_MARKED_GET] = "SELECT blocks FROM marked WHERE row = ?1",
	[S_MARKED_DROP] = "DELETE FROM marked WHERE row <= ?1",
	[S_MERGED_ALL] = "SELECT slice, row, latest FROM merged",
	[S_MERGED_PUT] = "INSERT OR REPLACE INTO merged (slice, row, latest) "
	    "VALUES (?1, ?2, ?3)",
	[S_ROLL_GET] = "SELECT pupils FROM roll WHERE block = ?1",
	[S_ROLL_PUT] = "INSERT OR REPLACE INTO roll (block, pupils) "
	    "VALUES (?1, ?2)",
	[S_CAME_ADD] = "INSERT OR REPLACE INTO came (sum, seq) "
	    "VALUES (?1, ?2)",
	[S_CAME_LAST] = "SELECT coalesce(max(seq), 0) FROM came",
	[S_CAME_GET] = "SELECT seq FROM came WHERE sum = ?1",
};

static int64_t
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/*
 * Sleeps are short and of uneven length, so that a writer gets its turn soon
 * and two of them do not keep step.
 */
static int
wait_turn(void *arg, int count)
{
	struct pool *p = arg;
	struct timespec t = { 0, 0 };
	unsigned char r;
	int64_t now = milliseconds();

	if (count == 0)
		p->waiting = now;
	if (now - p->waiting >= PATIENCE)
		return 0;
	hash_random(&r, 1);
	t.tv_nsec = (count < 10 ? 500000L : 4000000L) + r * 20000L;
	nanosleep(&t, NULL);
	return 1;
}

int
pool_open(struct pool *p, const char *path, int flags, struct err *err)
{
	static int configured;
	int rc;

	if (!configured) {
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
		/* page by page; a buffer for them would bound the cache */
		sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
		mem_ready(QUESTION);
		configured = 1;
	}
	rc = sqlite3_open_v2(path, &p->db, flags | SQLITE_OPEN_NOMUTEX |
	    SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, NULL);
	if (rc != SQLITE_OK)
		return pool_fail(p, rc, err);
	sqlite3_db_config(p->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(p->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(p->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(p->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(p->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	/* else a statement is prepared again once its values are known */
	sqlite3_db_config(p->db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
	sqlite3_busy_handler(p->db, wait_turn, p);
	return 0;
}

void
pool_close(struct pool *p)
{
	for (int i = 0; i < S_COUNT; i++) {
		sqlite3_finalize(p->stmt[i]);
		p->stmt[i] = NULL;
	}
	sqlite3_close(p->db);
	p->db = NULL;
}

static int
denied(const char *path, struct err *err)
{
	err_set(err, ST_IO, "store-io",
	    "This account may not open the store %s.", path);
	return err_hint(err, "Ask whoever keeps it to let this account in.");
}

/* The errors of SQLite in the words of a school. */
int
pool_fail(struct pool *p, int rc, struct err *err)
{
	const char *rest = p->writes ? "; nothing was stored" : "";
	const char *path = p->path;

	if (rc == SQLITE_CORRUPT_VTAB) {
		err_set(err, ST_IO, ERR_DAMAGED,
		    "The index of words in the store %s is damaged.", path);
		return err_hint(err, "Run store-rebuild.");
	}
	if (rc == SQLITE_READONLY_DBMOVED) {
		err_set(err, ST_IO, "moved", "The store %s was moved while "
		    "it was open%s.", path, rest);
		return err_hint(err, "Run the command again.");
	}
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		err_set(err, ST_BUSY, "busy",
		    "Somebody else is writing in the store %s%s.", path, rest);
		return err_hint(err, "Run the command again in a moment.");
	case SQLITE_FULL:
		err_set(err, ST_IO, ERR_DISK_FULL,
		    "The disk of the store %s is full%s.", path, rest);
		return err_hint(err,
		    "Free some space and run the command again.");
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_FORMAT:
	case SQLITE_CONSTRAINT: /* what the program lets be stored has none */
	case SQLITE_MISMATCH:
		err_set(err, ST_IO, ERR_DAMAGED, "The store %s is damaged%s.",
		    path, rest);
		return err_hint(err, HINT_DAMAGED);
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_READONLY:
		err_set(err, ST_IO, "read-only",
		    "This account may not write in the store %s%s.", path,
		    rest);
		return err_hint(err, "Ask for write access to the file and "
		    "to its folder.");
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
	case SQLITE_NOLFS:
		errno = p->db == NULL ? 0 : sqlite3_system_errno(p->db);
		if (errno == EACCES)
			return denied(path, err);
		if (errno != 0)
			return err_sys(err, ST_IO, "store-io",
			    "The store %s cannot be read or written%s", path,
			    rest);
		return err_set(err, ST_IO, "store-io",
		    "The store %s cannot be read or written%s.", path, rest);
	case SQLITE_TOOBIG:
		return err_set(err, ST_DATA, "too-long",
		    "The record is too long for the store.");
	case SQLITE_NOMEM:
		return err_set(err, ST_FAULT, "no-memory",
		    "This machine has run out of memory%s.", rest);
	case SQLITE_ERROR:
	case SQLITE_SCHEMA:
		err_set(err, ST_CONFIG, ERR_OTHER_VERSION,
		    "The store %s is not as this vigil keeps one.", path);
		return err_hint(err, "Run store-rebuild.");
	default:
		return err_set(err, ST_FAULT, "fault",
		    "A fault in vigil with the store %s (%d)%s.", path, rc,
		    rest);
	}
}

int
pool_exec(struct pool *p, const char *sql, struct err *err)
{
	int rc = sqlite3_exec(p->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : pool_fail(p, rc, err);
}

sqlite3_stmt *
pool_prepare(struct pool *p, const char *sql, struct err *err)
{
	sqlite3_stmt *st;
	int rc = sqlite3_prepare_v2(p->db, sql, -1, &st, NULL);

	if (rc != SQLITE_OK) {
		pool_fail(p, rc, err);
		return NULL;
	}
	return st;
}

sqlite3_stmt *
pool_stmt(struct pool *p, enum stmt which, struct err *err)
{
	if (p->stmt[which] == NULL)
		p->stmt[which] = pool_prepare(p, text[which], err);
	return p->stmt[which];
}

int
pool_row(struct pool *p, sqlite3_stmt *st, struct err *err)
{
	int rc = sqlite3_step(st);

	if (rc == SQLITE_ROW)
		return 1;
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? 0 : pool_fail(p, rc, err);
}

int
pool_run(struct pool *p, sqlite3_stmt *st, struct err *err)
{
	int rc = sqlite3_step(st);

	sqlite3_reset(st);
	return rc == SQLITE_DONE ? 0 : pool_fail(p, rc, err);
}

/* An error is not the only way in which a statement does nothing. */
int
pool_change(struct pool *p, sqlite3_stmt *st, int n, struct err *err)
{
	if (pool_run(p, st, err) != 0)
		return -1;
	return sqlite3_changes(p->db) == n ? 0 :
	    pool_fail(p, SQLITE_CORRUPT, err);
}

void
pool_text(sqlite3_stmt *st, int i, const char *s)
{
	sqlite3_bind_text(st, i, s, -1, SQLITE_STATIC);
}

void
pool_bytes(sqlite3_stmt *st, int i, const char *s, size_t n)
{
	sqlite3_bind_text64(st, i, s, n, SQLITE_STATIC, SQLITE_UTF8);
}

/* As a blob, for a text would be copied to get its NUL. */
const char *
pool_span(sqlite3_stmt *st, int column, size_t *n)
{
	const char *s = sqlite3_column_blob(st, column);

	*n = (size_t)sqlite3_column_bytes(st, column);
	return s;
}

void
pool_copy(char *out, size_t size, sqlite3_stmt *st, int column)
{
	size_t n;
	const char *s = pool_span(st, column, &n);

	if (n >= size)
		n = size - 1;
	if (n > 0)
		memcpy(out, s, n);
	out[n] = '\0';
}

int
pool_number(struct pool *p, const char *sql, int64_t *out, struct err *err)
{
	sqlite3_stmt *st = pool_prepare(p, sql, err);
	int r;

	if (st == NULL)
		return -1;
	r = pool_row(p, st, err);
	if (r > 0)
		*out = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return r < 0 ? -1 : 0;
}
