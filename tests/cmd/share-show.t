# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records

run 0 "it is shown by its id" share-show "$H"
out "whole" '"id":"'"$H"'"'
run 0 "case and dash do not matter" share-show \
    "$(echo "$H" | tr -d - | tr A-Z a-z)"
out "in an id" "$H"
run 0 "a prefix will do" share-show "$(printf %.6s "$H")"
out "where it is the only one" "$H"
last=$(printf %.7s "$H")
swap=$(echo "$H" | sed 's/^\(..\)\(.\)\(.\)/\1\3\2/')
[ "$swap" != "$H" ] || swap=${last}0
run 65 "two symbols that changed places are noticed" share-show "$swap"
is "and nothing is shown" "$(cat "$T/out")" ""
run 65 "three symbols are too few" share-show "$(printf %.5s "$H")"
run 64 "an id is needed" share-show
run 0 "a table shows every field" share-show --format table "$H"
out "one a line" "$H"

is "each reading is on record" \
    "$(access-list --where 'tool = share-show' --count | jq .count)" 4
run 0 "with its reason" share-show --why 'strategy meeting' "$H"
is "given on --why" "$(access-list --limit 1 | jq -r .why)" "strategy meeting"
finish
