# SPDX-License-Identifier: ISC
# usage: awk -v dir=DIR -f make-school.awk CALENDAR.yaml make-school.txt
# Writes the records of a made-up school as JSON Lines into DIR, the same
# every time with every awk: its own random numbers, no clock.

# ---- numbers and words

# A linear congruential generator; doubles hold its products exactly.
function random(n) {
	seed = (seed * 69069 + 12345) % 4294967296
	return int(seed / 65536) % n
}

function chance(percent) { return random(100) < percent }

function pick(list,	w, n) {
	n = split(list, w, "|")
	return w[random(n) + 1]
}

function word(list,	w, n) {
	n = split(list, w, " ")
	return w[random(n) + 1]
}

function two(n) { return sprintf("%02d", n) }

# ---- days: a day is its number, 1 March of year 0 being 0

function day_of(date,	y, m) {
	y = substr(date, 1, 4) + 0
	m = substr(date, 6, 2) + 0
	if (m <= 2)
		y--
	m = (m + 9) % 12
	return y * 365 + int(y / 4) - int(y / 100) + int(y / 400) + \
	    int((m * 306 + 5) / 10) + substr(date, 9, 2) - 1
}

function date_of(d,	y, n, m) {
	y = int((10000 * d + 14780) / 3652425)
	n = d - (365 * y + int(y / 4) - int(y / 100) + int(y / 400))
	if (n < 0) {
		y--
		n = d - (365 * y + int(y / 4) - int(y / 100) + int(y / 400))
	}
	m = int((100 * n + 52) / 3060)
	n = n - int((m * 306 + 5) / 10) + 1
	y += int((m + 2) / 12)
	return y "-" two((m + 2) % 12 + 1) "-" two(n)
}

function spoken(d,	s) {
	s = date_of(d)
	return substr(s, 9, 2) + 0 " " month[substr(s, 6, 2) + 0] " " \
	    substr(s, 1, 4)
}

# The n-th school day on or after a day, not past the as-at day.
function school_day(d, n) {
	for (; d < today; d++) {
		if (d in open_day && n-- <= 0)
			return d
	}
	return today
}

# ---- JSON

function quote(s) {
	gsub(/"/, "\\\"", s)
	return "\"" s "\""
}

function begin(kind) { record = "{" quote("kind") ":" quote(kind) }
function raw(name, json) { record = record "," quote(name) ":" json }

function put(name, value) {
	if (value != "")
		raw(name, quote(value))
}

function put_list(name, list,	w, n, i, s) {
	n = split(list, w, ",")
	for (i = 1; i <= n; i++)
		s = s (i > 1 ? "," : "") quote(w[i])
	if (n > 0)
		raw(name, "[" s "]")
}

function end(file) { print record "}" > (dir "/" file ".jsonl") }

# ---- reading the calendar and the text

FILENAME != was { was = FILENAME; nfile++ }
/^#/ || (nfile == 1 && /^ *$/) { next }

nfile == 1 && /^[a-z_]+:/ { section = $1; next }
nfile == 1 && section == "terms:" && $1 == "from:" { from = day_of($2) }
nfile == 1 && section == "terms:" && $1 == "to:" {
	for (d = from; d <= day_of($2); d++)
		if ((d + 2) % 7 < 5)
			open_day[d] = 1
}
nfile == 1 && (section == "inset:" || section == "closures:" ||
    section == "bank_holidays:") && $1 == "-" {
	delete open_day[day_of($NF)]
}
nfile == 1 { next }

/^\t/ {
	line = substr($0, 2)
	if (into == "paragraph")
		text[name, ntext[name]] = text[name, ntext[name]] " " line
	else if (into == "more")
		more[nt, field] = more[nt, field] " " line
	else if (into == "head")
		head[nt] = head[nt] " " line
	else if (into == "account")
		account[nt] = account[nt] " " line
	else if (into == "adult")
		adult[na] = adult[na] " " line
	next
}
/^! / { words[$2] = words[$2] substr($0, length($2) + 3); next }
/^& / { adult[++na] = substr($0, 3); into = "adult"; next }
/^@ / { name = substr($0, 3); into = "paragraph"; next }
/^= / { head[++nt] = substr($0, 3); into = "head"; next }
/^[+] / {
	field = $2
	more[nt, field] = substr($0, length($2) + 4)
	into = "more"
	next
}
/^$/ { next }
into == "paragraph" { text[name, ++ntext[name]] = $0; next }
{
	account[nt] = account[nt] (account[nt] == "" ? "" : " ") $0
	into = "account"
}

