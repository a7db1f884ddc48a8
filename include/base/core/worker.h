/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_BASE_WORKER_H
#define VIGIL_BASE_WORKER_H

/*
 * A thread that does one job again and again beside its caller.  What the job
 * uses is the thread's own from worker_go() to worker_wait().  Signals are the
 * caller's to hear.
 */

struct worker;

/*
 * Does a job once, for which the caller does not wait; where there is only one
 * processor not at all.
 */
void worker_once(void *(*job)(void *), void *arg);

struct worker *worker_start(void (*job)(void *), void *arg); /* NULL: none */
void worker_go(struct worker *);   /* once; no other is under way */
void worker_wait(struct worker *); /* for that one, if one is */
void worker_end(struct worker *);  /* waits, and frees; NULL is none */

#endif
