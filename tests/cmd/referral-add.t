# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

concern=$(make_id concern-add '{"pupil":"'"$P"'","account":"A bruise.",
    "observed_at":"2025-11-20T09:05","place":"Hall","passed_to":"dsl",
    "immediate_risk":true}' 2>/dev/null)
referral-route "$concern" >"$T/routes"
run 0 "routes become referrals to make" referral-add "$T/routes"
is "each one that must be made" \
    "$(jq -r .to "$T/out" | sort | tr '\n' ' ')" \
    "$(jq -r 'select(.duty == "must" and .to != "dsl").to' "$T/routes" |
    sort | tr '\n' ' ')"
err "none to the DSL, to whom the concern was passed" "No referral to dsl"
is "none is made yet" "$(jq -r .state "$T/out" | sort -u)" to-make
is "nor has the concern moved" "$(concern-show "$concern" | jq -r .state)" \
    reported
cp "$T/out" "$T/first"
run 0 "the same routes again" referral-add "$T/routes"
ok "make no other referrals" cmp "$T/out" "$T/first"
put 65 "a referral needs its reason" referral-add \
    '{"concern":"'"$C"'","to":"csc","made_at":"2025-11-20T10:00","by":"dsl"}'
err "and the message says so" "reason:"
put 65 "one that was made, by whom" referral-add \
    '{"concern":"'"$C"'","to":"csc","reason":"x","made_at":"2025-11-20T10:00"}'
err "and the message says so too" "by:"
put 65 "without consent, why" referral-add \
    '{"concern":"'"$C"'","to":"csc","reason":"x","consent":"refused"}'
err "it is made all the same" no_consent_reason
put 0 "a call that was made" referral-add \
    '{"concern":"'"$concern"'","to":"csc","reason":"Told on the telephone.","made_at":"2025-11-20T10:00","by":"ihale"}'
is "completes the one to make" "$(jq -r .id "$T/out")" \
    "$(jq -r 'select(.to == "csc").id' "$T/first")"
out "as made" '"state":"made"'
is "and moves the concern" "$(concern-show "$concern" | jq -r .state)" referral
# a call to the police, and the report that the reporter makes in person
fgm=$(make_id concern-add '{"pupil":"'"$P"'","account":"What she said.",
    "observed_at":"2025-11-20T09:05","place":"Hall","passed_to":"dsl",
    "categories":["fgm"],"crime_suspected":true}' 2>/dev/null)
referral-route --as-at 2025-11-20 "$fgm" >"$T/routes"
run 0 "two calls to one place" referral-add --as-at 2025-11-20 "$T/routes"
cp "$T/out" "$T/first"
is "are two referrals, one with its day" "$(jq -r 'select(.to == "police") |
    .due_at' "$T/out" | sort | tr '\n' ' ')" "2025-11-21T23:59:59Z null "
run 0 "again" referral-add --as-at 2025-11-20 "$T/routes"
ok "they make no others" cmp "$T/out" "$T/first"
is "the day passes" "$(referral-list --overdue --as-at 2025-11-22 |
    jq -r 'select(.to == "police" and .due_at > "2025-11-21").due_at')" \
    2025-11-21T23:59:59Z
put 65 "a call says which it was" referral-add \
    '{"concern":"'"$fgm"'","to":"police","reason":"x","made_at":"2025-11-20T10:00","by":"ihale"}'
err "the two are named" "$(jq -r 'select(.to == "police").id' "$T/first" |
    head -1)"
rule=$(jq -r 'select(.to == "police" and .due_at == null).rule' "$T/first")
put 0 "by its rule" referral-add \
    '{"concern":"'"$fgm"'","to":"police","reason":"x","made_at":"2025-11-20T10:00","by":"ihale","rule":"'"$rule"'"}'
is "it completes that one" "$(jq -r .id "$T/out")" \
    "$(jq -r 'select(.to == "police" and .due_at == null).id' "$T/first")"
put 0 "the other is the only one then" referral-add \
    '{"concern":"'"$fgm"'","to":"police","reason":"x","made_at":"2025-11-20T11:00","by":"ihale"}'
is "and is completed" "$(jq -r .id "$T/out")" \
    "$(jq -r 'select(.to == "police" and .due_at != null).id' "$T/first")"
is "and why it was made is in the words of who made it" \
    "$(jq -r .reason "$T/out")" x
referral-route "$C" >"$T/routes"
run 0 "--to takes one place" referral-add --to dsl "$T/routes"
is "and no other" "$(jq -r .to "$T/out")" dsl
run 65 "no routes, no referral" referral-add /dev/null
finish
