# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 65 "an amendment needs its reason" pupil-amend \
    '{"id":"'"$P"'","site":"B"}'

put 0 "it is amended" pupil-amend \
    '{"id":"'"$P"'","site":"B","reason":"was wrong"}'
out "with its version" '"version":2'
is "it reads as amended" "$(pupil-show "$P" | jq -c .site)" '"B"'
is "the earlier version stays" \
    "$(pupil-show --versions "$P" | jq -s 'map(.amended.version // 1)' |
    jq -c .)" '[1,2]'
put 0 "the same again changes nothing" pupil-amend \
    '{"id":"'"$P"'","site":"B","reason":"again"}'
is "two versions, not three" \
    "$(pupil-show --versions "$P" | wc -l | tr -d ' ')" 2
put 65 "part of an id does not do" pupil-amend \
    '{"id":"'"$(printf %.6s "$P")"'","site":"B","reason":"x"}'
err "and the message says so" "whole id"
put 65 "a record has to be named" pupil-amend '{"site":"B","reason":"x"}'
err "by its id" "id:"
finish
