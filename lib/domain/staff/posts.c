/* SPDX-License-Identifier: ISC */
#include "domain/staff/posts.h"

#include <string.h>

#include "model/kind.h"

#define REGISTER "role"

static void
check_holder(const struct posts *p, const struct asked *a,
    const struct adult *who, struct findings *out)
{
	char day[DATE_LONG];

	if (who->here) {
		if (a->within.name[0] != '\0' && !adult_in(who, &a->within))
			finding_cite(findings_add(out, REGISTER, who->id,
			    a->within.name, "missing", a->severity,
			    "%s is %s and not of %s. Appoint one who is.",
			    who->name, a->name, a->within.title), a,
			    DATE_NONE);
		return;
	}
	if (who->left == DATE_NONE || who->left >= p->day)
		return;
	date_format_long(who->left, day);
	finding_cite(findings_add(out, REGISTER, who->id, a->item,
	    "leaver", "advice", "%s left on %s and is still down as %s. "
	    "End the appointment with appointment-amend.", who->name, day,
	    a->name), a, DATE_NONE);
}

static void
check_post(const struct posts *p, const struct asked *a,
    struct findings *out)
{
	uint32_t role = asked_bit(words_role, a->item);
	int n = 0;

	for (size_t i = 0; i < p->adults->n; i++) {
		const struct adult *who = &p->adults->v[i];

		if ((who->roles & role) == 0)
			continue;
		n += who->here;
		check_holder(p, a, who, out);
	}
	if (n < a->least)
		finding_cite(findings_add(out, REGISTER, a->of.name, a->item,
		    "missing", a->severity, "%s is down as %s. Appoint one "
		    "and record it with appointment-add.", n == 0 ? "Nobody"
			: "Not everybody needed", a->name), a, DATE_NONE);
	for (size_t i = 0; a->most > 0 && n > a->most && i < p->adults->n;
	     i++) {
		const struct adult *who = &p->adults->v[i];

		if (who->here && (who->roles & role) != 0)
			finding_cite(findings_add(out, REGISTER, who->id,
			    a->item, "duplicate", "advice", "%s is one of %d "
			    "who are down as %s, where %d is meant. End the "
			    "appointment that no longer holds.", who->name, n,
			    a->name, a->most), a, DATE_NONE);
	}
}

void
posts_check(const struct posts *p, struct findings *out)
{
	for (size_t i = 0; i < p->asked->n; i++) {
		const struct asked *a = &p->asked->v[i];

		if (edition_on(&a->in_force, p->day) &&
		    strcmp(a->item, ASKED_ROTA) != 0)
			check_post(p, a, out);
	}
	findings_sort(out);
}
