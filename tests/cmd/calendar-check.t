# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

good=$src/data/calendars/example-pru.yaml
run 0 "the packaged calendar is well" calendar-check --as-at 2026-09-01 "$good"
is "and nothing is said of it" "$(cat "$T/out")" ""

# bad NAME WORDS SED ...: the file changed so has just this remark
bad() {
	what=$1 words=$2
	shift 2
	sed "$@" "$good" >"$T/cal.yaml"
	run 1 "$what is told" calendar-check --as-at 2026-09-01 cal.yaml
	is "in one remark ($what)" "$(wc -l <"$T/out" | tr -d ' ')" 1
	out "in words ($what)" "$words"
}

# after LINE TEXT: a line more
after() {
	echo "/^$1/a\\" && echo "$2"
}

bad "an INSET day on a weekend" "falls on a weekend" \
    "$(after inset: '  - 2026-09-05')"
bad "an INSET day that is one twice" "stands here twice" \
    "$(after inset: '  - 2026-08-26')"
bad "an INSET day on a bank holiday" "is a bank holiday" \
    "$(after inset: '  - 2027-05-03')"
bad "an INSET day in the holidays" "lies in no half term" \
    "$(after inset: '  - 2026-12-22')"
bad "an INSET day outside the years" "covers" \
    "$(after inset: '  - 2029-09-03')"
bad "a day that is no day" "real date" "$(after inset: '  - 2026-09-31')"
bad "a half term that is missing" "has 5 half terms here, and needs six" \
    '/year: 2026-27/{N;/Spring 1/{N;N;d}}'
bad "a break of no days" "no holiday between" \
    's/to: 2026-10-16/to: 2026-10-23/'
bad "a break of weeks" "Is a half term missing" \
    's/from: 2027-02-22/from: 2027-03-22/'
bad "bank holidays too few" "Only 7 bank holidays of 2027" \
    '/date: 2027-12-28/{N;d}'
bad "a term in the wrong year" "must lie in the school year" \
    '0,/year: 2026-27/s//year: 2025-26/'
bad "an unknown setting" "Did you mean" 's/^inset:/insets:/'
bad "another division" "england-and-wales" \
    's/division: england-and-wales/division: scotland/'
is "of the grade wrong" "$(jq -r .grade "$T/out")" wrong
is "by its line" "$(sed -n "$(jq .line "$T/out")p" cal.yaml | tr -d ' ')" \
    "division:scotland"

sed -e '/^inset:/a\  - 2026-09-05' -e 's/to: 2026-10-16/to: 2026-10-36/' \
    -e 's/division: england-and-wales/division: wales/' "$good" >cal.yaml
run 1 "everything is told at once" calendar-check --as-at 2026-09-01 cal.yaml
is "each by its line" "$(jq -r .line "$T/out" | sort -n | tr '\n' ' ')" \
    "$(grep -ne 2026-10-36 -e '- 2026-09-05' -e 'division: wales' cal.yaml |
    cut -d: -f1 | sort -n | tr '\n' ' ')"

sed '/^covers/,/to:/s/to: .*/to: 2199-12-31/' "$good" >cal.yaml
run 1 "the last years there are can be covered" calendar-check cal.yaml
out "and their terms are wanted" "1 August 2198 has 0 half terms"

run 1 "a calendar that ends soon is doubtful" \
    calendar-check --as-at 2027-07-01 "$good"
out "and says so" "ends on 31 July 2027"
run 1 "so is one that has ended" calendar-check --as-at 2027-09-01 "$good"
out "and that is said" "ended on 31 July 2027"
run 78 "a file that is not there" calendar-check none.yaml
err "is named" none.yaml
echo 'kind: [' >cal.yaml
run 78 "what is no YAML" calendar-check cal.yaml
err "is said to be none, with its line" "cal.yaml:"
echo 'kind: rules' >cal.yaml
run 78 "what is no calendar" calendar-check cal.yaml
err "is said to be none" "kind: calendar"
run 64 "a file is needed" calendar-check
finish
