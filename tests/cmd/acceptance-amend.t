# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
J=$(make_id scr-accept '{"register":"scr","subject":"'"$S"'",
    "item":"identity","status":"late","by":"headteacher",
    "reason":"long ago"}')
put() {
	printf '%s\n' "$3" >"$T/in"
	run "$1" "$2" acceptance-amend "$T/in"
}
put 0 "its last day is filled in without a reason" \
    '{"id":"'"$J"'","until":"2026-12-31"}'
is "and kept" "$(acceptance-list | jq -r .until)" 2026-12-31
put 65 "anything else needs one" '{"id":"'"$J"'","item":"references"}'
put 0 "and has it in amend_reason" \
    '{"id":"'"$J"'","item":"references","amend_reason":"wrong check"}'
is "the reason of the acceptance stays" \
    "$(acceptance-list | jq -r .reason)" "long ago"
finish
