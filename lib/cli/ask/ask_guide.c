/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <stdlib.h>

#include "cli/frame/cmd.h"
#include "cli/frame/cmd_inside.h"

int
cmd_guide(struct cmd *cmd, struct err *err)
{
	char *path = session_data(&cmd->s, "guide.txt");
	FILE *f = fopen(path, "re");
	char block[4096];
	int rc = 0;
	size_t n;

	if (f == NULL)
		rc = err_sys(err, ST_CONFIG, "guide",
		    "The guide, %s, could not be opened", path);
	while (rc == 0 && (n = fread(block, 1, sizeof(block), f)) > 0)
		rc = out_text(cmd->out, block, n, err);
	if (rc == 0 && ferror(f))
		rc = err_sys(err, ST_IO, "guide",
		    "The guide, %s, could not be read", path);
	if (f != NULL)
		fclose(f);
	free(path);
	return rc;
}