# ---- who is at the school

function upn(year, serial,	s, i, total) {
	s = (chance(88) ? "856" : "855") (2000 + random(40) * 13) \
	    two(year) sprintf("%03d", serial)
	for (i = 1; i <= 12; i++)
		total += (i + 1) * substr(s, i, 1)
	return substr("ABCDEFGHJKLMNPQRTUVWXYZ", total % 23 + 1, 1) s
}

function uln(	s, i, total) {
	do {
		s = 1 + random(9) ""
		while (length(s) < 9)
			s = s random(10)
		total = 0
		for (i = 1; i <= 9; i++)
			total += (11 - i) * substr(s, i, 1)
	} while (total % 11 == 0)
	return s (10 - total % 11)
}

# Numbers that Ofcom keeps for drama.
function phone() { return sprintf("0116 496 0%03d", random(1000)) }

function contact(name, relation, can, may) {
	return "{" quote("name") ":" quote(name) "," quote("relation") ":" \
	    quote(relation) "," quote("phone") ":" quote(phone()) "," \
	    quote("parental_responsibility") ":" can "," \
	    quote("may_contact") ":" may "}"
}

function contacts(p,	s, other) {
	if (carer[p] == "mum")
		s = contact(pick("Karen|Donna|Amina|Sunita|Leanne|Magda|Joy|" \
		    "Stacey|Grace|Rukhsana") " " family[p], "mother", "true",
		    "true")
	else if (carer[p] == "dad")
		s = contact(pick("Darren|Imtiaz|Piotr|Wayne|Ashok|Tunde") " " \
		    family[p], "father", "true", "true")
	else if (carer[p] == "nan")
		s = contact(pick("Maureen|Pauline|Ifeoma|Jean") " " family[p],
		    "grandmother", chance(50) ? "true" : "false", "true")
	else
		s = contact(pick("Alison Rudge|Neville Parks|Tina Ojo|" \
		    "Barbara Coyle"), "foster carer", "false", "true")
	other = chance(75)
	if (other)
		s = s "," contact(pick("Denise|Kofi|Razia|Alan|Beverley|Jo") \
		    " " (chance(40) ? word(words["family"]) : family[p]),
		    pick("aunt|grandfather|father|older sister|neighbour"),
		    "false", chance(90) ? "true" : "false")
	return "[" s "]"
}

function adults(	i, f, n, r, k, login) {
	for (i = 1; i <= na; i++) {
		n = split(adult[i], f, "|")
		adult_name[i] = f[1] " " f[2]
		login = tolower(substr(f[1], 1, 1) f[2])
		begin("person")
		put("family_name", f[2])
		put("given_name", f[1])
		put("category", f[3])
		put("post", f[4])
		put("start_date", f[5])
		if (f[3] == "volunteer")
			raw("regulated_activity", i % 2 ? "true" : "false")
		if (f[3] == "volunteer" || f[3] == "contractor")
			raw("supervised", "true")
		if (f[3] ~ /teacher|leader/)
			put("trn", sprintf("%07d", 1000000 + random(8999999)))
		put("agency", n > 6 ? f[7] : "")
		if (f[3] !~ /contractor|hirer|visiting|supply|agency/) {
			put("login", login)
			if (f[3] ~ /teacher|support|trainee/)
				reporter[++nreporters] = i
		}
		put("client_id", adult_id(i))
		end("persons")
		n = split(f[6], r, " ")
		for (k = 1; k <= n; k++) {
			begin("appointment")
			put("person", adult_id(i))
			put("role", r[k])
			put("from", f[5])
			put("client_id", "appointment-" two(++nappointments))
			end("appointments")
		}
	}
}

function adult_id(i) { return "adult-" two(i) }

