/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_DOMAIN_STATUS_H
#define VIGIL_DOMAIN_STATUS_H

/*
 * Whether the status of a pupil is to be looked at: its review is due, or it
 * is a timetable of part of the day, which has an end and is reviewed before
 * it, and lacks one of the two.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/json/json.h"

bool status_due(const struct json *status, int32_t day);

#endif
