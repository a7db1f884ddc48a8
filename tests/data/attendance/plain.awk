# SPDX-License-Identifier: ISC
# The rules of absence once more, slowly and from the register itself:
#	awk -f days.awk -f plain.awk CALENDAR AS_AT SINCE \
#	    PUPILS STATUSES NOTICES MARKS
# SINCE may be "-".  The files are lines of words: id entry leaving; id status
# from to; id issued parent; id date session code (the later line counts); "-"
# where there is nothing.
function class(c) {
	if (c ~ /^(\/|\\|L|K|V|P|W|B|J)$/)
		return "attended"
	if (c ~ /^(C|C1|C2|E|I|J1|M|R|S|T|H)$/)
		return "authorised"
	if (c ~ /^[GNOU]$/)
		return "unauthorised"
	return "none"
}

function at(day, s) {
	if (!has[day, s] || (entry[p] != "-" && day < entry[p]) ||
	    (leaving[p] != "-" && day > leaving[p]))
		return ""
	return mark[p, day, s]
}

function say(rule, stage, from, to, due, numbers) {
	print p, rule, stage, from, to, due, numbers
}

# the sessions of the day with one of the codes; possible: how many could be
function with(day, codes,    s, n, c) {
	possible = n = 0
	for (s = 1; s <= 2; s++) {
		c = at(day, s == 1 ? "AM" : "PM")
		if (c == "" || class(c) == "none")
			continue
		possible++
		n += c ~ ("^[" codes "]$")
	}
	return n
}

# every run of such days, forward; it is open when no later day breaks it
function runs(rule, codes, least, last,    i, n, k, from, to, len, sum) {
	len = 0
	for (i = 1; i <= last + 1; i++) {
		n = i > last ? -1 : with(days[i], codes)
		if (i <= last && possible == 0)
			continue
		if (n >= 0 && n == possible) {
			if (len++ == 0) {
				from = days[i]
				sum = 0
			}
			to = days[i]
			sum += n
			continue
		}
		if (len >= least && (i > last || (since != "-" && to >= since))) {
			say(rule, "reached", from, to, "-", len " " sum)
			if (i > last && rule ~ /^ten/)
				in_run = 1
		}
		len = 0
	}
}

