# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

is "nothing was read yet" "$(access-list)" ""
concern-show --why 'a meeting' "$C" >"$T/shown"
run 0 "now something was" access-list
out "which" '"record":"'"$C"'"'
out "with what" '"tool":"concern-show"'
out "why" '"why":"a meeting"'
out "and by whose right" '"granted_by":"lead-dsl"'
is "a reading is about the child too" \
    "$(access-list --pupil "$P" --count | jq .count)" 1
finish
