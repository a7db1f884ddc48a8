# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME JSON
put() {
	printf '%s\n' "$3" >"$T/in"
	run "$1" "$2" notice-add "$T/in"
}

printf '%s\n' '{"pupil":"'"$P"'","issued":"2025-11-03","parent":"A Parent"}' \
    >"$T/in"
run 0 'a notice on record' notice-add "$T/in"
is 'it says to whom' "$(jq -r .parent "$T/out")" 'A Parent'
put 65 'without a parent' '{"pupil":"'"$P"'","issued":"2025-11-03"}'
put 65 'paid before it was issued' \
    '{"pupil":"'"$P"'","issued":"2025-11-03","parent":"A","paid":"2025-11-01"}'
err 'it says so' 'paid before it was issued'
put 65 'a child who is not on record' \
    '{"pupil":"P-222222","issued":"2025-11-03","parent":"A"}'
finish
