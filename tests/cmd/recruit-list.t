# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON [OPTION ...]
put() {
	printf '%s\n' "$4" | sed -z 's/\n  */ /g' >"$T/in"
	s=$1 n=$2 t=$3
	shift 4
	run "$s" "$n" "$t" "$@" "$T/in"
}

put 0 "two recruitments" recruit-add '{"vacancy":"Art","interview_date":"2025-11-12","panel":["ihale"]}
{"vacancy":"Music","interview_date":"2025-11-13","panel":["ihale"]}'
is "the latest interviews first" \
    "$(recruit-list | jq -r .vacancy | tr '\n' ' ')" "Music Art "
is "of a day" "$(recruit-list --until 2025-11-12 | jq -r .vacancy)" Art
is "of whom sat on the panel" \
    "$(recruit-list --where 'panel = ihale' --count | jq .count)" 2
finish
