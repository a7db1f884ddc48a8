# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

is "actions are listed" "$(action-list | jq -r .id)" "$D"
is "by type" "$(action-list --where 'type = decision' --count | jq .count)" 0
is "of one concern" "$(action-list --where "concern = $C" | jq -r .id)" "$D"
is "of the child that the concern is about" \
    "$(action-list --pupil "$P" | jq -r .id)" "$D"
is "of no other" "$(action-list --pupil "$P2")" ""
run 64 "what never ends is not asked for as open" action-list --open
err "but told" "Actions are neither closed nor ended"
finish
