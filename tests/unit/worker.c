/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

#include "base/core/worker.h"

struct sum {
	pthread_t thread;
	bool deaf; /* no signal was the job's to hear */
	int step, total;
};

static void
add(void *arg)
{
	struct sum *sum = arg;
	sigset_t now;

	sum->thread = pthread_self();
	pthread_sigmask(SIG_SETMASK, NULL, &now);
	sum->deaf = sigismember(&now, SIGTERM) && sigismember(&now, SIGINT);
	sum->total += sum->step;
}

static void
each_job_is_done_once_and_beside(void **state)
{
	struct sum sum = { .step = 0 };
	struct worker *w = worker_start(add, &sum);
	sigset_t before, after;

	(void)state;
	assert_non_null(w);
	worker_wait(w); /* for nothing */
	assert_int_equal(sum.total, 0);
	pthread_sigmask(SIG_SETMASK, NULL, &before);
	for (int i = 1; i <= 1000; i++) {
		sum.step = i;
		worker_go(w);
		worker_wait(w);
		assert_int_equal(sum.total, i * (i + 1) / 2);
	}
	assert_false(pthread_equal(sum.thread, pthread_self()));
	assert_true(sum.deaf);
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	assert_int_equal(sigismember(&after, SIGTERM),
	    sigismember(&before, SIGTERM));
	worker_end(w);
}

static void
the_end_waits_for_what_is_under_way(void **state)
{
	struct sum sum = { .step = 7 };
	struct worker *w = worker_start(add, &sum);

	(void)state;
	worker_go(w);
	worker_end(w);
	assert_int_equal(sum.total, 7);
	worker_end(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_job_is_done_once_and_beside),
		cmocka_unit_test(the_end_waits_for_what_is_under_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
