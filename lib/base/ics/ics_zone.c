/* SPDX-License-Identifier: ISC */
#include <string.h>
#include <strings.h>

#include "base/ics/ics.h"
#include "ics_own.h"

/* London and UTC, as programs call them; others by Windows' names. */
static const struct {
	const char *name, *zone;
} names[] = {
	{ "GB", "London" },
	{ "GB-Eire", "London" },
	{ "Europe/Belfast", "London" },
	{ "Europe/Guernsey", "London" },
	{ "Europe/Isle_of_Man", "London" },
	{ "Europe/Jersey", "London" },
	{ "GMT Standard Time", "London" },
	{ "(UTC) Coordinated Universal Time", "UTC" },
	{ "Coordinated Universal Time", "UTC" },
	{ "Etc/GMT", "UTC" },
	{ "Etc/UTC", "UTC" },
	{ "GMT", "UTC" },
	{ "Greenwich Standard Time", "UTC" }, /* of Iceland */
	{ "UTC", "UTC" },
	{ "Z", "UTC" },
	{ "Central Europe Standard Time", "Europe/Budapest" },
	{ "Central European Standard Time", "Europe/Warsaw" },
	{ "Eastern Standard Time", "America/New_York" },
	{ "GTB Standard Time", "Europe/Bucharest" },
	{ "India Standard Time", "Asia/Kolkata" },
	{ "Romance Standard Time", "Europe/Paris" },
	{ "W. Europe Standard Time", "Europe/Berlin" },
};

static bool
is_london(const char *zone)
{
	const char *s = strcasestr(zone, "London");

	return s != NULL && s[strlen("London")] == '\0';
}

const char *
ics_zone(const char *zone)
{
	if (is_london(zone))
		return "London";
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(zone, names[i].name) == 0)
			return names[i].zone;
	return zone;
}

bool
ics_zone_looked_up(const char *zone)
{
	return strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
	    "uvwxyz0123456789_+-/") == strlen(zone) && strlen(zone) < 64 &&
	    *zone != '/' && strchr(zone, '/') != NULL;
}
