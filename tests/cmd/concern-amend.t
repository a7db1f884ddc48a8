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
err "and says so" "Nothing was changed in 1 of 1"
is "three versions, not four" \
    "$(concern-show --versions "$C" | wc -l | tr -d ' ')" 3
put 65 "part of an id does not do" concern-amend \
    '{"id":"'"$(printf %.6s "$C")"'","place":"Gym","reason":"x"}'
err "and the message says so" "whole id"
put 65 "a record has to be named" concern-amend '{"place":"Gym","reason":"x"}'
err "by its id" "id:"

put 65 "the state follows from actions" concern-amend \
    '{"id":"'"$C"'","state":"resolved","reason":"all well"}'
err "which are recorded" "action-add"
put 65 "flags are not amended" concern-amend \
    '{"id":"'"$C"'","flags":["possible-duplicate"],"reason":"x"}'
put 65 "nor who recorded it" concern-amend \
    '{"id":"'"$C"'","recorded_by":"somebody","reason":"x"}'
put 65 "nor when" concern-amend \
    '{"id":"'"$C"'","recorded_at":"2020-01-01T09:00:00Z","reason":"x"}'
put 0 "as they were answered they may come back" concern-amend \
    "$(concern-show "$C" | jq -c '.reason = "nothing new"')"

concern-show "$C" >"$T/read"
put 0 "one puts the place right" concern-amend \
    "$(jq -c '.place = "Hall" | .reason = "misheard"' "$T/read")"
put 0 "another, from the earlier reading, adds a field" concern-amend \
    "$(jq -c '.demeanour = "Quiet." | .reason = "left out"' "$T/read")"
is "both stand" "$(concern-show "$C" | jq -c '[.place,.demeanour]')" \
    '["Hall","Quiet."]'
put 65 "where both changed one field it is refused" concern-amend \
    "$(jq -c '.place = "Yard" | .reason = "misheard"' "$T/read")"
err "with who was before" "amended since"
put 65 "nor is such a field taken out" concern-amend \
    "$(jq -c '.clear = ["demeanour"] | .reason = "x"' "$T/read")"
put 0 "the same change twice is one" concern-amend \
    "$(jq -c '.place = "Hall" | .reason = "misheard"' "$T/read")"
finish
