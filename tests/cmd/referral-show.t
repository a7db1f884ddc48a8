# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records

run 0 "it is shown by its id" referral-show "$R"
out "whole" '"id":"'"$R"'"'
run 0 "case and dash do not matter" referral-show \
    "$(echo "$R" | tr -d - | tr A-Z a-z)"
out "in an id" "$R"
run 0 "a prefix will do" referral-show "$(printf %.6s "$R")"
out "where it is the only one" "$R"
last=$(printf %.7s "$R")
swap=$(echo "$R" | sed 's/^\(..\)\(.\)\(.\)/\1\3\2/')
[ "$swap" != "$R" ] || swap=${last}0
run 65 "two symbols that changed places are noticed" referral-show "$swap"
is "and nothing is shown" "$(cat "$T/out")" ""
run 65 "three symbols are too few" referral-show "$(printf %.5s "$R")"
run 64 "an id is needed" referral-show
run 0 "a table shows every field" referral-show --format table "$R"
out "one a line" "$R"

is "each reading is on record" \
    "$(access-list --where 'tool = referral-show' --count | jq .count)" 4
run 0 "with its reason" referral-show --why 'strategy meeting' "$R"
is "given on --why" "$(access-list --limit 1 | jq -r .why)" "strategy meeting"
finish
