# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records

run 0 "it is shown by its id" appointment-show "$N"
out "whole" '"id":"'"$N"'"'
run 0 "case and dash do not matter" appointment-show \
    "$(echo "$N" | tr -d - | tr A-Z a-z)"
out "in an id" "$N"
run 0 "a prefix will do" appointment-show "$(printf %.6s "$N")"
out "where it is the only one" "$N"
last=$(printf %.7s "$N")
swap=$(echo "$N" | sed 's/^\(..\)\(.\)\(.\)/\1\3\2/')
[ "$swap" != "$N" ] || swap=${last}0
run 65 "two symbols that changed places are noticed" appointment-show "$swap"
is "and nothing is shown" "$(cat "$T/out")" ""
run 65 "three symbols are too few" appointment-show "$(printf %.5s "$N")"
run 64 "an id is needed" appointment-show
run 0 "a table shows every field" appointment-show --format table "$N"
out "one a line" "$N"
finish
