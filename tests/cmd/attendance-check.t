# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
F=$(make_id status-add '{"pupil":"'"$P2"'","status":"looked-after",
    "from":"2025-09-10"}')
U=Y856900217107

# days of school of the example: 3 to 7 and 10 to 14 November 2025
take() {
	printf '%b' "upn,date,session,code\n$1" | sed "s/^P2,/$P2,/" >in
	attendance-import --quiet --as-at 2025-12-19 in >/dev/null 2>&1 ||
	    fail "marks: $1" "were not taken"
}
# check DAY [OPTION ...]: rules and stages of what is printed
check() {
	day=$1
	shift
	attendance-check --as-at "$day" "$@" 2>"$T/err" | jq -r \
	    '[.pupil, .rule, .stage, .new] | join(" ")' |
	    sed "s/^$P /P /; s/^$P2 /P2 /"
}

run 0 'nothing is found where nothing was marked' \
    attendance-check --as-at 2025-11-03
is 'it is silent' "$(cat "$T/out")" ''
run 78 'a day past the calendar' attendance-check --as-at 2027-08-01
err 'names it' 'ends on 31 July 2027'
run 78 'since before it' attendance-check --as-at 2025-11-03 \
    --since 2020-01-01
run 64 'since a day to come' attendance-check --as-at 2025-11-03 \
    --since 2025-11-04
run 64 'two jobs' attendance-check --unmarked --record
if calendar-show --as-at "$(date -d tomorrow +%F)" >/dev/null 2>&1; then
	run 0 'a day to come' attendance-check --record --as-at tomorrow
	err 'it is said' 'is still to come: what is recorded for it'
	attendance-check --unmarked --as-at tomorrow >/dev/null 2>"$T/err"
	err 'and that nobody has a mark yet' 'nobody can have a mark on it'
else
	skip 'a day to come' 'the calendar of the example ended'
fi

# a child in care who went out at midday, and another who is ill
take "P2,2025-11-03,AM,/\nP2,2025-11-03,PM,N\n$U,2025-11-03,AM,I\n\
$U,2025-11-03,PM,I\n"
run 1 'something is found' attendance-check --as-at 2025-11-03
is 'the rules' "$(check 2025-11-03)" \
    "$(printf '%s\n' "P severe-absence reached true" \
    "P2 missing-episode reached true" "P2 severe-absence reached true" \
    "P2 unexplained-today reached true" "P2 vulnerable-absent reached true" |
    sed "s/^P /$P /; s/^P2 /$P2 /" | sort |
    sed "s/^$P /P /; s/^$P2 /P2 /")"
is 'no worker is on record' "$(attendance-check --as-at 2025-11-03 2>/dev/null |
    jq -r 'select(.rule == "vulnerable-absent") | .message' |
    grep -c 'no worker is on record')" 1
is 'for mail: ids, rules, counts' "$(attendance-check --as-at 2025-11-03 \
    --brief 2>/dev/null | jq -c 'select(.rule == "missing-episode") | keys')" \
    '["as_at","kind","measure","new","pupil","rule","stage","to"]'
is 'the vulnerable first in the table' "$(attendance-check \
    --as-at 2025-11-03 --format table 2>/dev/null | sed -n 2p |
    grep -c "$P2")" 1
is 'and what to do is said' "$(attendance-check --as-at 2025-11-03 \
    --format table 2>/dev/null | tr -s ' \n' '  ' |
    grep -c "Ring home now")" 1
is 'once where it is asked for' "$(attendance-check --as-at 2025-11-03 \
    --format table --fields message,action 2>/dev/null |
    tr -s ' \n' '  ' | grep -o "Ring home today" | wc -l)" 1
is 'with the whole message at 80 columns' "$(attendance-check \
    --as-at 2025-11-03 --format table 2>/dev/null | grep -c …)" 0
is 'the reading is on record' \
    "$(access-list --where 'tool = attendance-check' --limit 1 | jq -r .tool)" \
    attendance-check
is 'unmarked the next day' "$(attendance-check --unmarked \
    --as-at 2025-11-04 | jq -r '[.pupil] + .sessions | join(" ")' | sort)" \
    "$(printf '%s AM PM\n' "$P" "$P2" | sort)"
is 'before noon the afternoon is left out' "$(attendance-check --unmarked \
    --as-at 2025-11-04T11:59 | jq -r '.sessions | join(" ")' | sort -u)" AM
is 'at noon no more' "$(attendance-check --unmarked \
    --as-at 2025-11-04T12:00 | jq -r '.sessions | join(" ")' | sort -u)" 'AM PM'
