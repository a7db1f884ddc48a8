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
is "of a half term" "$(concern-list --as-at 2025-11-10 \
    --where 'observed_at = this-half-term' | jq -r .id)" "$C2"
is "of the one before" "$(concern-list --as-at 2025-11-10 \
    --where 'observed_at = last-half-term' | jq -r .id)" "$C"
put 0 "with a field of one's own" concern-amend \
    '{"id":"'"$C"'","x_file":"A 7","reason":"To find it."}'
run 64 "which is text, and no argument" concern-list --where 'x_file = A 7'
printf 'x_file = A 7\n\n place ~ ks3' >"$T/tests"
is "but can be asked for in a file" "$(concern-list --where "@$T/tests" |
    jq -r .id)" "$C"
is "or on standard input" "$(echo 'place ~ reception' |
    concern-list --where @- --where 'state = referral' | jq -r .id)" "$C2"
printf 'place ~ ks3\nplaice = x\n' >"$T/tests"
run 64 "a bad test is told" concern-list --where "@$T/tests"
err "with its line" "tests:2: "
run 74 "a file that is not there" concern-list --where "@$T/none"
run 64 "one input for two things" concern-list --search --where @-
put 0 "the same again" concern-amend '{"id":"'"$C"'","x_file":"A 7"}'
is "is no new version" "$(concern-show --versions "$C" | wc -l)" 2
put 0 "it can be taken out" concern-amend \
    '{"id":"'"$C"'","clear":["x_file"],"reason":"Not needed."}'
is "and then is not there" "$(concern-list --where 'x_file' | jq -r .id)" ""
is "sorted by state" "$(concern-list --sort state | jq -r .state |
    tr '\n' ' ')" "referral triaged "
is "and backwards" "$(concern-list --sort -state | jq -r .id |
    tr '\n' ' ')" "$C $C2 "
is "by when they were recorded, the last amended last" \
    "$(concern-list --sort recorded_at | jq -r .id | tr '\n' ' ')" "$C2 $C "
run 64 "but not by what is no field" concern-list --sort plaice
err "with the nearest" "Did you mean place?"
run 64 "a state that there is not" concern-list --where 'state = opn'
err "where they are few, all are told" \
    "reported, triaged, action, referral, follow-up or resolved"
run 78 "a folder is no store" concern-list --store "$T"
err "and what to do is said" "Give the right store with --store."
run 64 "a day that there is not" concern-list --since 31/9/2026
err "is repeated" "You typed 31/9/2026."
printf 'yesterday eaten\n' >"$T/words"
is "words of the account are found" \
    "$(concern-list --search <"$T/words" | jq -r .id)" "$C"
printf '"eaten since yesterday"\n' >"$T/words"
is "a phrase too" "$(concern-list --search <"$T/words" | jq -r .id)" "$C"
printf '"yesterday eaten"\n' >"$T/words"
is "but not in another order" "$(concern-list --search <"$T/words")" ""
printf 'eat*\nyester*\n' >"$T/words"
run 0 "beginnings, on two lines" concern-list --search <"$T/words"
out "are found" "$C"
err "and where is said" "$C: found in Account."
printf '*\n' >"$T/words"
run 65 "what cannot be looked for is refused" concern-list --search <"$T/words"
err "with the reason" "neither a letter nor a figure"
run 64 "an account is not asked for in arguments" concern-list \
    --where 'account ~ eaten'
err "but from a file" "@FILE"
put 0 "a concern is resolved" action-add \
    '{"concern":"'"$C"'","type":"resolve","text":"Done.","decision":"none","rationale":"Fed."}'
is "and is no longer open" "$(concern-list --open | jq -r .id)" "$C2"
entered() {
	access-list --where 'tool = concern-list' --count "$@" | jq .count
}
before=$(entered)
concern-list >/dev/null
is "a list enters each child once" "$(entered)" $((before + 2))
before=$(entered --pupil "$P")
concern-list --pupil "$P" --where 'significant_harm = likely' >/dev/null
is "one that is of a child that child" "$(entered --pupil "$P")" \
    $((before + 1))
before=$(entered)
concern-list --count >/dev/null
concern-list --fields id,pupil,observed_at >/dev/null
is "one that shows nothing written itself" "$(entered)" $((before + 2))
before=$(entered --pupil "$P2")
concern-list --fields id,place >/dev/null
is "any words are of a file" "$(entered --pupil "$P2")" $((before + 1))
concern-list --fields id --where 'significant_harm = likely' >/dev/null
is "and what is asked for is" "$(entered --pupil "$P2")" $((before + 2))
concern-list --limit 1 >/dev/null
is "what is past the limit is not" "$(entered --pupil "$P2")" $((before + 3))
make_id concern-add '{"account":"Two of them fought.","place":"Hall",
    "observed_at":"2025-11-20T09:00:00","passed_to":"dsl",
    "pupil_name":"Jo","linked":[{"pupil":"'"$P2"'","as":"witness"}]}' >/dev/null
concern-list --limit 1 >/dev/null
is "a child linked to it is entered" "$(access-list --limit 1 |
    jq -r .pupil)" "$P2"
finish
