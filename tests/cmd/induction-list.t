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

put 0 "two parts" induction-add '{"person":"ihale","item":"kcsie","date":"2025-09-01","mode":"issued"}
{"person":"nobody","item":"dsl-names","date":"2025-09-02","mode":"explained"}'
is "the newest first" "$(induction-list | jq -r .item | tr '\n' ' ')" \
    "dsl-names kcsie "
is "of one adult" "$(induction-list --where 'person = ihale' |
    jq -r .item)" kcsie
finish
