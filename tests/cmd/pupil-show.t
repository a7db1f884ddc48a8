# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records

run 0 "it is shown by its id" pupil-show "$P"
out "whole" '"id":"'"$P"'"'
run 0 "case and dash do not matter" pupil-show \
    "$(echo "$P" | tr -d - | tr A-Z a-z)"
out "in an id" "$P"
run 0 "a prefix will do" pupil-show "$(printf %.6s "$P")"
out "where it is the only one" "$P"
last=$(printf %.7s "$P")
swap=$(echo "$P" | sed 's/^\(..\)\(.\)\(.\)/\1\3\2/')
[ "$swap" != "$P" ] || swap=${last}0
run 65 "two symbols that changed places are noticed" pupil-show "$swap"
is "and nothing is shown" "$(cat "$T/out")" ""
run 65 "three symbols are too few" pupil-show "$(printf %.5s "$P")"
run 64 "an id is needed" pupil-show
run 0 "a table shows every field" pupil-show --format table "$P"
out "one a line" "$P"

run 0 "a pupil may be named by UPN" pupil-show Y856900217107
out "too" "$P"
run 65 "a UPN with a wrong letter is told the right one" \
    pupil-show A856900217107
err "as where a pupil is added" "begins with Y, not A"
run 65 "a word that is no UPN" pupil-show Abcdefghijklm
err "names nobody" "names no pupil"
run 65 "another kind's id is refused" pupil-show "$S"
finish
