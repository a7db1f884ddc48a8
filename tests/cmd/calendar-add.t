# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
good=$src/data/calendars/example-pru.yaml
due() {
	deadline "$@" school-days 1 2026-11-12 | jq -r .due
}

is "a school day follows" "$(due)" 2026-11-13
sed "/^closures:/a\\  - {date: 2026-11-13, why: 'flood: \"all\" wet'}" "$good" \
    >closed.yaml
sleep 1.1
before=$(date -u +%Y-%m-%dT%H:%M:%SZ)
sleep 1.1
run 0 "a new version is stored" calendar-add closed.yaml
out "with its number" '"version":2'
is "it holds from now on" "$(due)" 2026-11-16
is "what was asked before has its answer" "$(due --as-at "$before")" 2026-11-13
is "the first holds for every day before it" "$(due --as-at 2024-01-01)" \
    2026-11-13
run 0 "the same again" calendar-add closed.yaml
is "changes nothing" "$(jq .amended.version "$T/out")" 2
run 0 "from a pipe" sh -c 'calendar-add <closed.yaml'
is "the file keeps its name" "$(jq -r .name "$T/out")" closed.yaml
run 78 "beyond it" deadline school-days 5 2027-07-30
err "the new file is to be extended" closed.yaml

sed '/year: 2026-27/{N;/Spring 1/{N;N;d}}' "$good" >five.yaml
run 78 "a calendar with five half terms" calendar-add five.yaml
err "is refused by file and line" "five.yaml:"
is "and the other stays" "$(due)" 2026-11-16
run 78 "a file that is not there" calendar-add none.yaml
run 78 "an empty one" calendar-add /dev/null
ok "the ledger is whole" ledger-verify

# the government's list
holidays() { # YEAR DAY ...
	year=$1
	shift
	for d; do
		printf '{"title":"Day %s","date":"%s-%s","notes":"","bunting":true}\n' \
		    "$d" "$year" "$d"
	done | jq -s '{"england-and-wales": {division: "england-and-wales",
	    events: .}, "scotland": {division: "scotland", events: []}}'
}

run 78 "in 2028 nothing is known" deadline working-days 1 2028-01-02
holidays 2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26 >bank.json
run 0 "the next year's bank holidays" calendar-add --from gov-uk bank.json
is "are known from then on" \
    "$(deadline working-days 1 2028-01-02 | jq -r .due)" 2028-01-04
is "to the end of the year" \
    "$(deadline working-days 1 2028-12-28 | jq -r .due)" 2028-12-29
is "the closure stays" "$(due)" 2026-11-16
is "with its words" "$(calendar-show |
    jq -r 'select(.date == "2026-11-13").why')" \
    "$(calendar-show closed.yaml | jq -r 'select(.date == "2026-11-13").why')"
calendar-show closed.yaml | grep -v '"what":"bank-holiday"' >a
calendar-show | grep -v '"what":"bank-holiday"' >b
ok "and all else" cmp a b
calendar-show --format yaml >written.yaml
run 0 "what is written can be read" calendar-check --as-at 2026-09-01 \
    written.yaml
holidays 2028 01-03 04-14 04-17 05-01 05-30 08-28 12-25 12-26 >moved.json
run 0 "a day that was moved" sh -c 'calendar-add --from gov-uk <moved.json'
err "is told" "30 May 2028: a bank holiday that is new (Day 05-30)."
err "and what it was" "29 May 2028: no bank holiday any more"
is "and no other" "$(grep -c 'bank holiday' "$T/err")" 2
holidays 2028 01-03 04-14 >short.json
version=$(jq .amended.version "$T/out")
run 1 "a list cut short, tried" calendar-add -n --from gov-uk short.json
err "shows by what goes" "26 December 2028: no bank holiday any more"
err "nothing is stored" "Nothing was stored"
is "the doubt is printed" "$(jq -r '"\(.kind) \(.file) \(.grade) \(.line)"' \
    "$T/out")" "remark short.json doubtful null"
is "and nothing was" "$(calendar-show | grep -c '"date":"2028-12-26"')" 1
run 1 "a bad file, tried" calendar-add --dry-run five.yaml
out "shows what is wrong" '"grade":"wrong"'
run 0 "a good one" calendar-add --dry-run --as-at 2026-11-01 "$good"
is "shows nothing" "$(cat "$T/out")" ""
run 0 "the list again" calendar-add --from gov-uk moved.json
is "changed nothing" "$(jq .amended.version "$T/out")" "$version"
is "moves" "$(calendar-show | jq -r 'select(.what == "bank-holiday").date' |
    grep 2028-05 | tr '\n' ' ')" "2028-05-01 2028-05-30 "
holidays 2031 01-01 >gap.json
run 65 "years between that nobody knows" calendar-add --from gov-uk gap.json
err "are named" "2031"
echo '{"england-and-wales":{"events":[]}}' >none.json
run 65 "a list without days" calendar-add --from gov-uk none.json
err "is refused" "england-and-wales"
holidays 2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26 |
    jq '.["england-and-wales"]' >one.json
