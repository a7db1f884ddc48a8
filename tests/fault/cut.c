/* SPDX-License-Identifier: ISC */

/*
 * cut LOG BASE OUT SEED VARIANTS MOMENTS COMMAND ...
 *
 * LOG is what the tracer recorded of tools that wrote in a folder which held
 * the files of BASE.  For each moment in it, or for about MOMENTS of them and
 * the last ones where that is not 0, it makes in OUT states in which a disk
 * may be found when the power failed then, and runs COMMAND on each: it is to
 * end with 0 when nothing is lost.  OUT/acked is what was answered before that
 * moment.
 *
 * The disk: what was synced is there, in a file's sectors of 512 bytes and
 * its length by a sync of the file, in the names of files by a sync of the
 * folder.  Of what was written after that any part may be there and any part
 * not, in any order, and a sector is old or new as a whole.  A file may have
 * grown and be zero where the write is lost.  A log is read until a file is
 * removed, after which nothing may be answered.
 *
 * Prints how many moments and different states there were, and in how many
 * something was lost; says on standard error which the first of those were.
 * The same SEED makes the same states.
 */

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILES 8
#define NAME_BYTES 64
#define SECTOR 512
#define SEEN (1u << 18)
#define SHOWN 10
#define END 16 /* moments that are tried in any case */

struct bytes {
	unsigned char *p;
	size_t n, cap;
};

struct file {
	char name[NAME_BYTES];
	bool exists;
	struct bytes disk;  /* what is synced */
	struct bytes state; /* what is found after the cut */
	bool found;
};

struct event {
	char what;
	int file; /* -1 for the folder and for answers */
	size_t at, n;
	unsigned char *data;
	bool synced;
};

enum variant { NONE, ALL, LAST, BUT_FIRST, TORN, HALF, FEW, MOST, VARIANTS };

static const char *const words[VARIANTS] = { "nothing unsynced is there",
	"everything is there", "only the last write is there",
	"the first write is not there", "the last write is torn",
	"half is there", "little is there", "most is there" };

static struct file files[FILES];
static int nfiles;
static struct event *events;
static size_t nevents;
static uint64_t seen[SEEN];
static uint64_t seed;

static _Noreturn void __attribute__((format(printf, 1, 2)))
die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("cut: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(99);
}

/* splitmix64 */
static uint64_t
chance(void)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static void
resize(struct bytes *b, size_t n)
{
	if (n > b->cap) {
		b->cap = n + n / 2 + 4096;
		if ((b->p = realloc(b->p, b->cap)) == NULL)
			die("out of memory");
	}
	if (n > b->n)
		memset(b->p + b->n, 0, n - b->n);
	b->n = n;
}

static void
put(struct bytes *b, size_t at, const unsigned char *s, size_t n)
{
	if (at + n > b->n)
		resize(b, at + n);
	if (n > 0)
		memcpy(b->p + at, s, n);
}

static int
file_named(const char *name)
{
	int i;

	for (i = 0; i < nfiles; i++)
		if (strcmp(files[i].name, name) == 0)
			return i;
	if (nfiles == FILES || strlen(name) >= NAME_BYTES)
		die("too many files, or a long name");
	strcpy(files[nfiles].name, name);
	return nfiles++;
}

static void
read_base(const char *folder)
{
	unsigned char block[4096];
	DIR *d = opendir(folder);
	struct dirent *e;
	char path[4096];
	struct file *f;
	size_t n;
	FILE *in;

	if (d == NULL)
		die("%s: %s", folder, strerror(errno));
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		if ((in = fopen(path, "r")) == NULL)
			die("%s: %s", path, strerror(errno));
		f = &files[file_named(e->d_name)];
		f->exists = true;
		while ((n = fread(block, 1, sizeof(block), in)) > 0)
			put(&f->disk, f->disk.n, block, n);
		fclose(in);
	}
	closedir(d);
}

static void
read_log(const char *path)
{
	char line[256], name[NAME_BYTES];
	size_t end = SIZE_MAX; /* a file is removed */
	struct event *e;
	FILE *in = fopen(path, "r");

	if (in == NULL)
		die("%s: %s", path, strerror(errno));
	while (fgets(line, sizeof(line), in) != NULL) {
		events = realloc(events, (nevents + 1) * sizeof(*events));
		if (events == NULL)
			die("out of memory");
		e = &events[nevents++];
		memset(e, 0, sizeof(*e));
		if (sscanf(line, "%c %63s %zu %zu\n", &e->what, name, &e->at,
			&e->n) != 4)
			die("not a log: %s", line);
		if (strchr("WTSDCAU", e->what) == NULL)
			die("the model does not know of %s", line);
		if (e->what == 'U')
			end = nevents - 1;
		if (end != SIZE_MAX && e->what == 'A')
			die("the model does not know of files removed");
		e->file = strcmp(name, "-") == 0 ? -1 : file_named(name);
		if (e->n == 0)
			continue;
		if ((e->data = malloc(e->n)) == NULL ||
		    fread(e->data, 1, e->n, in) != e->n || getc(in) != '\n')
			die("the log ends early");
	}
	fclose(in);
	if (end != SIZE_MAX)
		nevents = end;
}

/* The parts of a write that are there: whole, or sector by sector. */
static void
apply(const struct event *e, struct bytes *to, bool torn)
{
	size_t at, n;

	if (e->what == 'T') {
		resize(to, e->at);
		return;
	}
	for (size_t done = 0; done < e->n; done += n) {
		at = e->at + done;
		n = SECTOR - at % SECTOR;
		if (n > e->n - done)
			n = e->n - done;
		if (!torn || chance() % 2 == 0)
			put(to, at, e->data + done, n);
	}
}

