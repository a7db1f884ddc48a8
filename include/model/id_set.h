/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_MODEL_ID_SET_H
#define VIGIL_MODEL_ID_SET_H

/* Ids in the order in which they came, each once.  Zeroed memory is none. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/id.h"

struct id_set {
	char (*id)[ID_LEN];
	size_t n, cap;
	uint32_t *slot; /* where in id, plus 1; by hash; 2 * cap of them */
};

/* False when the id was there before. */
bool id_set_add(struct id_set *, const char *id);

void id_set_reset(struct id_set *); /* empties */
void id_set_release(struct id_set *);

#endif
