/* SPDX-License-Identifier: ISC */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ui/registers/attendance_part.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define TODAY "2026-11-24"

static struct cmd cmd;
static struct import in = { .cmd = &cmd };

static void
must(int ok)
{
	if (!ok)
		abort();
}

/* A school of two pupils: "p1" all the time, "p2" of one year. */
static void
begin(void)
{
	static const char *const pupils[] = { "{\"client_id\":\"p1\"}",
		"{\"upn\":\"Y856900217107\",\"client_id\":\"p2\","
		"\"entry_date\":\"2025-09-02\","
		"\"leaving_date\":\"2026-07-17\"}" };
	static const struct folders folders = { "data", NULL };
	static char text[1 << 16];
	const char *src = getenv("VIGIL_SRC");
	char folder[] = "/tmp/vigil-fuzz-XXXXXX", path[512], id[ID_LEN];
	int64_t seq;
	struct err err;
	size_t n;
	FILE *f;

	must(mkdtemp(folder) != NULL && chdir(src == NULL ? "." : src) == 0);
	snprintf(path, sizeof(path), "%s/s.db", folder);
	must(store_create(&cmd.s.store, path, "data/migrations", &err) == 0);
	must(store_begin(cmd.s.store, &err) == 0);
	for (int i = 0; i < 2; i++) {
		struct draft draft = { .kind = &kind_pupil,
			.content = pupils[i], .len = strlen(pupils[i]),
			.actor = "fuzz", .now = 1788264000 };

		must(store_put(cmd.s.store, &draft, id, &seq, &err) == 0);
	}
	must(store_commit(cmd.s.store, &err) == 0 &&
	    store_begin(cmd.s.store, &err) == 0);
	must((f = fopen("data/calendars/example-pru.yaml", "r")) != NULL);
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	must(calendar_read(&cmd.s.calendar, text, n, "c.yaml", &err) == 0);
	must(attendance_codes_load(&in.rules, &folders, &err) == 0);
	cmd.s.today = date_parse(TODAY, strlen(TODAY));
	in.calendar = cmd.s.calendar;
	import_sessions(&in);
	must(import_start(&in, &err) == 0);
	unlink(path); /* it goes with this process */
	rmdir(folder);
}

/* What was taken could be given, on that day, to that child. */
static void
check(const struct entry *e)
{
	const char *code = words_mark[e->code];
	const struct rolled *p = &in.roll[e->pupil];
	int32_t day;

	must(e->pupil < in.nroll && e->code > 0 && *code != '\0');
	if (e->slot == MARK_NOWHERE) {
		must(*code == '#');
		return;
	}
	day = mark_day(e->slot);
	must(day <= cmd.s.today &&
	    attendance_class(&in.rules, e->code, day) != MARK_NONE);
	must(*code == '#' || (calendar_sessions(in.calendar, day) &
	    (mark_pm(e->slot) ? SESSION_PM : SESSION_AM)) != 0);
	must(*code == '#' || *code == 'Z' ||
	    ((p->entry == DATE_NONE || day >= p->entry) &&
	    (p->leaving == DATE_NONE || day <= p->leaving)));
}

/* Packed and unpacked every mark is what it was. */
static void
pack(void)
{
	struct mark_pack at = { 0, 0 };
	struct mark_run run;
	const char *s, *end;
	size_t n = 0;

	buf_reset(&in.packed);
	for (uint32_t p = 0; p < in.nroll; p++)
		for (size_t i = 0; i < in.part.nentries; i++)
			if (in.part.entry[i].pupil == p &&
			    in.part.entry[i].slot != MARK_NOWHERE)
				mark_pack(&in.packed, &at, in.roll[p].number,
				    in.part.entry[i].slot,
				    &in.part.entry[i].code, 1);
	s = buf_str(&in.packed);
	end = s + in.packed.n;
	at = (struct mark_pack){ 0, 0 };
	for (uint32_t p = 0; p < in.nroll; p++)
		for (size_t i = 0; i < in.part.nentries; i++) {
			const struct entry *e = &in.part.entry[i];

			if (e->pupil != p || e->slot == MARK_NOWHERE)
				continue;
			must(mark_unpack(&s, end, &at, &run) == 1 &&
			    run.pupil == in.roll[p].number && run.n == 1 &&
			    run.slot == e->slot &&
			    mark_number(*run.code) == e->code);
			n++;
		}
	must(s == end && n <= in.part.nentries);
}

/* Runs of what is no packing at all stay within it. */
static void
unpack(const char *s, size_t n)
{
	struct mark_pack at = { 0, 0 };
	struct mark_run run;
	const char *end = s + n;

	while (mark_unpack(&s, end, &at, &run) == 1)
		must(run.n >= 1 && run.n <= MARK_RUN && run.slot >= 0 &&
		    run.code + run.n == s && s <= end);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *const map[] = { "No=pupil", "No:7=p1", "code:ILL=I" };
	struct in_setup setup = { .tool = "fuzz", .nfiles = 1, .map = map,
		.nmaps = 3, .kind = &kind_mark, .header = import_header,
		.is_day = import_is_day,
		.arg = &in };
	char path[64];
	const char *const file[] = { path };
	const struct json *j;
	struct err err;
	int fd, rc;

	if (cmd.s.store == NULL)
		begin();
	unpack((const char *)data, n);
	fd = memfd_create("fuzz", 0);
	must(fd >= 0 && write(fd, data, n) == (ssize_t)n);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	setup.file = file;
	err_clear(&err);
	must(in_open(&cmd.in, &setup, &err) == 0);
	in.part.nentries = 0;
	do {
		size_t from = in.part.nentries;

		err_clear(&err);
		rc = in_next(cmd.in, &j, &err);
		if (rc == 1 && (j != NULL ? import_line(&in, j, &err) :
		    import_row(&in, in_row(cmd.in), &err)) == -1) {
			in.part.nentries = from;
			rc = -1;
		}
		must(rc != -1 || (err.status == ST_DATA &&
		    err.msg[0] != '\0'));
		for (size_t i = from; i < in.part.nentries; i++)
			check(&in.part.entry[i]);
	} while (rc != 0);
	pack();
	in_close(cmd.in);
	close(fd);
	return 0;
}