function pupils(	i, year, born, given, fam, boy, nfam) {
	nfam = split(words["family"], fam, " ")
	for (i = 1; i <= 90; i++) {
		year = i <= 8 ? 7 : i <= 22 ? 8 : i <= 42 ? 9 : \
		    i <= 66 ? 10 : 11
		born = day_of((2026 - year - 5) "-09-01") + random(365)
		boy = chance(64)
		given = word(words[boy ? "boys" : "girls"])
		family[i] = fam[(i * 37) % nfam + 1]
		carer[i] = chance(60) ? "mum" : chance(45) ? "dad" : \
		    chance(60) ? "nan" : "carer"
		if (i == 30) {
			given = "Aaron"
			family[i] = "Sedgley"
			boy = 1
			carer[i] = "mum"
		}
		# a brother and a sister now and then
		if (i > 50 && i % 12 == 0)
			family[i] = family[i - 29]
		name_of[i] = given
		sex[i] = boy ? "M" : "F"
		stage[i] = year < 10 ? "ks3" : "ks4"
		entry[i] = i == 30 ? day_of("2025-09-08") : \
		    chance(45) ? day_of("2025-09-01") + random(60) : \
		    school_day(day_of("2025-08-27") + random(430), 0)
		if (year == 7 && entry[i] < day_of("2026-08-27"))
			entry[i] = day_of("2026-09-01") + random(40)
		entry[i] = school_day(entry[i], 0)
		weight[i] = 1 + random(6) * (chance(25) ? 2 : 1)
		begin("pupil")
		put("family_name", family[i])
		put("given_name", given)
		put("dob", date_of(born))
		put("upn", upn(26 - year, 100 + i * 7))
		if (year > 9)
			put("uln", uln())
		put("sex", sex[i])
		put("year_group", year)
		put("key_stage", toupper(stage[i]))
		put("site", year < 10 ? "Mill Lane" : "Canal Street")
		put("entry_date", date_of(entry[i]))
		put("roll", pick("sole|sole|main|subsidiary"))
		put("placement",
		    pick("excluded|excluded|at-risk-of-exclusion|other"))
		raw("contacts", contacts(i))
		put("client_id", pupil_id(i))
		end("pupils")
	}
}

function pupil_id(i) { return "pupil-" two(i) }

function status(p, what, from, to, role,	w) {
	begin("status")
	put("pupil", pupil_id(p))
	put("status", what)
	put("from", date_of(from))
	if (to)
		put("to", date_of(to))
	put("source", role != "" ? "Children's social care" : \
	    pick("School before|Parent|Local authority|SENCO"))
	if (role != "") {
		if (!((p, role) in worker))
			worker[p, role] = pick("Esther Mullins|Tom Wetherby|" \
			    "Nasreen Jilani|Claire Dyson|Femi Adeyinka")
		w = worker[p, role]
		raw("worker", "{" quote("name") ":" quote(w) "," \
		    quote("role") ":" quote(role) "," quote("phone") ":" \
		    quote(phone()) "}")
	}
	put("client_id", "status-" sprintf("%03d", ++nstatuses))
	end("statuses")
}

function statuses(	i, d) {
	for (i = 1; i <= 90; i++) {
		d = entry[i]
		if (i == 30) {
			status(i, "semh", d, 0, "")
			status(i, "early-help", day_of("2026-03-09"),
			    day_of("2026-06-30"), "Family support worker")
			status(i, "child-in-need", day_of("2026-07-01"),
			    day_of("2026-10-08"), "Social worker")
			status(i, "social-worker", day_of("2026-07-01"), 0,
			    "Social worker")
			status(i, "child-protection-plan",
			    day_of("2026-10-09"), 0, "Social worker")
			status(i, "young-carer", day_of("2026-05-11"), 0, "")
			continue
		}
		if (chance(45))
			status(i, "semh", d, 0, "")
		if (chance(22))
			status(i, "ehcp", d - random(400), 0, "")
		else if (chance(35))
			status(i, "sen-support", d, 0, "")
		if (carer[i] == "carer") {
			status(i, "looked-after", d - random(500), 0,
			    "Social worker")
			status(i, "social-worker", d - random(200), 0,
			    "Social worker")
		} else if (chance(7)) {
			status(i, "child-protection-plan",
			    school_day(d + random(200), 0), 0, "Social worker")
			status(i, "social-worker", d, 0, "Social worker")
		} else if (chance(10)) {
			status(i, "child-in-need",
			    school_day(d + random(150), 0), 0, "Social worker")
			status(i, "social-worker", d, 0, "Social worker")
		} else if (chance(12))
			status(i, "early-help", school_day(d + random(100), 0),
			    0, "Family support worker")
		else if (chance(4))
			status(i, "previously-looked-after", d, 0, "")
		if (chance(5))
			status(i, "young-carer", d, 0, "")
		if (chance(8))
			status(i, "eal", d, 0, "")
		if (chance(4))
			status(i, "disabled", d, 0, "")
		if (chance(6))
			status(i, "monitoring", school_day(d + random(300), 0),
			    0, "")
		if (chance(8))
			status(i, "part-time-timetable", d, d + 42, "")
		if (stage[i] == "ks4" && chance(14))
			status(i, "alternative-provision", d, 0, "")
		if (chance(2))
			status(i, "homeless-risk",
			    school_day(d + random(200), 0), 0, "")
		if (chance(3))
			status(i, "parent-in-prison", d, 0, "")
		if (chance(2))
			status(i, "court-witness",
			    school_day(d + random(200), 0), 0, "")
	}
}

