/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_TRAINING_PAGE_H
#define VIGIL_CLI_TRAINING_PAGE_H

/*
 * Training for people: the matrix of adults and courses as a page, and the
 * days on which courses run out as a calendar.  Both set what the command
 * exits with, as its findings do.
 */

#include "ui/scr/register.h"
#include "domain/staff/training.h"

int training_html(struct register_job *, const struct training *,
    struct err *);

/* Ids and numbers only: a calendar is seen by whoever has it. */
int training_ics(struct register_job *, const struct training *,
    struct err *);

#endif
