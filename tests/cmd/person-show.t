# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records

run 0 "it is shown by its id" person-show "$S"
out "whole" '"id":"'"$S"'"'
run 0 "case and dash do not matter" person-show \
    "$(echo "$S" | tr -d - | tr A-Z a-z)"
out "in an id" "$S"
run 0 "a prefix will do" person-show "$(printf %.6s "$S")"
out "where it is the only one" "$S"
last=$(printf %.7s "$S")
swap=$(echo "$S" | sed 's/^\(..\)\(.\)\(.\)/\1\3\2/')
[ "$swap" != "$S" ] || swap=${last}0
run 65 "two symbols that changed places are noticed" person-show "$swap"
is "and nothing is shown" "$(cat "$T/out")" ""
run 65 "three symbols are too few" person-show "$(printf %.5s "$S")"
run 64 "an id is needed" person-show
run 0 "a table shows every field" person-show --format table "$S"
out "one a line" "$S"

run 0 "an adult may be named by login" person-show ihale
out "too" "$S"
printf '%s\n' '{"family_name":"B","given_name":"C","category":"teacher",
"login":"jwbtsqk"}' | tr -d '\n' | sed 's/$/\n/' >"$T/in"
person-add "$T/in" >/dev/null
run 0 "a login that looks like an id is one" person-show jwbtsqk
out "all the same" '"login":"jwbtsqk"'
finish