# ---- sentences

# One of [a|b|c], for each such place.
function choose(s,	a, b) {
	while ((a = index(s, "[")) > 0) {
		b = index(s, "]")
		s = substr(s, 1, a - 1) \
		    pick(substr(s, a + 1, b - a - 1)) substr(s, b + 1)
	}
	return s
}

function swap(s, what, for_it,	i, out) {
	while ((i = index(s, what)) > 0) {
		out = out substr(s, 1, i - 1) for_it
		s = substr(s, i + length(what))
	}
	return out s
}

function capital(s) { return toupper(substr(s, 1, 1)) substr(s, 2) }

function fill(s,	he, him, his) {
	he = sex[P] == "F" ? "she" : "he"
	him = sex[P] == "F" ? "her" : "him"
	his = sex[P] == "F" ? "her" : "his"
	s = swap(s, "%himself", him "self")
	s = swap(s, "%him", him)
	s = swap(s, "%His", capital(his))
	s = swap(s, "%his", his)
	s = swap(s, "%he", he)
	s = swap(s, "%He", capital(he))
	s = swap(s, "%N", name_of[P])
	s = swap(s, "%O", name_of[other])
	s = swap(s, "%A", adult_name[conduct_adult])
	s = swap(s, "%D", adult_name[dsl])
	s = swap(s, "%R", adult_name[teller])
	s = swap(s, "%d", spoken(at))
	s = swap(s, "%C", carer[P] == "carer" ? "my carer" : capital(carer[P]))
	s = swap(s, "%K", carer[P] == "carer" ? "The foster carer" : \
	    capital(carer[P]))
	s = swap(s, "%c", carer[P])
	return s
}

# An awk in use everywhere breaks on an element that is not there as argument.
function about(t, name) { return (t, name) in more ? more[t, name] : "" }

function say(s) {
	gsub(/ *[|] */, "|", s)
	s = fill(choose(s))
	gsub(/[.] my carer/, ". My carer", s)
	return s
}
function one_of(name) { return text[name, random(ntext[name]) + 1] }

function key(t, name,	w, n, i) {
	n = split(head[t], w, "; ")
	for (i = 2; i <= n; i++)
		if (index(w[i], name "=") == 1)
			return choose(substr(w[i], length(name) + 2))
	return ""
}

# ---- concerns and what was done about them

function clock(t,	a) {
	a = key(t, "at")
	if (a == "early")
		return "07:" two(30 + random(25))
	if (a == "before")
		return "08:" two(25 + random(30))
	if (a == "after")
		return two(15 + random(2)) ":" two(5 + random(50))
	return two(9 + random(6)) ":" two(random(60))
}

function fits(p, t, d,	who) {
	who = key(t, "who")
	if (entry[p] > d || (p == 30) != (key(t, "story") != ""))
		return 0
	if ((who == "f" && sex[p] != "F") || (who == "m" && sex[p] != "M"))
		return 0
	if (who ~ /^ks/ && stage[p] != who)
		return 0
	return !((p, t) in had)
}

