# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 65 "an amendment needs its reason" concern-amend \
    '{"id":"'"$C"'","place":"Gym"}'

put 65 "a blank one is none" concern-amend \
    '{"id":"'"$C"'","place":"Gym","reason":" "}'
put 0 "null is no reason of another name" concern-amend \
    '{"id":"'"$C"'","place":"Shed","amend_reason":null,"reason":"said so"}'

put 0 "it is amended" concern-amend \
    '{"id":"'"$C"'","place":"Gym","reason":"was wrong"}'
out "with its version" '"version":3'
is "it reads as amended" "$(concern-show "$C" | jq -c .place)" '"Gym"'
is "the earlier version stays" \
    "$(concern-show --versions "$C" | jq -s 'map(.amended.version // 1)' |
    jq -c .)" '[1,2,3]'
put 0 "the same again changes nothing" concern-amend \
    '{"id":"'"$C"'","place":"Gym","reason":"again"}'
is "three versions, not four" \
    "$(concern-show --versions "$C" | wc -l | tr -d ' ')" 3
put 65 "part of an id does not do" concern-amend \
    '{"id":"'"$(printf %.6s "$C")"'","place":"Gym","reason":"x"}'
err "and the message says so" "whole id"
put 65 "a record has to be named" concern-amend '{"place":"Gym","reason":"x"}'
err "by its id" "id:"
finish
