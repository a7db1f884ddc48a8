/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_ATTENDANCE_H
#define VIGIL_CLI_ATTENDANCE_H

/* The attendance register for commands: marks in, escalations out. */

#include "cli/cmd.h"

/* What the commands of these names do. */
int attendance_import(struct cmd *, struct err *);
int attendance_check(struct cmd *, struct err *);
int attendance_return(struct cmd *, struct err *);
int attendance_show(struct cmd *, struct err *);

#endif