run 0 'on a Saturday nobody is' attendance-check --unmarked \
    --as-at 2025-11-08
attendance-check --as-at 2025-11-03 >/dev/null 2>"$T/err"
ok 'it warns of sessions without a mark' \
    grep -q 'sessions of this school year have no mark' "$T/err"

# what was recorded is not new
run 1 'it is recorded' attendance-check --as-at 2025-11-03 --record --only-new
is 'all of it' "$(wc -l <"$T/out" | tr -d ' ')" 5
run 0 'then nothing is new' attendance-check --as-at 2025-11-03 --only-new
is 'and nothing is said, nor warned of' "$(cat "$T/out" "$T/err")" ''
is 'but all is there' "$(check 2025-11-03 | grep -c ' false$')" 5
run 0 'recorded again it is silent' attendance-check --as-at 2025-11-03 \
    --record --only-new
take "P2,2025-11-04,AM,N\nP2,2025-11-04,PM,N\n$U,2025-11-04,AM,/\n\
$U,2025-11-04,PM,\\\\\n"
is 'another day is another matter' "$(check 2025-11-04 --only-new)" \
    "$(printf '%s\n' 'P2 unexplained-today reached true' \
    'P2 vulnerable-absent reached true')"
run 1 'that is recorded' attendance-check --as-at 2025-11-04 --record

# the N falls due, is overdue, and is explained after all
is 'due on the fifth school day' "$(check 2025-11-10 --only-new |
    grep unresolved)" 'P2 unresolved-n due true'
run 1 'recorded' attendance-check --as-at 2025-11-10 --record
is 'another stage is new' "$(check 2025-11-11 --only-new | grep unresolved)" \
    "$(printf '%s\n' 'P2 unresolved-n overdue true' \
    'P2 unresolved-n due true')"
run 1 'recorded' attendance-check --as-at 2025-11-11 --record
take "P2,2025-11-03,PM,I\n"
is 'what no longer holds is withdrawn' "$(check 2025-11-12 --only-new)" \
    "$(printf '%s\n' 'P2 missing-episode withdrawn true' \
    'P2 unexplained-today withdrawn true' 'P2 unresolved-n withdrawn true' \
    'P2 unresolved-n overdue true' 'P2 vulnerable-absent withdrawn true')"
run 1 'and forgotten' attendance-check --as-at 2025-11-12 --record
is 'once told' "$(check 2025-11-12 --only-new)" ''
is 'the same answer twice' "$(check 2025-11-12)" "$(check 2025-11-12)"

# ten days of O; the notice uses them up
for d in 12 13 14 17 18 19 20 21 24 25; do
	take "$U,2025-11-$d,AM,O\n$U,2025-11-$d,PM,O\n"
done
is 'ten days' "$(attendance-check --as-at 2025-11-25 2>/dev/null | jq -c \
    'select(.rule == "ten-day-unauthorised") | .measure')" \
    '{"days":10,"sessions":20,"from":"2025-11-12","to":"2025-11-25"}'
is 'a notice may be considered' "$(attendance-check --as-at 2025-11-25 \
    2>/dev/null | jq -c 'select(.rule == "penalty-notice") | .measure')" \
    '{"sessions":20,"from":"2025-09-15","to":"2025-11-25"}'
run 1 'recorded' attendance-check --as-at 2025-11-25 --record
printf '{"pupil":"%s","issued":"2025-11-25","parent":"A Parent"}\n' "$P" >in
run 0 'a notice that day' notice-add --as-at 2025-12-01 in
is 'uses the sessions up' "$(check 2025-11-26 | grep -c penalty)" 0
mkdir -p "$VIGIL_CONFIG"
printf 'attendance: {penalty-notice: {uses_up: "no"}}\n' \
    >"$VIGIL_CONFIG/local.yaml"
is 'unless the school reads it otherwise' \
    "$(check 2025-11-26 | grep -c penalty)" 1
printf 'attendance: {severe-absence: {min_possible: 100}}\n' \
    >"$VIGIL_CONFIG/local.yaml"
is 'fewer sessions than the school asks for' \
    "$(check 2025-11-26 | grep -c 'severe-absence reached')" 0
rm "$VIGIL_CONFIG/local.yaml"
take "$U,2025-11-26,AM,/\n"
is 'the run has ended' "$(check 2025-11-26 | grep -c ten-day)" 0
is 'since its last day it is told' \
    "$(check 2025-11-26 --since 2025-11-25 | grep -c ten-day)" 1
is 'since the day after not' \
    "$(check 2025-11-26 --since 2025-11-26 | grep -c ten-day)" 0
