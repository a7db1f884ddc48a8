/* SPDX-License-Identifier: ISC */
#include "base/worker.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

struct worker {
	void (*job)(void *);
	void *arg;
	pthread_t thread;
	sem_t todo, done;
	bool busy, quit;
	cpu_set_t cpus; /* that the process may use */
	int beside;	/* the one of them that the thread keeps off, or -1 */
};

static void
wait_for(sem_t *s)
{
	while (sem_wait(s) != 0)
		;
}

static void *
work(void *arg)
{
	struct worker *w = arg;

	for (;;) {
		wait_for(&w->todo);
		if (w->quit)
			return NULL;
		w->job(w->arg);
		sem_post(&w->done);
	}
}

struct worker *
worker_start(void (*job)(void *), void *arg)
{
	struct worker *w = mem_alloc(sizeof(*w));
	sigset_t all, was;
	int rc;

	w->job = job;
	w->arg = arg;
	w->beside = -1;
	(void)sched_getaffinity(0, sizeof(w->cpus), &w->cpus);
	sem_init(&w->todo, 0, 0);
	sem_init(&w->done, 0, 0);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	rc = pthread_create(&w->thread, NULL, work, w);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	if (rc == 0)
		return w;
	sem_destroy(&w->todo);
	sem_destroy(&w->done);
	free(w);
	return NULL;
}

/*
 * Keeps the thread off the caller's CPU, where there is another.  The idle
 * CPUs of a virtual machine look taken to Linux, so that it would have the
 * two take turns on one of them.
 */
static void
keep_apart(struct worker *w)
{
	cpu_set_t others = w->cpus;
	int cpu = sched_getcpu();

	if (cpu == w->beside || cpu < 0)
		return;
	w->beside = cpu;
	CPU_CLR((size_t)cpu, &others);
	if (CPU_COUNT(&others) > 0)
		(void)pthread_setaffinity_np(w->thread, sizeof(others),
		    &others);
}

void
worker_go(struct worker *w)
{
	keep_apart(w);
	w->busy = true;
	sem_post(&w->todo);
}

void
worker_wait(struct worker *w)
{
	if (w->busy)
		wait_for(&w->done);
	w->busy = false;
}

void
worker_end(struct worker *w)
{
	if (w == NULL)
		return;
	worker_wait(w);
	w->quit = true;
	sem_post(&w->todo);
	pthread_join(w->thread, NULL);
	sem_destroy(&w->todo);
	sem_destroy(&w->done);
	free(w);
}
