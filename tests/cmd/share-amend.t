# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 65 "an amendment needs its reason" share-amend \
    '{"id":"'"$H"'","method":"post"}'

put 0 "it is amended" share-amend \
    '{"id":"'"$H"'","method":"post","reason":"was wrong"}'
out "with its version" '"version":2'
is "it reads as amended" "$(share-show "$H" | jq -c .method)" '"post"'
is "the earlier version stays" \
    "$(share-show --versions "$H" | jq -s 'map(.amended.version // 1)' |
    jq -c .)" '[1,2]'
put 0 "the same again changes nothing" share-amend \
    '{"id":"'"$H"'","method":"post","reason":"again"}'
is "two versions, not three" \
    "$(share-show --versions "$H" | wc -l | tr -d ' ')" 2
put 65 "part of an id does not do" share-amend \
    '{"id":"'"$(printf %.6s "$H")"'","method":"post","reason":"x"}'
err "and the message says so" "whole id"
put 65 "a record has to be named" share-amend '{"method":"post","reason":"x"}'
err "by its id" "id:"
finish
