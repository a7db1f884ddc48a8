/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "cli/cmd.h"

const struct command *
command_named(const char *name)
{
	for (size_t i = 0; commands[i] != NULL; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	}
	return NULL;
}
