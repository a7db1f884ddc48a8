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

put 0 "some courses" training-add '{"person":"ihale","course":"dsl","date":"2025-09-01"}
{"person":"nobody","course":"aup","date":"2025-10-01"}'
is "the newest first" "$(training-list | jq -r .course | tr '\n' ' ')" \
    "aup dsl "
is "of one adult" "$(training-list --where 'person = ihale' |
    jq -r .course)" dsl
is "of a span" "$(training-list --since 2025-10-01 | jq -r .course)" aup
run 0 "as a table" training-list --format table
out "with its headings" Course
finish
