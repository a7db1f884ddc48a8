# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

is "referrals are listed" "$(referral-list | jq -r .id)" "$R"
is "as made" "$(referral-list | jq -r .state)" made
is "of the child that the concern is about" \
    "$(referral-list --pupil "$P2" | jq -r .id)" "$R"
is "of no other" "$(referral-list --pupil "$P")" ""
is "of both that it names" "$(jq -nc --arg c "$C2" --arg p "$P" \
    '{id: $c, reason: "He was there too.",
    linked: [{pupil: $p, as: "witness"}]}' | concern-amend >/dev/null
    referral-list --pupil "$P" | jq -r .id)" "$R"
run 0 "what is owed" referral-list --owed --as-at 2025-11-04T12:00
out "and by whom" '"to":"csc"'
out "is counted" '"owes":'
is "is not late on the day" "$(referral-list --overdue --as-at 2025-11-04)" ""
run 0 "two days later" referral-list --overdue --as-at 2025-11-06
out "it is" '"overdue":true'
out "and says whom to chase" '"phone":'
out "and about which child, by the concern" '"pupil":"'"$P2"'"'
mkdir "$T/config/rules"
cat >"$T/config/rules/deadlines.yaml" <<'END'
kind: deadlines
deadlines:
  - {id: csc-answer, edition: ours, effective_from: 2025-01-01, of: csc,
     event: referral-made, owes: an answer, n: 2, unit: school-days,
     kind: policy, certainty: high, cite: "Committee's minute 12"}
END
is "unless the school's own deadline is later" \
    "$(referral-list --owed --as-at 2025-11-06 |
    jq -c 'select(.rule == "csc-answer") | [.overdue, .cite]' )" '[false,["Committee'"'"'s minute 12"]]'
rm -r "$T/config/rules"
put 0 "they answer" referral-amend \
    '{"id":"'"$R"'","response":{"at":"2025-11-05T09:00","by":"Duty","decision":"no further action"}}'
is "and owe no answer" "$(referral-list --overdue --as-at 2025-11-06 |
    jq -r 'select(.rule == "csc-answer").rule')" ""
put 0 "it is closed" referral-amend \
    '{"id":"'"$R"'","closed_at":"2025-11-07T09:00","outcome":"Nothing more."}'
is "and no longer open" "$(referral-list --open)" ""
finish
