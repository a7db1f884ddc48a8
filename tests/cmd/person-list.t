# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

is "adults are listed" "$(person-list --count | jq .count)" 2
is "by category" "$(person-list --where 'category = teacher' | jq -r .id)" "$S"
run 64 "a birth date is not asked for in arguments" person-list \
    --where 'dob = 1980-01-01'
finish
