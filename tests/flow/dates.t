#!/bin/sh
# SPDX-License-Identifier: ISC
# One day is the same day however it is written, wherever it is typed.
. "${VIGIL_SRC:-.}/tests/lib.sh"
cat >"$T/s/school.yaml" <<END
name: Example PRU
urn: "123456"
laestab: "8561100"
kind: pru
ages: {from: 11, to: 16}
calendar: $src/data/calendars/example-pru.yaml
owner: {family_name: Pemberton, given_name: Lewis, login: lpemberton}
END
vigil-init "$T/s/school.yaml" >/dev/null
AS='--as-at 2026-11-24'

# 4 March 2011, a Friday
forms='04/03/2011
4/3/2011
04/03/11
04-03-2011
04.03.2011
2011-03-04
2011/03/04
4 March 2011
4th March 2011
04 Mar 2011
04-Mar-2011
04-Mar-11
Fri 04/03/2011
04/03/2011 00:00
04/03/2011 00:00:00
2011-03-04 00:00:00
2011-03-04T00:00:00'
{
	echo 'family_name,given_name,dob'
	n=0
	echo "$forms" | while IFS= read -r form; do
		n=$((n + 1))
		echo "Vale$n,Orla,$form"
	done
} >"$T/pupils.csv"
run 0 'a column of birthdays in every form' pupil-add $AS pupils.csv
is 'is one birthday' "$(jq -r .dob "$T/out" | sort | uniq -c | tr -s ' ')" \
    ' 17 2011-03-04'
echo "$forms" | jq -Rc '{family_name: "Elm", given_name: "Noa\(input_line_number)",
    dob: .}' >"$T/pupils.jsonl"
run 0 'and so it is in records of JSON' pupil-add $AS pupils.jsonl
is 'one birthday there too' "$(jq -r .dob "$T/out" | sort -u)" 2011-03-04

P=$(make_id pupil-add '{"family_name":"Ash","given_name":"Una",
    "dob":"2011-03-04","upn":"Y856900217107"}')

# what cannot be a day says how one is written, in the same words everywhere
how='like 1/9/2026 or 2026-09-01'
printf 'family_name,given_name,dob\nFir,Lou,31/9/2011\n' >"$T/bad.csv"
run 65 'no such day in a cell' pupil-add $AS bad.csv
err 'is repeated' 'Born must be a real date. You typed 31/9/2011'
err 'and how a day is written is said' "$how"
echo '{"upn":"Y856900217107","date":"31/9/2026","session":"AM","code":"/"}' \
    >"$T/bad.jsonl"
run 65 'no such day of a mark' attendance-import $AS bad.jsonl
err 'is told alike' "$how"
run 64 'no such day of an option' concern-list --since 31/9/2026
err 'is told alike there' "$how"
run 64 'no such day of an operand' deadline days 1 31/9/2026
err 'is told alike there too' "$how"
printf 'family_name,given_name,dob\nFir,Lou,Mon 04/03/2011\n' >"$T/bad.csv"
run 65 'another weekday' pupil-add $AS bad.csv
err 'is told' 'look at the weekday'

# a column that is written month first
printf 'family_name,given_name,DOB\n%s\n%s\n' Fir,Lou,03/04/2011 \
    Yew,Kim,03/17/2011 >"$T/american.csv"
run 65 'a column with the month first' pupil-add $AS --keep-going \
    --rejects rej american.csv
is 'stores nobody' "$(cat "$T/out")" ''
err 'and is named' 'The dates of the column "DOB"'
is 'its rows are kept' "$(cat "$T/rej")" "$(cat "$T/american.csv")"
run 65 'as it is from a pipe' sh -c \
    "pupil-add $AS --keep-going <american.csv"
printf 'family_name,given_name,dob\n%s\n%s\n%s\n' Fir,Lou,03/04/2011 \
    Yew,Kim,03/17/2011 Box,Ida,25/12/2010 >"$T/mixed.csv"
run 65 'a slip among days that are day first' pupil-add $AS --keep-going \
    --rejects rej mixed.csv
is 'is refused alone' "$(jq -r .dob "$T/out" | tr '\n' ' ')" \
    '2011-04-03 2010-12-25 '
err 'and told what comes first' 'the day first and then the month'
cat >"$T/american.csv" <<'END'
upn,date,session,code
Y856900217107,11/02/2026,AM,/
Y856900217107,11/16/2026,AM,/
END
run 65 'marks with the month first' attendance-import $AS --keep-going \
    american.csv
err 'are refused as a column' 'The dates of the column "date"'
printf 'Surname,First name,Group,ID seen\n%s\n%s\n' \
    Low,Ann,teacher,'09/10/2024 clear' Kay,Ben,teacher,'09/30/2024 clear' \
    >"$T/scr.csv"
