# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 0 "an adult is recorded" person-add \
    '{"family_name":"Tarn","given_name":"Edith","category":"teacher","login":"etarn","trn":"12/34567"}'
out "the teacher reference number in its one form" '"trn":"1234567"'
put 65 "two adults cannot have one login" person-add \
    '{"family_name":"T","given_name":"E","category":"teacher","login":"etarn"}'
put 65 "a category that there is not is refused" person-add \
    '{"family_name":"T","given_name":"E","category":"teachr"}'
err "with the nearest right one" "teacher"
put 65 "an adult has a category" person-add '{"family_name":"T","given_name":"E"}'
err "and the message says why" "checks"
maps=$(awk 'BEGIN { for (i = 0; i < 256; i++) print "--map", "a" i "=-" }')
printf 'family_name,given_name,category\nA,B,teacher\n' >"$T/in"
run 0 "as many columns can be mapped as there is room for" person-add $maps \
    "$T/in"
run 64 "and not one more" person-add $maps --map b=- "$T/in"
finish
