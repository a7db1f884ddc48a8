# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 0 "it is amended" referral-amend \
    '{"id":"'"$R"'","reference":"A7"}'
out "with its version" '"version":2'
is "it reads as amended" "$(referral-show "$R" | jq -c .reference)" '"A7"'
is "the earlier version stays" \
    "$(referral-show --versions "$R" | jq -s 'map(.amended.version // 1)' |
    jq -c .)" '[1,2]'
put 0 "the same again changes nothing" referral-amend \
    '{"id":"'"$R"'","reference":"A7","reason":"again"}'
is "two versions, not three" \
    "$(referral-show --versions "$R" | wc -l | tr -d ' ')" 2
put 65 "part of an id does not do" referral-amend \
    '{"id":"'"$(printf %.6s "$R")"'","reference":"A7","reason":"x"}'
err "and the message says so" "whole id"
put 65 "a record has to be named" referral-amend '{"reference":"A7","reason":"x"}'
err "by its id" "id:"

put 0 "a reason alone says why it is amended" referral-amend \
    '{"id":"'"$R"'","reason":"A bruise without an account of it."}'
err "so nothing is changed, and how is said" "amend_reason"
put 0 "beside it the record's own is changed" referral-amend \
    '{"id":"'"$R"'","reason":"A bruise.","amend_reason":"too wide"}'
is "and both are kept" \
    "$(jq -c '[.reason,.amended.reason]' "$T/out")" '["A bruise.","too wide"]'
put 0 "a referral given back keeps its reason" referral-amend \
    "$(referral-show "$R" | jq -c '.outcome_at = null | .rule = "by hand"
    | .amend_reason = "left out"')"
put 65 "which is no reason of the change" referral-amend \
    "$(referral-show "$R" | jq -c '.reference = "B8"')"
err "one is asked for" "reason:"
finish
