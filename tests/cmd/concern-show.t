# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records

run 0 "it is shown by its id" concern-show "$C"
out "whole" '"id":"'"$C"'"'
run 0 "case and dash do not matter" concern-show \
    "$(echo "$C" | tr -d - | tr A-Z a-z)"
out "in an id" "$C"
run 0 "a prefix will do" concern-show "$(printf %.6s "$C")"
out "where it is the only one" "$C"
last=$(printf %.7s "$C")
swap=$(echo "$C" | sed 's/^\(..\)\(.\)\(.\)/\1\3\2/')
[ "$swap" != "$C" ] || swap=${last}0
run 65 "two symbols that changed places are noticed" concern-show "$swap"
is "and nothing is shown" "$(cat "$T/out")" ""
run 65 "three symbols are too few" concern-show "$(printf %.5s "$C")"
short=$(make_id concern-add '{"client_id":"c2","account":"a","place":"p",
    "observed_at":"2025-11-10T09:05:00","passed_to":"dsl","pupil":"'"$P"'"}')
is "a client_id may look like the beginning of an id" \
    "$(concern-show c2 | jq -r .id)" "$short"
run 65 "the dash says that it is none" concern-show C-2
err "and what is missing" "at least four symbols"
run 65 "all that are named must be there" concern-show c2 C-2222222
is "else none is printed" "$(wc -c <"$T/out" | tr -d ' ')" 0
run 64 "an id is needed" concern-show
run 0 "a table shows every field" concern-show --format table "$C"
out "one a line" "$C"

is "each reading is on record" \
    "$(access-list --where 'tool = concern-show' --count | jq .count)" 6
run 0 "with its reason" concern-show --why 'strategy meeting' "$C"
is "given on --why" "$(access-list --limit 1 | jq -r .why)" "strategy meeting"
finish