/* A sync: what was pending in the file, or in the folder, is on the disk. */
static void
settle(size_t upto, int file)
{
	for (size_t i = 0; i < upto; i++) {
		struct event *e = &events[i];
		bool of_folder = e->what == 'C';

		if (e->synced || e->file < 0 || e->what == 'S' ||
		    (file < 0 ? !of_folder : of_folder || e->file != file))
			continue;
		e->synced = true;
		if (of_folder)
			files[e->file].exists = true;
		else
			apply(e, &files[e->file].disk, false);
	}
}

static bool
pending(const struct event *e)
{
	return !e->synced && e->file >= 0 && e->what != 'S';
}

static bool
stays(enum variant v, bool first, bool last)
{
	switch (v) {
	case NONE:
		return false;
	case ALL:
	case TORN:
		return true;
	case LAST:
		return last;
	case BUT_FIRST:
		return !first;
	case FEW:
		return chance() % 8 == 0;
	case MOST:
		return chance() % 8 != 0;
	default:
		return chance() % 2 == 0;
	}
}

static void
make_state(size_t cut, enum variant v)
{
	size_t first = cut, last = cut;
	struct file *f;

	for (f = files; f < files + nfiles; f++) {
		resize(&f->state, 0);
		put(&f->state, 0, f->disk.p, f->disk.n);
		f->found = f->exists;
	}
	for (size_t i = 0; i < cut; i++)
		if (pending(&events[i])) {
			first = first == cut ? i : first;
			last = i;
		}
	for (size_t i = first; i < cut; i++) {
		const struct event *e = &events[i];

		if (!pending(e))
			continue;
		f = &files[e->file];
		if (stays(v, i == first, i == last)) {
			if (e->what == 'C')
				f->found = true;
			else
				apply(e, &f->state, (v == TORN && i == last) ||
				    (v >= HALF && chance() % 3 == 0));
		} else if (e->what == 'W' && v >= HALF &&
		    e->at + e->n > f->state.n && chance() % 4 == 0) {
			resize(&f->state, e->at + e->n);
		}
	}
}

static uint64_t
mix(uint64_t h, const void *s, size_t n)
{
	const unsigned char *p = s;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001b3u;
	return h;
}

static bool
is_new(size_t acked)
{
	uint64_t h = mix(0xcbf29ce484222325u, &acked, sizeof(acked));
	const struct file *f;
	size_t slot;

	for (f = files; f < files + nfiles; f++) {
		h = mix(h, &f->found, sizeof(f->found));
		h = mix(h, &f->state.n, sizeof(f->state.n));
		h = mix(h, f->state.p, f->state.n);
	}
	for (slot = h % SEEN; seen[slot] != 0; slot = (slot + 1) % SEEN)
		if (seen[slot] == h)
			return false;
	seen[slot] = h;
	return true;
}

static void
write_out(const char *folder, const char *name, const struct bytes *b)
{
	char path[4096];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (b == NULL) {
		unlink(path);
		return;
	}
	if ((out = fopen(path, "w")) == NULL ||
	    fwrite(b->p, 1, b->n, out) != b->n || fclose(out) != 0)
		die("%s: %s", path, strerror(errno));
}

static bool
is_lost(const char *folder, const struct bytes *acked, char **command)
{
	struct file *f;
	int status;
	pid_t pid;

	for (f = files; f < files + nfiles; f++)
		write_out(folder, f->name, f->found ? &f->state : NULL);
	write_out(folder, "acked", acked);
	if ((pid = fork()) == 0) {
		execvp(command[0], command);
		_exit(99);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		die("%s: %s", command[0], strerror(errno));
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
		die("the command failed (%d)", status);
	return WEXITSTATUS(status) != 0;
}

static void
tell(size_t cut, enum variant v)
{
	const struct event *e = &events[cut - 1];

	fprintf(stderr, "lost: the power failed after event %zu (%c %s %zu), "
	    "%s\n", cut, e->what, e->file < 0 ? "-" : files[e->file].name,
	    e->at, words[v]);
}

int
main(int argc, char **argv)
{
	struct bytes acked = { 0 };
	long states = 0, bad = 0;
	size_t variants, every, moments = 0;

	if (argc < 8)
		die("usage: cut LOG BASE OUT SEED VARIANTS MOMENTS COMMAND ...");
	read_base(argv[2]);
	read_log(argv[1]);
	seed = strtoull(argv[4], NULL, 10);
	variants = strtoul(argv[5], NULL, 10);
	every = strtoul(argv[6], NULL, 10);
	every = every == 0 ? 1 : nevents / every + 1;
	for (size_t cut = 1; cut <= nevents; cut++) {
		const struct event *e = &events[cut - 1];

		if (e->what == 'A')
			put(&acked, acked.n, e->data, e->n);
		else if (e->what == 'S' || e->what == 'D')
			settle(cut, e->file);
		if (cut % every != 0 && cut + END <= nevents)
			continue;
		moments++;
		for (size_t i = 0; i < variants; i++) {
			enum variant v = i < VARIANTS ? (enum variant)i
			    : (enum variant)(HALF + i % 3);

			make_state(cut, v);
			if (!is_new(acked.n))
				continue;
			states++;
			if (is_lost(argv[3], &acked, argv + 7) &&
			    bad++ < SHOWN)
				tell(cut, v);
		}
	}
	printf("%zu %ld %ld\n", moments, states, bad);
	return 0;
}
