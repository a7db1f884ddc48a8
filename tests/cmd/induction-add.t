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

put 0 "a part of the pack" induction-add \
    '{"person":"ihale","item":"kcsie","date":"2025-09-01","mode":"issued"}'
out "names the adult by id" '"person":"'"$S"'"'
put 65 "a part that there is not" induction-add \
    '{"person":"ihale","item":"kcsi","date":"2025-09-01","mode":"issued"}'
err "names the nearest" kcsie
put 65 "a way that there is not" induction-add \
    '{"person":"ihale","item":"kcsie","date":"2025-09-01","mode":"read"}'
put 65 "no way at all" induction-add \
    '{"person":"ihale","item":"kcsie","date":"2025-09-01"}'
put 65 "acknowledged before it was given" induction-add \
    '{"person":"ihale","item":"kcsie","date":"2025-09-01","mode":"issued",
    "acknowledged":"2025-08-31"}'
printf '%s\n' person,item,date,mode,acknowledged \
    ihale,dsl-names,01/09/2025,explained,01/09/2025 >"$T/in.csv"
run 0 "a spreadsheet" induction-add "$T/in.csv"
out "with British days" '"acknowledged":"2025-09-01"'
finish
