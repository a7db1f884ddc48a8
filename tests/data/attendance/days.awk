# SPDX-License-Identifier: ISC
# Days as numbers, and the sessions of a calendar, in the plainest way.

function day_number(s,    y, m, d) {
	y = substr(s, 1, 4) + 0
	m = substr(s, 6, 2) + 0
	d = substr(s, 9, 2) + 0
	if (m <= 2) {
		y--
		m += 12
	}
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + \
	    int((153 * (m - 3) + 2) / 5) + d
}

# 0 is Monday
function weekday(s) {
	return (day_number(s) + 1) % 7
}

# reads the calendar: days[1..ndays], has[day, "AM"], has[day, "PM"], nth[day]
function read_calendar(file,    line, part, from, key, value, n, i, s, t,
    inset, closed, short, terms, tfrom, tto, y, m, d, day) {
	while ((getline line < file) > 0) {
		if (line ~ /^[a-z_]+:/) {
			part = line
			sub(/:.*/, "", part)
		}
		n = match(line, /[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/)
		if (n == 0) {
			if (part == "short_days" && line ~ /sessions:/)
				short[day] = line
			continue
		}
		day = substr(line, RSTART, 10)
		if (part == "covers" && line ~ /to:/)
			covers_to = day
		if (part == "covers" && line ~ /from:/)
			covers_from = day
		if (part == "terms" && line ~ /from:/)
			tfrom[++terms] = day
		if (part == "terms" && line ~ /to:/)
			tto[terms] = day
		if (part == "inset")
			inset[day] = 1
		if (part == "closures" ||
		    (part == "bank_holidays" && line ~ /date:/))
			closed[day] = 1
	}
	close(file)
	for (i = 1; i <= terms; i++)
		for (y = substr(tfrom[i], 1, 4); y <= substr(tto[i], 1, 4);
		     y++)
			for (m = 1; m <= 12; m++)
				for (d = 1; d <= 31; d++) {
					s = sprintf("%04d-%02d-%02d", y, m, d)
					if (s < tfrom[i] || s > tto[i] ||
					    d > month(y, m) ||
					    weekday(s) > 4 || s in inset ||
					    s in closed)
						continue
					days[++ndays] = s
					nth[s] = ndays
					t = s in short ? short[s] : "AM PM"
					has[s, "AM"] = t ~ /AM/
					has[s, "PM"] = t ~ /PM/
				}
}

function month(y, m) {
	if (m == 2)
		return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : 28
	return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31
}
