/* SPDX-License-Identifier: ISC */
/*
 * Marks to measure with, the same every time, as CSV one a row:
 *	marks UPNS SESSIONS
 * UPNS has a pupil's number on each line, SESSIONS a day and AM or PM.  Of
 * twenty pupils one is often away, and one in two hundred away for weeks; the
 * others miss one session in twenty-five.  Or what no check can do without:
 *	marks rows STORE	reads the packed rows
 *	marks start STORE	opens a store and reads one row
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEN 16

static unsigned long long state = 11;

static unsigned
number(unsigned below)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(state >> 33) % below;
}

static char (*
lines(const char *path, size_t *n))[LEN]
{
	char (*v)[LEN] = NULL, line[64];
	FILE *f = fopen(path, "r");

	for (*n = 0; f != NULL && fgets(line, sizeof(line), f) != NULL;) {
		line[strcspn(line, "\n")] = '\0';
		v = realloc(v, (*n + 1) * sizeof(*v));
		snprintf(v[(*n)++], LEN, "%.15s", line);
	}
	if (f != NULL)
		fclose(f);
	return v;
}

static int
read_rows(const char *path, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *st;
	const unsigned char *code;
	long sum = 0;
	int n;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) !=
	    SQLITE_OK || sqlite3_prepare_v2(db, sql, -1, &st, NULL) !=
	    SQLITE_OK)
		return 74;
	while (sqlite3_step(st) == SQLITE_ROW) {
		code = sqlite3_column_blob(st, 0);
		n = sqlite3_column_bytes(st, 0);
		if (n > 0)
			sum += code[0] + code[n - 1];
	}
	printf("%ld\n", sum);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return 0;
}

int
main(int argc, char **argv)
{
	static const char *const away[] = { "I", "I", "I", "M", "C", "O",
		"G", "U", "N", "R" };
	char (*upn)[LEN], (*session)[LEN];
	size_t nupns, nsessions;

	if (argc != 3)
		return 64;
	if (strcmp(argv[1], "rows") == 0)
		return read_rows(argv[2], "SELECT codes FROM mark");
	if (strcmp(argv[1], "start") == 0)
		return read_rows(argv[2],
		    "SELECT codes FROM mark LIMIT 1");
	upn = lines(argv[1], &nupns);
	session = lines(argv[2], &nsessions);
	puts("upn,date,session,code");
	for (size_t i = 0; i < nupns; i++) {
		unsigned one_in = i % 20 == 0 ? 7 : 25, left = 0;

		for (size_t k = 0; k < nsessions; k++) {
			const char *code = session[k][11] == 'A' ? "/" : "\\";

			if (i % 200 == 1 && left == 0 && number(150) == 0)
				left = 30;
			if (left > 0) {
				left--;
				code = "O";
			} else if (number(one_in) == 0) {
				code = away[number(10)];
			}
			/* an N of long ago was cleared up */
			if (*code == 'N' && k + 12 < nsessions)
				code = "I";
			printf("%s,%.10s,%s,%s\n", upn[i], session[k],
			    session[k] + 11, code);
		}
	}
	return fflush(stdout) == 0 ? 0 : 74;
}
