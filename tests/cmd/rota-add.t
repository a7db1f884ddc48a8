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

put 0 "a day" rota-add '{"person":"ihale","date":"2025-11-03"}'
put 0 "mornings of a half term" rota-add '{"person":"ihale",
    "date":"2025-11-03","to":"2025-12-19","days":["monday","friday"],
    "sessions":["AM"]}'
put 65 "it does not end before it begins" rota-add \
    '{"person":"ihale","date":"2025-11-03","to":"2025-11-02"}'
put 65 "a Saturday is no school day" rota-add \
    '{"person":"ihale","date":"2025-11-03","days":["saturday"]}'
put 65 "an evening is no session" rota-add \
    '{"person":"ihale","date":"2025-11-03","sessions":["EV"]}'
printf '%s\n' 'person,date,to,days,on_site' \
    'ihale,03/11/2025,07/11/2025,monday; tuesday,no' >"$T/in.csv"
run 0 "a spreadsheet" rota-add "$T/in.csv"
out "with several days in one cell" '"days":["monday","tuesday"]'
out "and away" '"on_site":false'
finish
