# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

X=$(make_id off-roll-add '{"pupil":"'"$P"'","ground":"moving-away","told_on":"2025-11-17"}')
run 0 "it is shown by its id" off-roll-show "$X"
out "whole" '"id":"'"$X"'"'
run 0 "a prefix will do" off-roll-show "$(printf %.6s "$X")"
run 65 "three symbols are too few" off-roll-show "$(printf %.5s "$X")"
run 65 "another kind's id is refused" off-roll-show "$C"
run 64 "an id is needed" off-roll-show
run 0 "with its reason" off-roll-show --why 'strategy meeting' "$X"
is "each reading is on record" "$(access-list --where 'tool = off-roll-show' --count |
    jq .count)" 3
is "with the record read" "$(access-list --limit 1 | jq -r .record)" "$X"
is "and why" "$(access-list --limit 1 | jq -r .why)" "strategy meeting"
finish