take "$U,2025-11-18,PM,M\n"
is 'a correction withdraws it' "$(check 2025-11-27 | grep ten-day)" \
    'P ten-day-unauthorised withdrawn true'

# a recount
run 1 'it is explained' attendance-check --explain "$P" --as-at 2025-11-26
is 'the day of the correction' "$(jq -c 'select(.date == "2025-11-18" and
    .session == "PM") | [.code, .counts_as, .earlier[0].code]' "$T/out")" \
    '["M","authorised","O"]'
is 'all that counts for the notice' "$(jq -r 'select(.rules) | .rules[]' \
    "$T/out" | grep -c penalty-notice)" 0
run 65 'nobody' attendance-check --explain P-222222 --as-at 2025-11-26
run 0 'the store is sound' store-check
run 0 'it is made again' store-rebuild
is 'what was recorded too' "$(check 2025-11-27 | grep ten-day)" \
    'P ten-day-unauthorised withdrawn true'

# the readings of a list of names are on record too
last() {
	access-list --limit 1 --where 'tool = attendance-check' | jq -r .id
}
before=$(last)
run 1 'unmarked' attendance-check --unmarked --as-at 2025-12-01
ok 'that reading is on record' test "$(last)" != "$before"
before=$(last)
run 0 'nobody, for there was no school' attendance-check --unmarked \
    --as-at 2025-12-06
is 'nothing was read' "$(last)" "$before"

# withdrawn of one day, and met by another: the next check tells it anew
week() { # WHO CODE DAY ...
	who=$1 code=$2
	shift 2
	for d; do
		printf '%s\\n' "$who,2025-12-$d,AM,$code" \
		    "$who,2025-12-$d,PM,$code"
	done
}
ten() { # WHO DAY [OPTION ...]
	who=$1
	shift
	check "$@" | grep "^$who ten-day"
}
take "$(week P2 U 01 02 03 04 05 08 09 10 11 12)"
is 'ten days again' "$(ten P2 2025-12-12 --record)" \
    'P2 ten-day-unauthorised reached true'
take "$(week P2 D 03 04)$(week P2 U 15 16 17)"
is 'eight by then, and eleven now' "$(ten P2 2025-12-17 --record)" \
    "$(printf '%s\n' 'P2 ten-day-unauthorised reached false' \
    'P2 ten-day-unauthorised withdrawn true')"
is 'the next check tells it anew' "$(ten P2 2025-12-17 --only-new --record)" \
    'P2 ten-day-unauthorised reached true'
is 'once' "$(ten P2 2025-12-17 --only-new)" ''

# a recorded line is asked again by the editions of its own day
mkdir "$VIGIL_CONFIG/rules"
{
	echo 'kind: attendance'
	echo 'rules:'
	for edition in 'first 2024-08-19 2025-12-04 4' \
	    'second 2025-12-05 2099-12-31 12'; do
		set -- $edition
		cat <<-END
		  - {id: ten-day-unauthorised, edition: "$1", kind: policy,
		    effective_from: $2, effective_to: $3, days: $4,
		    certainty: high, cite: [ours], codes: [G, N, O, U],
		    told: [dsl], action: Ring., message: "{days} in a row."}
		END
	done
} >"$VIGIL_CONFIG/rules/attendance.yaml"
take "$(week "$U" O 01 02 03 04 05)"
is 'four days, by the edition of the day' \
    "$(ten P 2025-12-04 --record)" \
    'P ten-day-unauthorised reached true'
is 'twelve by the next, and nothing is withdrawn' \
    "$(ten P 2025-12-05)" ''
take "$(week "$U" I 03)"
is 'of three it is' "$(ten P 2025-12-05)" \
    'P ten-day-unauthorised withdrawn true'
is 'every line says what to do' "$(attendance-check --as-at 2025-12-05 \
    2>/dev/null | jq -r '.stage + " " + (.action | type)' | sort -u)" \
    "$(printf '%s string\n' overdue reached withdrawn)"
rm -r "$VIGIL_CONFIG/rules"

# the status was over by then; another child is absent on the day it is seen
take "P2,2025-12-08,AM,N\nP2,2025-12-08,PM,N\n"
run 1 'a child in care is absent' attendance-check --as-at 2025-12-08 --record
echo '{"id":"'"$F"'","to":"2025-12-07","reason":"went home"}' | status-amend \
    --as-at 2025-12-19 >/dev/null
take "P2,2025-12-09,AM,/\n$U,2025-12-09,AM,N\n"
is 'who was not in care that day, as is known now' \
    "$(check 2025-12-09 --only-new | grep '^P2 vulnerable')" \
    'P2 vulnerable-absent withdrawn true'
finish
