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
is "the reading is on record" \
    "$(access-list --where 'tool = status-list' --where pupil |
    jq -r .pupil | sort -u | tr '\n' ' ')" \
    "$(printf '%s\n' "$P" "$P2" | sort | tr '\n' ' ')"
finish
