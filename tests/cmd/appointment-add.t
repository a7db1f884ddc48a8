# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 0 "an appointment names its adult by login" appointment-add \
    '{"person":"ihale","role":"deputy-dsl","from":"2025-10-01"}'
out "and keeps the id" '"person":"'"$S"'"'
put 65 "a role that there is not is refused" appointment-add \
    '{"person":"ihale","role":"deputy-dls","from":"2025-10-01"}'
err "with the nearest right one" deputy-dsl
err "after what became of it" "deputy-dls; nothing was stored, and"
err "as a question" "Did you mean deputy-dsl?"
put 65 "a part of the name" appointment-add \
    '{"person":"ihale","role":"dsl","from":"2025-10-01"}'
err "finds those that have it" "Did you mean lead-dsl or deputy-dsl?"
put 65 "a role in other words" appointment-add \
    '{"person":"ihale","role":"the boss","from":"2025-10-01"}'
err "is not repeated, and the page with the right ones named" "See vigil-records(5)"
put 65 "it does not end before it begins" appointment-add \
    '{"person":"ihale","role":"hr","from":"2025-10-01","to":"2025-09-30"}'
put 65 "it is of an adult" appointment-add \
    '{"person":"'"$P"'","role":"hr","from":"2025-10-01"}'
finish
