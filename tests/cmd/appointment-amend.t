# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 0 "it is amended" appointment-amend \
    '{"id":"'"$N"'","to":"2025-12-01"}'
out "with its version" '"version":2'
is "it reads as amended" "$(appointment-show "$N" | jq -c .to)" '"2025-12-01"'
is "the earlier version stays" \
    "$(appointment-show --versions "$N" | jq -s 'map(.amended.version // 1)' |
    jq -c .)" '[1,2]'
put 0 "the same again changes nothing" appointment-amend \
    '{"id":"'"$N"'","to":"2025-12-01","reason":"again"}'
is "two versions, not three" \
    "$(appointment-show --versions "$N" | wc -l | tr -d ' ')" 2
put 65 "part of an id does not do" appointment-amend \
    '{"id":"'"$(printf %.6s "$N")"'","to":"2025-12-01","reason":"x"}'
err "and the message says so" "whole id"
put 65 "a record has to be named" appointment-amend '{"to":"2025-12-01","reason":"x"}'
err "by its id" "id:"
finish
