/* SPDX-License-Identifier: ISC */
#include "base/core/env.h"

#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>

bool
env_believed(void)
{
	return !getauxval(AT_SECURE) && getuid() == geteuid() &&
	    getgid() == getegid();
}

const char *
env_get(const char *name)
{
	const char *s = env_believed() ? secure_getenv(name) : NULL;

	return s != NULL && *s != '\0' ? s : NULL;
}

const char *
env_folder(const char *name)
{
	const char *s = env_get(name);

	return s != NULL && *s == '/' ? s : NULL;
}