function someone(t, d,	p, tries) {
	if (key(t, "story") != "")
		return 30
	do {
		p = random(90) + 1
		tries++
	} while (tries < 5000 && (!fits(p, t, d) ||
	    random(14) >= weight[p]))
	had[p, t] = 1
	return p
}

function adult_as(t,	want, i) {
	want = key(t, "adult")
	for (i = 1; want != "" && i <= na; i++)
		if (adult_name[i] ~ (" " want "$"))
			return i
	return 1
}

function injury(s,	f) {
	split(s, f, "/")
	return "[{" quote("region") ":" quote(f[1]) "," quote("side") ":" \
	    quote(f[2]) "," quote("view") ":" quote(f[3]) "," \
	    quote("type") ":" quote(f[4]) "," quote("size_mm") ":" \
	    f[5] + random(3) * 5 "," quote("colour") ":" quote(f[6]) "}]"
}

function extra(t, name) { put(name, say(about(t, name))) }

function concern(t, d,	told, source, words_, tries, link) {
	told = clock(t)
	P = someone(t, d)
	do
		other = random(90) + 1
	while (name_of[other] == name_of[P] || stage[other] != stage[P] ||
	    entry[other] > d || other == 30 ||
	    (key(t, "with") == "m" && sex[other] != "M"))
	conduct_adult = adult_as(t)
	do
		teller = reporter[random(nreporters) + 1]
	while (teller == conduct_adult)
	dsl = chance(40) ? 2 : stage[P] == "ks3" ? 3 : chance(50) ? 4 : 5
	at = d
	ID = sprintf("%03d", ++nconcerns)
	do
		words_ = say(account[t])
	while (words_ in said && ++tries < 50)
	said[words_] = 1
	begin("concern")
	put("account", words_)
	put("observed_at", date_of(d) "T" told ":00")
	put("place", key(t, "place"))
	source = fill(key(t, "source"))
	put("source_person", source)
	put("passed_to", key(t, "conduct") == "headteacher" ? "chair" : \
	    key(t, "adult") != "" ? "headteacher" : \
	    chance(60) ? "dsl" : adult_id(dsl))
	put("pupil", pupil_id(nconcerns == 101 ? other : P))
	if (nconcerns == 101)
		mistaken = P
	raw("reported_by", "{" quote("person") ":" quote(adult_id(teller)) "}")
	put("source", key(t, "by"))
	put("medium", d < day_of("2026-09-01") && chance(30) ? "paper" : \
	    "electronic")
	if (key(t, "disclosure")) {
		raw("disclosure", "true")
		put("said_at", date_of(d) "T" told ":00")
	}
	if (about(t, "questions_asked") != "")
		raw("questions_asked",
		    "[" quote(say(about(t, "questions_asked"))) "]")
	extra(t, "demeanour")
	extra(t, "manner")
	extra(t, "child_told_next")
	extra(t, "wishes")
	extra(t, "opinion")
	put_list("categories", substr(head[t], 1, index(head[t], ";") - 1))
	put_list("indicators", key(t, "signs"))
	if (key(t, "injury") != "")
		raw("injuries", injury(key(t, "injury")))
	link = key(t, "link")
	if (link == "")
		link = about(t, "link")
	if (link != "")
		raw("linked", "[{" quote("pupil") ":" quote(pupil_id(other)) \
		    "," quote("as") ":" quote(link) "}]")
	put_list("context", key(t, "context"))
	put("conduct_of", key(t, "conduct"))
	if (key(t, "adult") != "")
		put("conduct_person", adult_id(conduct_adult))
	put_list("harm_tests", key(t, "tests"))
	put("significant_harm", key(t, "harm"))
	if (key(t, "crime"))
		raw("crime_suspected", "true")
	if (key(t, "images"))
		raw("images_involved", "true")
	put_list("parent_risk", key(t, "prisk"))
	if (key(t, "care") != "")
		raw("care", "{" quote("carer_relation") ":" \
		    quote(key(t, "care")) "," quote("planned_start") ":" \
		    quote(date_of(d - 40)) "}")
	put("cyber", key(t, "cyber"))
	put_list("protected_characteristics", key(t, "char"))
	put("client_id", concern_id())
	end("concerns")
	follow(t, d, substr(told, 1, 2) + 0)
}

function concern_id() { return "concern-" ID }

