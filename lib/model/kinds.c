/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/text.h"
#include "model/kind.h"

const struct kind *const kinds[] = { &kind_pupil, &kind_status, &kind_person,
	&kind_appointment, &kind_concern, &kind_action, &kind_referral,
	&kind_share, &kind_check, &kind_acceptance, &kind_audit,
	&kind_reported, &kind_training, &kind_induction, &kind_recruitment,
	&kind_rota, &kind_import, &kind_notice, &kind_escalated,
	&kind_access, &kind_school, &kind_calendar, &kind_route,
	&kind_handling, &kind_reason, &kind_owed, &kind_count, &kind_ledger,
	&kind_trouble, &kind_finding, &kind_expected, &kind_cell,
	&kind_asked, &kind_event, &kind_term, &kind_day, &kind_deadline,
	&kind_remark, &kind_missing, &kind_clock, &kind_contact,
	&kind_off_roll, &kind_mark, &kind_escalation, &kind_unmarked,
	&kind_recount, &kind_return, &kind_attendance, NULL };

const char *const words_role[] = { "lead-dsl", "deputy-dsl", "headteacher",
	"senior-teacher", "chair", "vice-chair", "committee-member",
	"lead-member-safeguarding", "lead-member-behaviour",
	"lead-member-wellbeing", "business-manager", "attendance-officer",
	"senco", "senior-mental-health-lead", "lac-teacher", "ict-manager",
	"key-adult", "vocational-manager", "hr", "staff", "auditor", NULL };

const char *const words_to[] = { "dsl", "headteacher", "senior-teacher",
	"chair", "vice-chair", "csc", "police-999", "police", "lado",
	"prevent", "early-help", "ews", "housing", "fmu", "dbs", "tra",
	"cyber-choices", "young-carers", "whistleblowing",
	"la-investigations", "nspcc-whistleblowing", "mental-health-lead",
	"uava", "apwg", "senco", NULL };

const char *const words_parent_risk[] = { "greater-risk",
	"impede-investigation", "csc-advice", "police-advice",
	"risk-to-victim", NULL };

const char *const words_consent[] = { "given", "refused", "not-sought",
	NULL };

const char *const words_no_consent[] = { "cannot-obtain", "not-reasonable",
	"puts-child-at-risk", NULL };

const struct kind *
kind_named(const char *name, size_t n)
{
	for (size_t i = 0; kinds[i] != NULL; i++) {
		if (text_equal(name, n, kinds[i]->name))
			return kinds[i];
	}
	return NULL;
}

const struct kind *
kind_lettered(char letter)
{
	for (size_t i = 0; kinds[i] != NULL; i++) {
		if (kinds[i]->letter == letter && letter != '\0')
			return kinds[i];
	}
	return NULL;
}

const struct field *
field_named(const struct field *f, const char *name, size_t n)
{
	for (; f->name != NULL; f++) {
		if (text_equal(name, n, f->name))
			return f;
	}
	return NULL;
}

int
kind_in_order(const struct json *j, int first, int second, const char *field,
    const char *sentence, struct err *err)
{
	struct buf unused = BUF_INIT;
	const char *a, *b;
	size_t na, nb;

	if (first < 0 || second < 0)
		return 0;
	/* both are canonical: ISO dates and UTC times order as bytes */
	a = json_text(j, first, &unused, &na);
	b = json_text(j, second, &unused, &nb);
	if (memcmp(a, b, na < nb ? na : nb) <= 0)
		return 0;
	err_set(err, ST_DATA, "order", "%s", sentence);
	return err_field(err, field);
}
