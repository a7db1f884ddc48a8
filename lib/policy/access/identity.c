/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "base/json/json.h"
#include "base/text/text.h"
#include "policy/access/identity.h"

static void
set_login(struct who *who, const char *name, size_t n)
{
	/* it becomes text: no half of a character */
	n = text_utf8(name, n < sizeof(who->login) ? n
						   : sizeof(who->login) - 1);
	memcpy(who->login, name, n);
	who->login[n] = '\0';
}

/* The school's record names the owner; no other account needs asking for. */
static int
owner_login(struct who *who, struct store *store, struct err *err)
{
	struct stored school;
	struct json j = { 0 };
	struct buf scratch = BUF_INIT;
	int owner, login, rc;
	const char *s;
	size_t n;

	if ((rc = store_only(store, &kind_school, &school, err)) != 1)
		return rc;
	rc = json_parse(&j, school.body, school.len, 0, err);
	if (rc == 0 && (owner = json_get(&j, 0, "owner")) >= 0 &&
	    (login = json_get(&j, owner, "login")) >= 0) {
		s = json_text(&j, login, &scratch, &n);
		set_login(who, s, n);
	}
	buf_release(&scratch);
	json_release(&j);
	return rc;
}

struct roles {
	char (*role)[32];
	size_t *n;
};

static int
add_role(void *arg, const struct stored *appointment, struct err *err)
{
	struct roles *to = arg;
	struct json j = { 0 };
	struct buf scratch = BUF_INIT;
	const char *s;
	size_t n;
	int rc;

	rc = json_parse(&j, appointment->body, appointment->len, 0, err);
	if (rc == 0 && *to->n < WHO_ROLES) {
		s = json_text(&j, json_get(&j, 0, "role"), &scratch, &n);
		if (n < sizeof(to->role[0])) {
			memcpy(to->role[*to->n], s, n);
			to->role[(*to->n)++][n] = '\0';
		}
	}
	buf_release(&scratch);
	json_release(&j);
	return rc;
}

/* Whether a date of a record lies before a day. */
static bool
is_past(const struct json *j, const char *name, const char *on)
{
	struct buf scratch = BUF_INIT;
	int t = json_get(j, 0, name);
	const char *s;
	bool past;
	size_t n;

	if (t < 0)
		return false;
	s = json_text(j, t, &scratch, &n);
	past = n == DATE_LEN - 1 && memcmp(s, on, n) < 0;
	buf_release(&scratch);
	return past;
}

/* Who has left has no role any more, whatever post was never ended: 1. */
static int
has_left(struct store *store, const char *person, const char *on,
    struct err *err)
{
	struct json j = { 0 };
	struct stored row;
	int rc = store_get(store, person, &row, err);

	if (rc != 1)
		return rc;
	rc = json_parse(&j, row.body, row.len, 0, err);
	if (rc == 0)
		rc = is_past(&j, "end_date", on) ||
		    is_past(&j, "off_register", on);
	json_release(&j);
	return rc;
}

int
who_calls(struct who *who, struct store *store, bool owner,
    void (*login)(struct buf *), int32_t day, struct err *err)
{
	struct query query = { 0 };
	struct buf account = BUF_INIT;
	char on[DATE_LEN];
	int found;

	memset(who, 0, sizeof(*who));
	who->owner = owner;
	if (owner && owner_login(who, store, err) == -1)
		return -1;
	if (who->login[0] == '\0') {
		login(&account);
		set_login(who, account.p, account.n);
		buf_release(&account);
	}
	if (owner)
		return 0;
	found = store_find(store, &kind_person, "login", who->login,
	    who->person, err);
	if (found <= 0)
		return found;
	date_format(day, on);
	query.kind = &kind_appointment;
	query.about = who->person;
	if (store_each(store, &query, add_role,
		&(struct roles){ who->held, &who->nheld }, err) == -1)
		return -1;
	found = has_left(store, who->person, on, err);
	if (found != 0)
		return found == 1 ? 0 : -1;
	memcpy(who->role[who->nroles++], "staff", sizeof("staff"));
	query.open_on = on;
	return store_each(store, &query, add_role,
	    &(struct roles){ who->role, &who->nroles }, err);
}

const char *
who_name(const struct who *who)
{
	return who->person[0] != '\0' ? who->person : who->login;
}

bool
who_is(const struct who *who, const char *role_or_id)
{
	if (strcmp(who->person, role_or_id) == 0 && *role_or_id != '\0')
		return true;
	for (size_t i = 0; i < who->nroles; i++) {
		if (strcmp(who->role[i], role_or_id) == 0)
			return true;
	}
	return false;
}
