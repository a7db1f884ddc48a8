# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

is "appointments are listed" "$(appointment-list | jq -r .role)" senco
is "of one adult" "$(appointment-list --where "person = $S" | jq -r .id)" "$N"
is "of another" "$(appointment-list --where "person = $S2")" ""
finish
