# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

is "concerns are listed, the newest first" \
    "$(concern-list | jq -r .id | tr '\n' ' ')" "$C2 $C "
is "of one child" "$(concern-list --pupil "$P2" | jq -r .id)" "$C2"
is "since a day" "$(concern-list --since 2025-11-01 | jq -r .id)" "$C2"
is "until a day" "$(concern-list --until 2025-10-07 | jq -r .id)" "$C"
is "a list holds a word" "$(concern-list --where 'categories = physical' |
    jq -r .id)" "$C2"
is "with a state" "$(concern-list --where 'state = triaged' | jq -r .id)" "$C"
printf 'yesterday eaten\n' >"$T/words"
is "words of the account are found" \
    "$(concern-list --search <"$T/words" | jq -r .id)" "$C"
printf '"eaten since yesterday"\n' >"$T/words"
is "a phrase too" "$(concern-list --search <"$T/words" | jq -r .id)" "$C"
printf '"yesterday eaten"\n' >"$T/words"
is "but not in another order" "$(concern-list --search <"$T/words")" ""
run 64 "an account is not asked for in arguments" concern-list \
    --where 'account ~ eaten'
err "but with --search" "--search"
put 0 "a concern is resolved" action-add \
    '{"concern":"'"$C"'","type":"resolve","text":"Done.","decision":"none","rationale":"Fed."}'
is "and is no longer open" "$(concern-list --open | jq -r .id)" "$C2"
is "each list is on record once" \
    "$(access-list --where 'tool = concern-list' --count | jq .count)" 10
finish
