/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "scr_import_part.h"

void
scr_fault_add(struct scr_import *im, size_t column, const char *field,
    struct err *e)
{
	if (im->nfaults == im->faults_cap) {
		im->faults_cap = im->faults_cap == 0 ? 8
						     : im->faults_cap * 2;
		im->fault = mem_resize(im->fault, im->faults_cap,
		    sizeof(*im->fault));
	}
	err_field(e, field);
	im->fault[im->nfaults].column = column;
	im->fault[im->nfaults++].err = *e;
}

void
scr_fault_named(struct scr_import *im, struct err *e)
{
	struct in *in = im->cmd->in;
	bool is_name = strcmp(e->field, "family_name") == 0 ||
	    strcmp(e->field, "given_name") == 0;
	char field[sizeof(e->field)];
	const char *other = strchr(e->field, '.');

	memcpy(field, e->field, sizeof(field));
	if (in_column(in, field) == in_cells(in)) {
		if (other != NULL) /* a check says it in its one cell */
			field[other - e->field] = '\0';
		else if (is_name && in_column(in, "name") < in_cells(in))
			memcpy(field, "name", 5);
		else if (is_name && in_column(in, "full_name") < in_cells(in))
			memcpy(field, "full_name", 10);
	}
	scr_fault_add(im, in_column(in, field), field, e);
}

static int
by_column(const void *a, const void *b)
{
	const struct fault *x = a, *y = b;

	return (x->column > y->column) - (x->column < y->column);
}

int
scr_fault_tell(struct scr_import *im, struct err *err)
{
	if (im->nfaults == 0)
		return 0;
	qsort(im->fault, im->nfaults, sizeof(*im->fault), by_column);
	*err = im->fault[0].err;
	for (size_t i = 1; i < im->nfaults; i++)
		in_fault(im->cmd->in, &im->fault[i].err);
	return -1;
}

bool
scr_fault_of(const struct scr_import *im, const char *field)
{
	bool is_name = strcmp(field, "family_name") == 0 ||
	    strcmp(field, "given_name") == 0;

	for (size_t i = 0; i < im->nfaults; i++) {
		const char *had = im->fault[i].err.field;

		if (strcmp(had, field) == 0 || (is_name &&
			(strcmp(had, "name") == 0 ||
			    strcmp(had, "full_name") == 0)))
			return true;
	}
	return false;
}
