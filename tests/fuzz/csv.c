/* SPDX-License-Identifier: ISC */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/csv/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/*
 * The raw bytes of the records, with the empty lines passed over, must make
 * up the whole input whenever all of it was accepted; every cell must lie
 * within the cells.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct csv c;
	struct line_reader in;
	struct err e;
	size_t i, len, taken = 0, empty;
	int fd, rc;

	fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, data, n) != (ssize_t)n)
		abort();
	lseek(fd, 0, SEEK_SET);
	line_open(&in, fd);
	csv_open(&c, &in);
	while ((rc = csv_next(&c, &e)) == 1) {
		for (i = 0; i < c.n; i++) {
			const char *s = csv_cell(&c, i, &len);

			if (s + len >= c.cells.p + c.cells.n || s[len] != 0 ||
			    memchr(s, '\0', len) != NULL)
				abort();
		}
		while (memcmp(data + taken, c.raw, c.nraw) != 0) {
			empty = data[taken] == '\r' ? 2 : 1;
			if (data[taken + empty - 1] != '\n')
				abort();
			taken += empty;
		}
		taken += c.nraw;
	}
	if (rc == 0)
		for (; taken < n; taken++)
			if (data[taken] != '\r' && data[taken] != '\n')
				abort();
	if (rc < 0 && (e.status != ST_DATA || e.line < 1))
		abort();
	csv_close(&c);
	line_close(&in);
	close(fd);
	return 0;
}
