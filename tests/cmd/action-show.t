# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records

run 0 "it is shown by its id" action-show "$D"
out "whole" '"id":"'"$D"'"'
run 0 "case and dash do not matter" action-show \
    "$(echo "$D" | tr -d - | tr A-Z a-z)"
out "in an id" "$D"
run 0 "a prefix will do" action-show "$(printf %.6s "$D")"
out "where it is the only one" "$D"
last=$(printf %.7s "$D")
swap=$(echo "$D" | sed 's/^\(..\)\(.\)\(.\)/\1\3\2/')
[ "$swap" != "$D" ] || swap=${last}0
run 65 "two symbols that changed places are noticed" action-show "$swap"
is "and nothing is shown" "$(cat "$T/out")" ""
run 65 "three symbols are too few" action-show "$(printf %.5s "$D")"
run 64 "an id is needed" action-show
run 0 "a table shows every field" action-show --format table "$D"
out "one a line" "$D"

is "each reading is on record" \
    "$(access-list --where 'tool = action-show' --count | jq .count)" 4
run 0 "with its reason" action-show --why 'strategy meeting' "$D"
is "given on --why" "$(access-list --limit 1 | jq -r .why)" "strategy meeting"
finish