function action(type, words_) {
	begin("action")
	put("concern", concern_id())
	put("type", type)
	put("text", say(words_))
}

function act(file, type, words_) {
	action(type, words_)
	put("client_id", "action-" sprintf("%04d", ++nactions))
	end(file)
}

function decide(file, what, track,	s, i) {
	s = one_of(track)
	i = index(s, "||")
	action("decision", substr(s, 1, i - 1))
	put("decision", what)
	put("rationale", say(substr(s, i + 2)))
	if (what == "not-refer")
		put("agency", "csc")
	if (what == "refer" || what == "not-refer")
		put_list("consulted", adult_name[dsl == 2 ? 1 : 2])
	if (what == "monitor")
		put("due", date_of(school_day(at + 21, 0)))
	put("client_id", "action-" sprintf("%04d", ++nactions))
	end(file)
}

function moment(d, hour) {
	return date_of(d) "T" two(hour > 16 ? 16 : hour) ":" \
	    two(random(50)) ":00"
}

function referral(t, to, d, hour, old, i,	made, answered, r) {
	begin("referral")
	put("concern", concern_id())
	put("to", to)
	put("reason", say(about(t, "reason")))
	put("client_id", "referral-" ID "-" i)
	# of the newest, some calls are still to be made
	if (old < 8 && chance(30)) {
		put("due_at", date_of(d) "T23:59:59")
		end("referrals")
		return
	}
	made = hour < 15 ? moment(d, hour + 1) : moment(d, 16)
	put("made_at", made)
	put("by", adult_id(dsl))
	put("method", pick("by telephone, then the form|by telephone|form"))
	if (to ~ /csc|police|lado/)
		put("reference", toupper(substr(to, 1, 1)) "-" \
		    10000 + random(89999))
	if (key(t, "prisk") != "" || to == "lado") {
		put("consent", "not-sought")
		put("no_consent_reason", "puts-child-at-risk")
		raw("parents_told", "false")
		put("parent_exception", key(t, "prisk") != "" ? \
		    key(t, "prisk") : "police-advice")
	} else if (chance(80)) {
		put("consent", "given")
		raw("parents_told", "true")
	} else {
		put("consent", "refused")
		put("no_consent_reason", "puts-child-at-risk")
		raw("parents_told", "true")
	}
	if (key(t, "context") ~ /extra-familial/)
		put("context_info", "Places and people outside the home are " \
		    "set out in the account.")
	if (key(t, "conduct") != "headteacher")
		put("ht_informed_at", substr(made, 1, 14) "55:00")
	answered = school_day(d + 1, random(2))
	r = ("answer " to) in ntext ? "answer " to : "answer other"
	# an agency forgets, now and then
	if (old > 4 && answered < today && !chance(old < 60 ? 22 : 1)) {
		raw("response", "{" quote("at") ":" \
		    quote(moment(answered, 9 + random(7))) "," quote("by") \
		    ":" quote(pick("Duty worker|Team manager|Duty officer")) \
		    "," quote("decision") ":" \
		    quote(say(about(t, "answer") != "" ? about(t, "answer") : \
		    one_of(r))) "}")
		if (old > 55 && (P != 30 || old > 150)) {
			put("outcome", say(one_of("closed")))
			put("closed_at",
			    moment(school_day(d + 30 + random(20), 0), 12))
		}
	}
	end("referrals")
}

function share(t, d, hour, with, agency, what) {
	begin("share")
	put("what", what)
	put("with", with)
	put("when", moment(d, hour))
	put("by", adult_id(dsl))
	put("pupil", pupil_id(P))
	put("concern", concern_id())
	put("why", pick("To keep the child safe while an assessment runs|" \
	    "The other works with the child and needs it to do so safely|" \
	    "Asked for by the agency for its enquiry"))
	if (key(t, "prisk") == "" && chance(70))
		put("consent", "given")
	else {
		put("consent", "not-sought")
		put("no_consent_reason", "puts-child-at-risk")
	}
	put("lawful_basis", "public-task")
	put("method", pick("secure e-mail|by telephone|in a meeting"))
	put("agency", agency)
	put("client_id", "share-" ID)
	end("shares")
}

