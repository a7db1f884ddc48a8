# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 65 "an amendment needs its reason" person-amend \
    '{"id":"'"$S"'","post":"Art"}'

put 0 "it is amended" person-amend \
    '{"id":"'"$S"'","post":"Art","reason":"was wrong"}'
out "with its version" '"version":2'
is "it reads as amended" "$(person-show "$S" | jq -c .post)" '"Art"'
is "the earlier version stays" \
    "$(person-show --versions "$S" | jq -s 'map(.amended.version // 1)' |
    jq -c .)" '[1,2]'
put 0 "the same again changes nothing" person-amend \
    '{"id":"'"$S"'","post":"Art","reason":"again"}'
is "two versions, not three" \
    "$(person-show --versions "$S" | wc -l | tr -d ' ')" 2
put 65 "part of an id does not do" person-amend \
    '{"id":"'"$(printf %.6s "$S")"'","post":"Art","reason":"x"}'
err "and the message says so" "whole id"
put 65 "a record has to be named" person-amend '{"post":"Art","reason":"x"}'
err "by its id" "id:"
finish
