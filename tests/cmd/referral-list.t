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
all=$(referral-list --overdue --as-at 2025-11-06)
is "what is printed is counted" \
    "$(referral-list --overdue --as-at 2025-11-06 --count |
    jq -r '[.of, .count] | @csv')" "\"owed\",$(echo "$all" | grep -c .)"
is "nothing late is none" \
    "$(referral-list --overdue --as-at 2025-11-04 --count | jq .count)" 0
owed=$(referral-list --owed --as-at 2025-11-06)
is "the limit is of lines" \
    "$(referral-list --owed --as-at 2025-11-06 --limit 1)" \
    "$(echo "$owed" | head -n 1)"
is "a test is of the day shown" \
    "$(referral-list --owed --as-at 2025-11-06 --where 'due_at < 2025-11-06')" \
    "$(echo "$owed" | jq -c 'select(.due_at < "2025-11-06")')"
is "and counted so" "$(referral-list --owed --count \
    --as-at 2025-11-06 --where 'due_at < 2025-11-06' | jq .count)" \
    "$(echo "$owed" | jq -c 'select(.due_at < "2025-11-06")' | grep -c .)"
is "as it is printed" \
    "$(referral-list --owed --as-at 2025-11-06 --where 'overdue = true' |
    wc -l)" "$(echo "$all" | grep -c .)"
run 64 "they have no other order" referral-list --owed --sort due_at
err "and that is said" "Answers owed are listed"
run 64 "a field of the referral is none of theirs" \
    referral-list --owed --where 'method = telephone'
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
