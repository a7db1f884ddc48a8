/* SPDX-License-Identifier: ISC */
#include "base/core/worker.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/core/mem.h"

struct worker {
	void (*job)(void *);
	void *arg;
	pthread_t thread;
	sem_t todo, done;
	bool busy, quit;
	int beside; /* the caller's CPU, which the thread keeps off; or -1 */
};

static void
wait_for(sem_t *s)
{
	while (sem_wait(s) != 0)
		;
}

/*
 * The CPUs that the process may use, without the caller's; false: there is
 * none.  The idle ones of a virtual machine look taken to Linux, so that it
 * would have two threads take turns on one.
 */
static bool
others(cpu_set_t *set)
{
	int cpu = sched_getcpu();

	if (cpu < 0 || sched_getaffinity(0, sizeof(*set), set) != 0)
		return false;
	CPU_CLR((size_t)cpu, set);
	return CPU_COUNT(set) > 0;
}

/* A thread that hears no signal. */
static int
start(pthread_t *thread, const pthread_attr_t *attr, void *(*job)(void *),
    void *arg)
{
	sigset_t all, was;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	rc = pthread_create(thread, attr, job, arg);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	return rc;
}

void
worker_once(void *(*job)(void *), void *arg)
{
	pthread_attr_t attr;
	pthread_t thread;
	cpu_set_t set;

	if (!others(&set))
		return;
	pthread_attr_init(&attr);
	if (pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED) == 0 &&
	    pthread_attr_setaffinity_np(&attr, sizeof(set), &set) == 0)
		(void)start(&thread, &attr, job, arg);
	pthread_attr_destroy(&attr);
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

	w->job = job;
	w->arg = arg;
	w->beside = -1;
	sem_init(&w->todo, 0, 0);
	sem_init(&w->done, 0, 0);
	if (start(&w->thread, NULL, work, w) == 0)
		return w;
	sem_destroy(&w->todo);
	sem_destroy(&w->done);
	free(w);
	return NULL;
}

static void
keep_apart(struct worker *w)
{
	cpu_set_t set;
	int cpu = sched_getcpu();

	if (cpu != w->beside && others(&set))
		(void)pthread_setaffinity_np(w->thread, sizeof(set), &set);
	w->beside = cpu;
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
