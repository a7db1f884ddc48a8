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

put 0 "a recruitment" recruit-add '{"vacancy":"Art",
    "interview_date":"2025-11-12","panel":["ihale","nobody"]}'
is "has the ids of its panel" "$(jq -c .panel "$T/out")" \
    "[\"$S\",\"$S2\"]"
put 65 "without a panel it is none" recruit-add \
    '{"vacancy":"Art","interview_date":"2025-11-12"}'
err "and the message says so" panel
put 65 "an empty panel is none" recruit-add \
    '{"vacancy":"Art","interview_date":"2025-11-12","panel":[]}'
put 65 "nor one of nobody" recruit-add \
    '{"vacancy":"Art","interview_date":"2025-11-12","panel":["ihael"]}'
put 65 "it has its day" recruit-add '{"vacancy":"Art","panel":["ihale"]}'
printf '%s\n' vacancy,interview_date,panel 'Music,12/11/2025,ihale; nobody' \
    >"$T/in.csv"
run 0 "a spreadsheet" recruit-add "$T/in.csv"
is "with a panel in one cell" "$(jq -c '.panel | length' "$T/out")" 2
finish
