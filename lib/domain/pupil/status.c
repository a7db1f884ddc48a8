/* SPDX-License-Identifier: ISC */
#include "domain/pupil/status.h"

#include "model/rec/rec_get.h"
#include "domain/adults.h"

bool
status_due(const struct json *j, int32_t day)
{
	int32_t review = rec_day(j, 0, "review");

	if (review != DATE_NONE && review <= day)
		return true;
	return json_is(j, json_get(j, 0, "status"), "part-time-timetable") &&
	    (review == DATE_NONE || json_get(j, 0, "to") < 0);
}