# From a concern's age follows how far it has come by the as-at day.
function follow(t, d, hour,	old, track, to, n, i, outcome) {
	old = today - d
	track = key(t, "track")
	if (track != "refer" && (old < 2 || (old < 8 && chance(35))))
		return
	at = school_day(d, 0)
	act("actions-1", "read", one_of("read"))
	if (old < 6 && track != "refer")
		return
	if (track == "none" && chance(18))
		track = "not-refer"
	if (track == "adult")
		decide("actions-1", "none", "adult")
	else
		decide("actions-1", track, track)
	n = split(key(t, "to"), to, ",")
	for (i = 1; i <= n; i++)
		referral(t, to[i], at, hour, old, i)
	if (old < 12 && track != "refer")
		return
	if (key(t, "to") ~ /csc/ && old > 3 && chance(25))
		share(t, school_day(d + 3, 0), 11, "Social worker",
		    "Children's social care",
		    pick("Chronology of the last year|Attendance and the " \
		    "account as written|What the child wishes, in own words"))
	else if (about(t, "wishes") != "" && chance(6))
		share(t, school_day(d + 2, 0), 10, "School nurse",
		    "Community health",
		    "That the child is worried, and what was asked for")
	at = school_day(d + 1, 0)
	if (old > 5 && key(t, "prisk") == "" && track != "adult" &&
	    key(t, "conduct") != "headteacher" && chance(55))
		act("actions-2", "parent-contact", one_of("contact"))
	at = school_day(d + 2 + random(4), 0)
	if (old > 6) {
		if (about(t, "do") != "")
			act("actions-2", "support", "%d: " about(t, "do"))
		else
			act("actions-2", "note",
			    "%d: staff on site told what they need to know.")
	}
	at = school_day(d + 9 + random(9), 0)
	if (old > 20 && track != "adult" && chance(45))
		act("actions-2", "child-view", one_of("child-view"))
	at = school_day(d + 25 + random(25), 0)
	if (old > 52 && chance(93) && (P != 30 || old > 150)) {
		outcome = about(t, "outcome")
		if (outcome == "")
			outcome = one_of("outcome")
		action("resolve",
		    "%d: looked at again by %D and closed.")
		put("outcome", say(outcome))
		if (!n && about(t, "do") == "") {
			put("decision", "none")
			put("rationale", say("[Nothing further came of it.|" \
			    "What was seen is explained and has not come " \
			    "again.]"))
		}
		put("client_id", "action-" sprintf("%04d", ++nactions))
		end("actions-3")
	}
}

function concerns(	t, n, i, j, d, days, day, deck, due) {
	for (t = 1; t <= nt; t++)
		for (i = key(t, "n") + 0; i > 0; i--)
			deck[++n] = t
	for (i = n; i > 1; i--) {
		j = random(i) + 1
		t = deck[i]
		deck[i] = deck[j]
		deck[j] = t
	}
	for (d = today - 364; d <= today - 1; d++)
		if (d in open_day)
			day[++days] = d
	for (i = 1; i <= n; i++) {
		# the last few on the last day: nobody has read them yet
		j = int((i - 1) * (days + 3) / n) + 1
		due[deck[i], i] = day[j > days ? days : j]
	}
	for (t = 1; t <= nt; t++)
		if (key(t, "story") != "")
			due[t, 0] = day_of(key(t, "day"))
	# the story's in their place among the others
	for (d = 0; d <= days; d++) {
		for (t = 1; t <= nt; t++)
			if ((t, 0) in due && due[t, 0] == day[d])
				concern(t, day[d])
		for (i = 1; i <= n; i++)
			if (due[deck[i], i] == day[d])
				concern(deck[i], day[d])
	}
}

# A few things are put right, as they are in every school.
function amendments() {
	begin("concern")
	put("id", "concern-012")
	put("place", "dining hall")
	put("reason", "The reporter named the wrong room.")
	end("amendments")
	begin("concern")
	put("id", "concern-101")
	put("pupil", pupil_id(mistaken))
	put("reason", "Written on the wrong file by mistake.")
	end("amendments")
}

END {
	seed = 20261124
	today = day_of("2026-11-24")
	split("January February March April May June July August September " \
	    "October November December", month, " ")
	adults()
	pupils()
	statuses()
	concerns()
	amendments()
}
