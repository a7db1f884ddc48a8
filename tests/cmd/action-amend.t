# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 65 "an amendment needs its reason" action-amend \
    '{"id":"'"$D"'","due":"2025-12-01"}'

put 0 "it is amended" action-amend \
    '{"id":"'"$D"'","due":"2025-12-01","reason":"was wrong"}'
out "with its version" '"version":2'
is "it reads as amended" "$(action-show "$D" | jq -c .due)" '"2025-12-01"'
is "the earlier version stays" \
    "$(action-show --versions "$D" | jq -s 'map(.amended.version // 1)' |
    jq -c .)" '[1,2]'
put 0 "the same again changes nothing" action-amend \
    '{"id":"'"$D"'","due":"2025-12-01","reason":"again"}'
is "two versions, not three" \
    "$(action-show --versions "$D" | wc -l | tr -d ' ')" 2
put 65 "part of an id does not do" action-amend \
    '{"id":"'"$(printf %.6s "$D")"'","due":"2025-12-01","reason":"x"}'
err "and the message says so" "whole id"
put 65 "a record has to be named" action-amend '{"due":"2025-12-01","reason":"x"}'
err "by its id" "id:"
finish
