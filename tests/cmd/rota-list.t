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

put 0 "two duties" rota-add '{"person":"ihale","date":"2025-11-03"}
{"person":"nobody","date":"2025-11-04","to":"2025-11-07"}'
is "the latest first" "$(rota-list | jq -r .date | tr '\n' ' ')" \
    "2025-11-04 2025-11-03 "
is "from a day on" "$(rota-list --since 2025-11-04 | jq -r .date)" \
    2025-11-04
finish
