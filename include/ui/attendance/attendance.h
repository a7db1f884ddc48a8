/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ATTENDANCE_H
#define VIGIL_CLI_ATTENDANCE_H

/* The attendance register for commands: marks in, escalations out. */

#include "cli/frame/cmd.h"
#include "domain/attendance/attendance.h"

/* What the commands of these names do. */
int attendance_import(struct cmd *, struct err *);
int attendance_check(struct cmd *, struct err *);
int attendance_return(struct cmd *, struct err *);
int attendance_show(struct cmd *, struct err *);

/* Stores penalty notices; says of each what it uses up, on standard error. */
int notice_add(struct cmd *, struct err *);

/*
 * A pupil by the whole id, which is borrowed; the codes are the caller's to
 * read.  cmd->tape holds the record afterwards.
 */
int attendance_pupil(struct cmd *, const char *id, struct absence_pupil *,
    struct err *);

#endif
