# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

run 0 "a concern on record is routed" referral-route "$C2"
is "its lines are routes and one handling" \
    "$(jq -r .kind "$T/out" | uniq | tr '\n' ' ')" "route handling "
is "each names the concern" "$(jq -r .concern "$T/out" | sort -u)" "$C2"
ok "each route says why, by which rule, on what authority" jq -se \
    'all(.[] | select(.kind == "route"); .why and .rule and (.cite | length > 0))' \
    "$T/out"
out "likely significant harm goes to social care" '"to":"csc","duty":"must"'
cp "$T/out" "$T/first"
concern-show "$C2" >"$T/in"
run 0 "a concern in a pipe is routed" sh -c 'referral-route <"$1"' sh "$T/in"
ok "to the same places" cmp "$T/out" "$T/first"
D=$(make_id concern-add '{"account":"She was hit.","pupil":"'$P'",
    "observed_at":"2025-10-07T10:00","place":"Hall","passed_to":"dsl",
    "categories":["physical"]}')
run 0 "where nobody said whether it was at home" referral-route "$D"
is "advice is taken before parents are told" \
    "$(jq -r 'select(.kind == "handling").inform_parents' "$T/out")" \
    "take-advice"
is "and why names what was not answered" \
    "$(jq -r 'select(.kind == "handling").why' "$T/out" | cut -c1-48)" \
    "Where it happened (context) was not answered, so"
run 0 "--explain" referral-route --explain "$C2"
out "says also why a rule did not apply" '"applied":false'
is "the reading is on record" \
    "$(access-list --where 'tool = referral-route' --count | jq .count)" 4
old=$(make_id pupil-add \
    '{"family_name":"A","given_name":"B","dob":"2005-01-01"}')
crowd() {
	jq -nc --arg old "$old" --arg p "$P" "$1"' | {account: "x",
	    observed_at: "2025-10-07T10:00", place: "Hall", passed_to: "dsl",
	    pupil: $old, categories: ["nudes"], linked: .}'
}
many='[range(40) | {pupil: $old, as: "witness"}]'
crowd "[{pupil: \$p, as: \"victim\"}] + $many" | referral-route >"$T/first"
crowd "$many + [{pupil: \$p, as: \"victim\"}]" | referral-route >"$T/last"
ok "a child is looked at however many stand before it" \
    cmp "$T/first" "$T/last"
ok "and counts" grep -q '"rule":"nudes-under-18"' "$T/last"
{
	concern-show "$C"
	printf '{"id":"%s","acc\n' "$C"
} >"$T/cut"
run 65 "of a pipe that was cut nothing is answered" referral-route "$T/cut"
is "not of what came whole either" "$(wc -c <"$T/out" | tr -d ' ')" 0
mkdir "$T/config/rules"
cat >"$T/config/rules/ours.yaml" <<'END'
# SPDX-License-Identifier: ISC
kind: routing
rules:
  - id: our-nurse
    edition: "1"
    effective_from: 2025-09-01
    effective_to: ~
    kind: policy
    cite: [Minute 12]
    when: {category: physical}
    why: Our nurse looks at every injury.
    routes:
      - {to: senco, duty: should, urgency: same-day}
END
run 0 "a school adds a rule of its own" referral-route "$C2"
out "which is followed" '"rule":"our-nurse"'
cat >"$T/config/rules/ours.yaml" <<'END'
# SPDX-License-Identifier: ISC
kind: routing
rules:
  - id: significant-harm
    edition: "1"
    effective_from: 2025-09-01
    effective_to: ~
    kind: policy
    cite: [Minute 12]
    why: We think it over first.
    routes:
      - {to: csc, duty: consider, urgency: soon}
END
run 78 "but does not weaken a principle" referral-route "$C2"
is "and nothing is answered" "$(cat "$T/out")" ""
err "file and line are named" "ours.yaml:"
finish
