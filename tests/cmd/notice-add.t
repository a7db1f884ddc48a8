# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME JSON
put() {
	printf '%s\n' "$3" >"$T/in"
	run "$1" "$2" notice-add "$T/in"
}

printf '%s\n' '{"pupil":"'"$P"'","issued":"2025-11-03","parent":"A Parent"}' \
    >"$T/in"
run 0 'a notice on record' notice-add "$T/in"
is 'it says to whom' "$(jq -r .parent "$T/out")" 'A Parent'
put 65 'without a parent' '{"pupil":"'"$P"'","issued":"2025-11-03"}'
put 65 'paid before it was issued' \
    '{"pupil":"'"$P"'","issued":"2025-11-03","parent":"A","paid":"2025-11-01"}'
err 'it says so' 'paid before it was issued'
put 65 'a child who is not on record' \
    '{"pupil":"P-222222","issued":"2025-11-03","parent":"A"}'

# Ten sessions without leave in a week, one with leave, one more in the next.
{
	echo upn,date,session,code
	for d in 2026-03-02 2026-03-03 2026-03-04 2026-03-05 2026-03-06; do
		echo "Y856900217107,$d,AM,O"
		echo "Y856900217107,$d,PM,U"
	done
	echo Y856900217107,2026-03-09,AM,I
	echo Y856900217107,2026-03-10,PM,G
} >marks.csv
run 0 'marks' attendance-import --quiet marks.csv
run 1 'the check counts them' attendance-check --as-at 2026-03-10
jq -r 'select(.rule == "penalty-notice") | .measure |
    "\(.sessions) \(.from)"' "$T/out" >counted
# give STATUS NAME ISSUED PARENT [OPTION ...]
give() {
	printf '{"pupil":"%s","issued":"%s","parent":"%s"}\n' "$P" "$3" \
	    "$4" >"$T/in"
	want=$1 name=$2
	shift 4
	run "$want" "$name" notice-add "$@" "$T/in"
}
give 0 'a notice of that day' 2026-03-10 'B Parent'
from=$(date -d "$(cut -d ' ' -f 2 counted)" '+%-d %B %Y')
err 'uses up what the check counted' "uses up $(cut -d ' ' -f 1 counted) \
sessions without leave, $from to 10 March 2026"
is 'eleven of them' "$(cut -d ' ' -f 1 counted)" 11
err 'by which edition' '(penalty-notice, edition 2024, certainty low)'
err 'the first of two' 'notice 1 of the 2 that this parent may have'
is 'the answer is the record and no more' "$(jq -c keys_unsorted "$T/out")" \
    '["kind","id","pupil","issued","parent","recorded_at","recorded_by","receipt"]'
is 'the reading of the register is on record' "$(access-list | jq -r \
    "select(.tool == \"notice-add\" and .record == $(jq .id "$T/out")) |
    .pupil")" "$P"
run 0 'the check is silent then' sh -c \
    'attendance-check --as-at 2026-03-10 | grep penalty-notice; true'
is 'for they are used up' "$(cat "$T/out")" ''
give 0 'to the other parent, the same day' 2026-03-10 'C Parent'
err 'uses up the same' 'uses up 11 sessions'
err 'is the first too' 'notice 1 of the 2'
give 0 'the next day' 2026-03-11 'B Parent'
err 'there is nothing left' \
    'uses up 0 sessions without leave, 11 March 2026, fewer than the 10'
err 'and it is the last' 'for the child in 3 years: the last.'
give 0 'one too many' 2026-03-12 'B Parent'
err 'it says so' 'no more than 2'
give 0 'and one more, the name written otherwise' 2026-03-12 "‘B'  PARENT"
err 'it is the same parent' 'no more than 2'
give 0 'before there was such a rule' 2024-05-07 'B Parent'
err 'it says that' 'uses up no sessions'
give 0 'past the calendar' 2029-03-12 'B Parent' --as-at 2029-04-01
err 'is stored, and the calendar named' 'ends on 31 July 2027'
give 0 'of a day to come' 2026-04-02 'G Parent' --as-at 2026-03-13
err 'is stored, and that is said' 'still to come, and it counts from that day'
give 0 'as JSON' 2026-03-13 'D Parent' --errors json
is 'of a code of its own' "$(jq -r .code "$T/err")" uses-up
give 0 'quietly' 2026-03-16 'E Parent' --quiet
is 'nothing is said' "$(cat "$T/err")" ''
echo 'attendance: {penalty-notice: {uses_up: no}}' >config/local.yaml
give 0 'where a notice uses up nothing' 2026-03-17 'F Parent'
err 'it says what it rests on' \
    'uses up nothing, as the school has set it, and rests on 11 sessions'
finish
