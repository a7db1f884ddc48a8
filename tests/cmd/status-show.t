# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records

run 0 "it is shown by its id" status-show "$F"
out "whole" '"id":"'"$F"'"'
run 0 "case and dash do not matter" status-show \
    "$(echo "$F" | tr -d - | tr A-Z a-z)"
out "in an id" "$F"
run 0 "a prefix will do" status-show "$(printf %.6s "$F")"
out "where it is the only one" "$F"
last=$(printf %.7s "$F")
swap=$(echo "$F" | sed 's/^\(..\)\(.\)\(.\)/\1\3\2/')
[ "$swap" != "$F" ] || swap=${last}0
run 65 "two symbols that changed places are noticed" status-show "$swap"
is "and nothing is shown" "$(cat "$T/out")" ""
run 65 "three symbols are too few" status-show "$(printf %.5s "$F")"
run 64 "an id is needed" status-show
run 0 "a table shows every field" status-show --format table "$F"
out "one a line" "$F"

is "each reading is on record" \
    "$(access-list --where 'tool = status-show' --count | jq .count)" 4
run 0 "with its reason" status-show --why 'strategy meeting' "$F"
is "given on --why" "$(access-list --limit 1 | jq -r .why)" "strategy meeting"
finish
