/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_PANELS_H
#define VIGIL_DOMAIN_PANELS_H

/* Recruitments as facts: their panels, whom they appointed, what was done. */

#include "domain/adults.h"

#define STEPS 4 /* the words of words_step, fields that hold their days */

struct panel {
	char id[ID_LEN];
	char *vacancy;
	int32_t interview;
	uint32_t *member;
	size_t n;
	uint32_t appointed; /* ADULT_NONE while nobody is */
	int32_t step[STEPS]; /* DATE_NONE where not done */
};

struct panels {
	struct panel *v;
	size_t n;
};

void panels_add(struct panels *, const struct adults *,
    const struct json *recruitment);
void panels_release(struct panels *);

#endif
