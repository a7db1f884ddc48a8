# SPDX-License-Identifier: ISC
# Makes up registers: awk -f days.awk -f random.awk CALENDAR FOLDER N SEED
# writes pupils, statuses, notices (JSON Lines) and marks (CSV) into FOLDER.
function pick(list,    n, a) {
	n = split(list, a, " ")
	return a[int(rand() * n) + 1]
}

BEGIN {
	srand(ARGV[4])
	read_calendar(ARGV[1])
	folder = ARGV[2]
	first = "2024-05-01"
	last = "2025-02-14"
	print "pupil,date,session,code" > (folder "/marks")
	for (p = 1; p <= ARGV[3]; p++) {
		id = sprintf("p%04d", p)
		entry = leaving = ""
		if (rand() < 0.5)
			entry = days[nth["2024-05-01"] + int(rand() * 150)]
		if (rand() < 0.1)
			leaving = days[nth["2024-09-10"] + int(rand() * 100)]
		if (leaving != "" && entry > leaving)
			entry = ""
		printf("{\"family_name\":\"F%d\",\"given_name\":\"G%d\"," \
		    "\"dob\":\"2010-01-01\",\"client_id\":\"%s\"%s%s}\n", p,
		    p, id, entry == "" ? "" : ",\"entry_date\":\"" entry "\"",
		    leaving == "" ? "" : ",\"leaving_date\":\"" leaving \
		    "\"") > (folder "/pupils")
		if (rand() < 0.4)
			printf("{\"pupil\":\"%s\",\"status\":\"%s\"," \
			    "\"from\":\"2024-0%d-10\"%s%s}\n", id,
			    pick("social-worker child-in-need looked-after " \
			    "child-protection-plan ehcp young-carer"),
			    1 + int(rand() * 9), rand() < 0.3 ? \
			    ",\"to\":\"2024-1" int(rand() * 3) "-12\"" : "",
			    rand() < 0.5 ? "" : \
			    ",\"worker\":{\"name\":\"W\"}") > (folder \
			    "/statuses")
		for (i = int(rand() * 5) - 2; i > 0; i--)
			printf("{\"pupil\":\"%s\",\"issued\":\"%s\"," \
			    "\"parent\":\"%s\"}\n", id, days[nth[ \
			    "2024-07-01"] + int(rand() * 110)],
			    pick("One Two")) > (folder "/notices")
		# how this child comes to school
		style = int(rand() * 8)
		mode = 0
		for (i = 1; i <= ndays; i++) {
			day = days[i]
			if (day < first || day > last ||
			    (entry != "" && day < entry) ||
			    (leaving != "" && day > leaving))
				continue
			if (rand() < 0.08)
				mode = int(rand() * 5)
			for (k = 0; k < 2; k++) {
				s = k ? "PM" : "AM"
				if (!has[day, s] || rand() < 0.03)
					continue
				c = k ? "\\" : "/"
				x = rand()
				if (style == 1 && mode > 1)
					c = x < 0.9 ? pick("O G N") : c
				else if (style == 2 && mode > 0)
					c = x < 0.97 ? "O" : pick("U D I")
				else if (style == 3 && mode > 2)
					c = "I"
				else if (style == 4 && weekday(day) == 4)
					c = x < 0.6 ? pick("O M I N") : c
				else if (style == 5)
					c = x < 0.1 ? "N" : c
				else if (style == 6 && k == 0)
					c = "D"
				else if (style == 7)
					c = pick("/ L K V P W B C C1 C2 E I " \
					    "J1 M R S T H J G N O U D X Q " \
					    "Y1 Y2 Y3 Y4 Y5 Y6 Y7 Y")
				else if (x < 0.04)
					c = pick("O N I M U")
				if (day < "2024-08-19" && c ~ /^(K|Q|.[1-7])$/)
					c = "I"
				if (day >= "2024-08-19" && c ~ /^[HJY]$/)
					c = "C"
				print id "," day "," s "," c > (folder \
				    "/marks")
				# a correction further down
				if (rand() < 0.01)
					print id "," day "," s "," pick( \
					    "O I L") > (folder "/corrected")
			}
		}
	}
}
