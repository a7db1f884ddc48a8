# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
Y=$(make_id notice-add '{"pupil":"'"$P"'","issued":"2025-11-10",
    "parent":"A Parent","amount":160}' 2>/dev/null)
run 0 'it is shown by its id' notice-show "$Y"
is 'whole' "$(jq -c '[.pupil, .issued, .parent, .amount]' "$T/out")" \
    "[\"$P\",\"2025-11-10\",\"A Parent\",160]"
run 0 'a prefix will do' notice-show "$(printf %.6s "$Y")"
run 65 'no other kind of record' notice-show "$P"
run 64 'an id is needed' notice-show
is 'each reading is on record' \
    "$(access-list --where 'tool = notice-show' --count | jq .count)" 2
finish
