# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

is "statuses of a child" "$(status-list --pupil "$P" | jq -r .status)" \
    social-worker
is "of another child" "$(status-list --pupil "$P2" --count | jq .count)" 0
put 0 "it ends" status-amend '{"id":"'"$F"'","to":"2025-11-01"}'
is "on that day it held" "$(status-list --open --as-at 2025-11-01 |
    jq -r .id)" "$F"
is "the day after it did not" "$(status-list --open --as-at 2025-11-02)" ""
G=$(make_id status-add '{"pupil":"'"$P2"'","status":"part-time-timetable","from":"2025-11-03","to":"2025-12-12","review":"2025-11-21"}')
G2=$(make_id status-add '{"pupil":"'"$P"'","status":"part-time-timetable","from":"2025-11-03"}')
due() {
	status-list --open --due --as-at "$1" | jq -r .id | sort |
	    tr '\n' ' '
}
both=$(printf '%s\n' "$G" "$G2" | sort | tr '\n' ' ')
is "a timetable without an end is due at once" "$(due 2025-11-20)" "$G2 "
is "another on the day of its review" "$(due 2025-11-21)" "$both"
put 0 "once reviewed" status-amend '{"id":"'"$G"'","review":"2025-12-05","reason":"reviewed on 21 November"}'
is "it waits for the next review" "$(due 2025-12-04)" "$G2 "
is "until its day" "$(due 2025-12-05)" "$both"
is "and when it has ended it is not open" "$(due 2025-12-13)" "$G2 "
is "what is due is counted" \
    "$(status-list --due --as-at 2025-12-05 --count | jq .count)" 2
is "or limited" \
    "$(status-list --due --as-at 2025-12-05 --limit 1 | wc -l)" 1
put 65 "a review before it begins" status-add '{"pupil":"'"$P"'","status":"part-time-timetable","from":"2025-11-03","review":"2025-11-02"}'
err "is refused" "review"
is "the reading is on record" \
    "$(access-list --where 'tool = status-list' --where pupil |
    jq -r .pupil | sort -u | tr '\n' ' ')" \
    "$(printf '%s\n' "$P" "$P2" | sort | tr '\n' ' ')"
finish
