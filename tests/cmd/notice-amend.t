# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
Y=$(make_id notice-add '{"pupil":"'"$P"'","issued":"2025-11-10",
    "parent":"A Parent"}' 2>/dev/null)
# put STATUS NAME JSON
put() {
	printf '%s\n' "$3" >"$T/in"
	run "$1" "$2" notice-amend "$T/in"
}
put 0 'it was paid, which needs no reason' \
    '{"id":"'"$Y"'","paid":"2025-12-01"}'
out 'a second version' '"version":2'
put 65 'another parent needs one' '{"id":"'"$Y"'","parent":"B Parent"}'
err 'it says so' 'why the record is amended'
put 65 'paid before it was issued' \
    '{"id":"'"$Y"'","paid":"2025-11-01","reason":"slip"}'
put 65 'the whole id is asked for' '{"id":"'"$(printf %.6s "$Y")"'",
    "paid":"2025-12-02"}'

# the day as it stands now says what is used up
{
	echo upn,date,session,code
	for d in 03 04 05 06 07; do
		echo "Y856900217107,2025-11-$d,AM,O"
		echo "Y856900217107,2025-11-$d,PM,O"
	done
} >marks.csv
run 0 'ten sessions before it' attendance-import --quiet marks.csv
fires() {
	attendance-check --as-at 2025-11-10 2>/dev/null | grep -c penalty-notice
}
is 'are used up' "$(fires)" 0
put 0 'it was issued a week before' \
    '{"id":"'"$Y"'","issued":"2025-10-31","reason":"misread"}'
is 'so they are not' "$(fires)" 1
is 'the earlier versions stay' "$(notice-show --versions "$Y" |
    jq -r .issued | tr '\n' ' ')" '2025-11-10 2025-11-10 2025-10-31 '
finish