run 0 "the list of one division" calendar-add -n --from gov-uk one.json
err "is the same list" "29 May 2028: a bank holiday that is new (Day 05-29)."
jq '.division = "scotland"' one.json >other.json
run 65 "that of another" calendar-add --from gov-uk other.json
err "is refused by name" "the bank holidays of scotland"
holidays 2029 02-30 >wrong.json
run 65 "a day that is no day" calendar-add --from gov-uk wrong.json
run 65 "what is no JSON" calendar-add --from gov-uk "$good"

# a school's calendar: folded lines, DATE and DATE-TIME, DTEND the day after
ics() {
	printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
	while IFS='|' read -r from to summary; do
		printf 'BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:%s\r\n' "$from"
		[ -z "$to" ] || printf 'DTEND;VALUE=DATE:%s\r\n' "$to"
		printf 'SUMMARY;LANGUAGE=en:%.5s\r\n %s\r\nEND:VEVENT\r\n' \
		    "$summary" "${summary#?????}"
	done
	printf 'END:VCALENDAR\r\n'
}
ics >year.ics <<'END'
20270901|20271218|Autumn Term
20271018|20271023|Half term
20280104|20280408|Spring Term
20280214|20280219|Half-term holiday
20280424|20280722|Summer Term
20280529|20280603|Half term
20270901|20270903|INSET days
20280104||INSET
20271105||Closed: election\, all day
20271217||AM only
20271224||Carol service
END
run 0 "a school's calendar" calendar-add --from ics year.ics
cp "$T/out" "$T/ics"
err "with what was passed over" \
    "1 event of nothing in the school's year was passed over: Carol service."
err "and what each was taken for" \
    "18 October 2027 to 22 October 2027: a half-term holiday (Half term)."
err "and that the file is behind" 'calendar-show --format yaml >'
err "in words" \
    "5 November 2027: a closure (Closed: election, all day)."
is "its terms are divided at half term" "$(calendar-show | jq -r \
    'select(.year == "2027-28") | "\(.name) \(.from) \(.to)"')" \
"Autumn 1 2027-09-01 2027-10-15
Autumn 2 2027-10-25 2027-12-17
Spring 1 2028-01-04 2028-02-11
Spring 2 2028-02-21 2028-04-07
Summer 1 2028-04-24 2028-05-26
Summer 2 2028-06-05 2028-07-21"
is "the last day does not count" "$(calendar-show | jq -r \
    'select(.what == "inset").date' | grep -e 2027-09 -e 2028 |
    tr '\n' ' ')" "2027-09-01 2027-09-02 2028-01-04 "
is "the reason of a closure stands behind the colon" "$(calendar-show |
    jq -r 'select(.date == "2027-11-05").why')" "election, all day"
is "half a day is one" "$(calendar-show |
    jq -c 'select(.date == "2027-12-17").sessions')" '["AM"]'
is "the other years stay" "$(due)" 2026-11-16
is "the year counts" "$(deadline school-days 1 2027-11-04 | jq -r .due)" \
    2027-11-08
version=$(jq .amended.version "$T/ics")
run 0 "the same again" calendar-add --from ics year.ics
is "changes nothing" "$(jq .amended.version "$T/out")" "$version"
echo '20310901||INSET' | ics >far.ics
run 65 "a day of a year without terms" calendar-add --from ics far.ics
err "is passed over with its year" "1 September 2031: passed over, since"
err "and nothing else is there to take" "in a year that is known"
echo '21990901|21991218|Autumn term' | ics >end.ics
run 78 "a term past the years there are" calendar-add --from ics end.ics
echo '20270901|20271218|Autumn term with INSET' | ics >long.ics
run 65 "INSET for months" calendar-add --from ics long.ics
ics </dev/null >empty.ics
run 65 "a calendar without events" calendar-add --from ics empty.ics
run 65 "what is no calendar" calendar-add --from ics "$good"
err "is said to be none" BEGIN:VCALENDAR
head -c 300 year.ics >cut.ics
run 65 "a file that breaks off" calendar-add --from ics cut.ics
repeats() {
	sed "s/^END:VCALENDAR/BEGIN:VEVENT\nDTSTART:20270901\n\
RRULE:FREQ=DAILY\nSUMMARY:$1\nEND:VEVENT\n&/" year.ics >repeats.ics
}
repeats 'INSET'
run 65 "an event that repeats" calendar-add --from ics repeats.ics
err "is refused" "repeats"
repeats 'Staff meeting'
run 0 "unless it says nothing of the year" calendar-add --from ics repeats.ics
err "it is passed over" "Staff meeting; Carol service"
ok "the ledger is whole at last" ledger-verify
ok "and so is the store" store-check
finish
