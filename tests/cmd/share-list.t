# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

is "records of sharing are listed" "$(share-list | jq -r .id)" "$H"
is "of one child" "$(share-list --pupil "$P" | jq -r .id)" "$H"
is "of another" "$(share-list --pupil "$P2")" ""
finish