map='--map Surname=family_name --map Group=category'
map="$map --map First\ name=given_name --map ID\ seen=identity"
run 65 'checks with the month first' sh -c \
    "scr-import $AS --keep-going $map scr.csv"
err 'are refused as one' 'The dates of the column "ID seen"'

# attendance: the column of a list, and the heading of a grid
while IFS= read -r form; do
	printf 'upn,date,session,code\nY856900217107,%s,AM,/\n' "$form" \
	    >"$T/marks.csv"
	is "a mark of $form" "$(attendance-import $AS -n marks.csv \
	    2>/dev/null | jq -r .from)" 2026-11-23
	printf 'upn,%s AM\nY856900217107,/\n' "$form" >"$T/marks.csv"
	is "a grid with $form" "$(attendance-import $AS -n marks.csv \
	    2>/dev/null | jq -r .from)" 2026-11-23
done <<'END'
2026/11/23
23/11/2026
23-Nov-26
Mon 23/11/2026
23rd November 2026
2026-11-23T00:00:00
END

# times
while IFS='|' read -r form want; do
	printf 'pupil,account,observed_at,place,passed_to\n%s,%s,"%s",%s\n' \
	    "$P" 'Tired.' "$form" Hall,dsl >"$T/log.csv"
	is "a time in a cell: $form" "$(concern-add $AS log.csv 2>/dev/null |
	    jq -r .observed_at)" "$want"
done <<'END'
24/11/2026 09:05|2026-11-24T09:05:00Z
23/11/2026 15:10:00|2026-11-23T15:10:00Z
1 Sep 2026, 9:05|2026-09-01T08:05:00Z
26/10/2025 01:30 BST|2025-10-26T00:30:00Z
26/10/2025 01:10 GMT|2025-10-26T01:10:00Z
END

# options, operands and tests
same() { # NAME ISO OTHER
	is "$1" "$(eval "$3")" "$(eval "$2")"
}
same '--since and --until' \
    'concern-list --since 2026-11-23 --until 2026-11-23 | jq -r .id' \
    'concern-list --since 23/11/2026 --until "23rd Nov 2026" | jq -r .id'
same '--where on a time' \
    'concern-list --where "observed_at < 2026-09-02" | jq -r .id' \
    'concern-list --where "observed_at < 2/9/2026" | jq -r .id'
same '--where on a moment' \
    'concern-list --where "observed_at > 2026-11-23T15:00" | jq -r .id' \
    'concern-list --where "observed_at > 23-Nov-26 15:00" | jq -r .id'
same '--where on a day' \
    'pupil-list --where "dob = 2011-03-04" --count' \
    'pupil-list --where "dob = 4 March 2011" --count'
same '--as-at' 'deadline --as-at 2026-11-20 days 1 today' \
    'deadline --as-at 20.11.2026 days 1 today'
same '--as-at of a time' 'deadline --as-at 2026-11-20T23:30 days 1 today' \
    'deadline --as-at "20/11/2026 23:30" days 1 today'
same 'an operand' 'deadline school-days 1 2026-11-20' \
    'deadline school-days 1 "Fri 20 Nov 2026"'

# the hour that came twice
run 0 'times of that hour in a table' concern-list --format table \
    --where 'observed_at < 2026-01-01' --fields observed_at
out 'say the one' '2025-10-26 01:30 BST'
out 'and the other' '2025-10-26 01:10 GMT'
run 0 'and as JSON' concern-list --where 'observed_at < 2026-01-01'
out 'are what they were' '"observed_at":"2025-10-26T01:10:00Z"'
for format in table html; do
	run 0 "times of that hour in a chronology, as $format" \
	    chronology "$P" --why test --format $format
	out "say the one, as $format" '01:30 BST'
	out "and the other, as $format" '01:10 GMT'
done

# a child of another century
printf 'family_name,given_name,dob\n%s\n' Oak,Ada,04/03/1911 >"$T/old.csv"
run 65 'a child born in 1911' pupil-add $AS old.csv
err 'is refused' 'Look at the century'
is 'and not stored' "$(pupil-list --where 'dob < 1950-01-01' --count |
    jq .count)" 0
printf 'family_name,given_name,dob\n%s\n' Oak,Ada,04/03/2006 >"$T/old.csv"
run 0 'a child of 20' pupil-add $AS old.csv
err 'is warned of' "outside the school's ages, 11 to 16"
printf 'family_name,given_name,dob,entry_date\n%s\n' \
    Oak,Bea,04/03/2009,01/09/2020 >"$T/old.csv"
run 0 'a child of 17 who came at 11' pupil-add $AS old.csv
is 'is nothing to warn of' "$(grep -c ages "$T/err")" 0
id=$(jq -r .id "$T/out")
run 65 'a change to another century' sh -c \
    "echo '{\"id\":\"$id\",\"dob\":\"1909-03-04\",\"reason\":\"typed\"}' |
    pupil-amend $AS"
err 'is refused too' 'Look at the century'
finish
