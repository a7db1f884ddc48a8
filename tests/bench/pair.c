/* SPDX-License-Identifier: ISC */
/*
 * Runs two commands in turn, a b a b …, and prints the medians of their
 * times, the ratio and the aim:
 *   pair [-r] [-n RUNS] [-i INPUT] [-p PREPARE] NAME AIM A … -- B …
 * -r: the ratio is of their rates.  PREPARE is a line for the shell, run
 * before each of the two and not counted.  Or one command and the most memory
 * that it ever held, in MiB:
 *   pair -m [-i INPUT] NAME AIM A …
 * Standard output of the commands goes to /dev/null, and 1 is an answer too.
 * Ends with 0 whatever the times are: no test depends on it.
 */
#include <sys/resource.h>
#include <sys/wait.h>

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MAX_RUNS 1000

struct times {
	double wall[MAX_RUNS];
	double cpu[MAX_RUNS];
	long peak; /* KiB */
};

static const char *input = "/dev/null";

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double
clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
run(char **argv, struct times *t, int i)
{
	struct rusage use;
	double start = clock_now();
	int in, out, status;
	pid_t pid = fork();

	if (pid == -1)
		err(1, "fork");
	if (pid == 0) {
		in = open(input, O_RDONLY);
		out = open("/dev/null", O_WRONLY);
		if (in == -1 || out == -1 || dup2(in, STDIN_FILENO) == -1 ||
		    dup2(out, STDOUT_FILENO) == -1)
			err(127, "%s", input);
		execvp(argv[0], argv);
		err(127, "%s", argv[0]);
	}
	if (wait4(pid, &status, 0, &use) != pid)
		err(1, "wait");
	t->wall[i] = clock_now() - start;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
		errx(1, "%s ended with %d", argv[0], WEXITSTATUS(status));
	t->cpu[i] = seconds(use.ru_utime) + seconds(use.ru_stime);
	if (use.ru_maxrss > t->peak)
		t->peak = use.ru_maxrss;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof(*v), compare);
	return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static void
prepare(const char *line)
{
	if (line != NULL && system(line) != 0)
		errx(1, "could not prepare: %s", line);
}

int
main(int argc, char **argv)
{
	static struct times a, b;
	const char *before = NULL, *name;
	char **second;
	double aim, x, y, ratio;
	int c, runs = 101, rate = 0, memory = 0;

	while ((c = getopt(argc, argv, "+rmn:i:p:")) != -1) {
		switch (c) {
		case 'r':
			rate = 1;
			break;
		case 'm':
			memory = 1;
			break;
		case 'n':
			runs = atoi(optarg);
			break;
		case 'i':
			input = optarg;
			break;
		case 'p':
			before = optarg;
			break;
		default:
			return 64;
		}
	}
	if (argc - optind < 3 || runs < 1 || runs > MAX_RUNS)
		errx(64, "usage: pair [-rm] [-n RUNS] [-i INPUT] "
		    "[-p PREPARE] NAME AIM A … [-- B …]");
	name = argv[optind];
	aim = atof(argv[optind + 1]);
	argv += optind + 2;
	if (memory) {
		run(argv, &a, 0);
		x = (double)a.peak / 1024;
		printf("%-34s %8.1f MiB %28s aim <= %-5g %s\n", name, x, "",
		    aim, x <= aim ? "met" : "MISSED");
		return 0;
	}
	for (second = argv; *second != NULL; second++)
		if (strcmp(*second, "--") == 0)
			break;
	if (*second == NULL || second[1] == NULL)
		errx(64, "no second command");
	*second++ = NULL;
	for (int i = 0; i < runs; i++) {
		prepare(before);
		run(argv, &a, i);
		prepare(before);
		run(second, &b, i);
	}
	x = median(a.wall, runs);
	y = median(b.wall, runs);
	ratio = rate ? y / x : x / y;
	printf("%-34s %8.2f ms %8.2f ms %6.2f (cpu %5.2f) aim %s %-5g %s\n",
	    name, x * 1e3, y * 1e3, ratio, rate ?
	    median(b.cpu, runs) / median(a.cpu, runs) :
	    median(a.cpu, runs) / median(b.cpu, runs), rate ? ">=" : "<=",
	    aim, (rate ? ratio >= aim : ratio <= aim) ? "met" : "MISSED");
	return 0;
}