function judge(    i, s, c, n, k, w, d, from, year, seen, weeks, week, last,
    t, used, parents, due, stage, total, all, severe) {
	last = 0
	for (i = 1; i <= ndays; i++)
		if (days[i] <= as_at)
			last = i
	year = substr(as_at, 1, 4) - (substr(as_at, 6, 2) < "08") "-08-01"
	t["attended"] = t["authorised"] = t["unauthorised"] = 0
	for (i = 1; i <= last; i++)
		for (s = 1; s <= 2; s++)
			if (days[i] >= year && (c = at(days[i],
			    s == 1 ? "AM" : "PM")) != "")
				t[class(c)]++
	n = t["authorised"] + t["unauthorised"]
	all = n + t["attended"]
	severe = all > 0 && n * 2 >= all
	if (all > 0 && n * 10 >= all)
		say(severe ? "severe-absence" : "persistent-absence",
		    "reached", year, as_at, "-", all " " t["attended"] " " \
		    t["authorised"] " " t["unauthorised"] " " n " " \
		    int(int(n * 1000 / all) / 10) "." int(n * 1000 / all) % 10)
	in_run = 0
	runs("ten-day-unauthorised", "GNOU", 10, last)
	runs("off-roll-twenty-days", "GNO", 20, last)
	n = 0
	for (i = 1; i <= last; i++)
		if (days[i] >= year)
			n += with(days[i], "I")
	if (n >= 30)
		say("sickness-fifteen-days", "reached", year, as_at, "-", n)

	# ten school weeks, counted back by their Mondays
	weeks = 0
	week = from = ""
	for (i = last + 5; i >= 1; i--) {
		if (!(i in days) || day_number(days[i]) - weekday(days[i]) > \
		    day_number(as_at))
			continue
		d = day_number(days[i]) - weekday(days[i])
		if (d != week) {
			if (weeks == 10)
				break
			weeks++
			week = d
		}
	}
	for (i = 0; i < 400; i++)
		if (day_number(back(as_at, i)) == week)
			from = back(as_at, i)
	if (from < "2024-08-19")
		from = "2024-08-19"
	used = 0
	for (i = 1; i <= notices; i++) {
		if (npupil[i] != p || nissued[i] > as_at ||
		    nissued[i] < "2024-08-19")
			continue
		if (++parents[nparent[i]] == 2)
			used = 1
		if (back(nissued[i], -1) > from)
			from = back(nissued[i], -1)
	}
	n = 0
	for (i = 1; i <= last; i++)
		if (days[i] >= from)
			n += with(days[i], "GNOU")
	if (n >= 10 && !used && as_at >= "2024-08-19")
		say("penalty-notice", "reached", from, as_at, "-", n)

	for (i = 1; i <= last; i++) {
		n = with(days[i], "N")
		due = days[i + 5]
		if (n > 0 && due != "" && due <= as_at && due >= year)
			say("unresolved-n", due == as_at ? "due" : "overdue",
			    days[i], days[i], due, n)
	}
	if (last > 0 && days[last] == as_at && (n = with(as_at, "N")) > 0) {
		say("unexplained-today", "reached", as_at, as_at, "-", n)
		for (i = 1; i <= statuses; i++)
			if (spupil[i] == p && sfrom[i] <= as_at &&
			    (sto[i] == "-" || sto[i] >= as_at) && sname[i] ~ \
			    /^(social-worker|child-.*|looked-after)$/) {
				say("vulnerable-absent", "reached", as_at,
				    as_at, "-", n)
				break
			}
		if (at(as_at, "AM") ~ /^(\/|\\|L|U)$/ &&
		    at(as_at, "PM") == "N")
			say("missing-episode", "reached", as_at, as_at, "-",
			    1)
	}
	if (severe || in_run)
		return
	for (w = 0; w < 5; w++) {
		seen = n = total = 0
		for (i = last; i >= 1 && seen < 6; i--) {
			if (weekday(days[i]) != w)
				continue
			if (seen++ == 0)
				d = days[i]
			from = days[i]
			k = 0
			for (s = 1; s <= 2; s++) {
				c = at(days[i], s == 1 ? "AM" : "PM")
				k += class(c) ~ /authorised/
			}
			n += k > 0
			total += k
		}
		if (seen == 6 && n >= 4)
			say("repeat-pattern", "reached", from, d, "-",
			    n " " total)
	}
}

# a day so many days before another
function back(s, n,    y, m, d) {
	y = substr(s, 1, 4) + 0
	m = substr(s, 6, 2) + 0
	d = substr(s, 9, 2) - n
	while (d < 1) {
		if (--m == 0) {
			m = 12
			y--
		}
		d += month(y, m)
	}
	while (d > month(y, m)) {
		d -= month(y, m)
		if (++m == 13) {
			m = 1
			y++
		}
	}
	return sprintf("%04d-%02d-%02d", y, m, d)
}

BEGIN {
	read_calendar(ARGV[1])
	as_at = ARGV[2]
	since = ARGV[3]
	while ((getline line < ARGV[5]) > 0) {
		split(line, f, " ")
		spupil[++statuses] = f[1]
		sname[statuses] = f[2]
		sfrom[statuses] = f[3]
		sto[statuses] = f[4]
	}
	while ((getline line < ARGV[6]) > 0) {
		split(line, f, " ")
		npupil[++notices] = f[1]
		nissued[notices] = f[2]
		nparent[notices] = f[3]
	}
	while ((getline line < ARGV[7]) > 0) {
		split(line, f, " ")
		if (f[2] <= as_at)
			mark[f[1], f[2], f[3]] = f[4]
	}
	while ((getline line < ARGV[4]) > 0) {
		split(line, f, " ")
		p = f[1]
		entry[p] = f[2]
		leaving[p] = f[3]
		if ((f[2] == "-" || f[2] <= as_at) &&
		    (f[3] == "-" || f[3] >= as_at))
			judge()
	}
}
