# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

M=$(make_id missing-add '{"pupil":"'"$P"'","missing_from":"school","noticed_at":"2025-11-20T10:05"}')
state() {
	missing-show "$M" | jq -r .state
}
put 0 "telling needs no reason" missing-amend '{"id":"'"$M"'","dsl_told_at":"2025-11-20T10:10","ews_told_at":"2025-11-20T10:20"}'
is "the child is still missing" "$(state)" missing
put 65 "a time told is not changed" missing-amend '{"id":"'"$M"'","dsl_told_at":"2025-11-20T10:07"}'
err "without a reason" "reason"
put 0 "but with one" missing-amend '{"id":"'"$M"'","dsl_told_at":"2025-11-20T10:07","reason":"the clock was slow"}'
put 0 "the child is found" missing-amend '{"id":"'"$M"'","found_at":"2025-11-20T11:20","found":"At home."}'
is "and the DSL has to consider it" "$(state)" found
put 65 "the risk alone" missing-amend '{"id":"'"$M"'","risk":"None seen.","considered_at":"2025-11-20T13:00"}'
err "is half of it" "prevention"
put 65 "both without a time" missing-amend '{"id":"'"$M"'","risk":"None seen.","prevention":"Met at the gate."}'
err "lack it" "considered_at"
put 0 "both with their time" missing-amend '{"id":"'"$M"'","risk":"None seen.","prevention":"Met at the gate.","considered_at":"2025-11-20T13:00","considered_by":"'"$S"'"}'
is "close the episode" "$(state)" closed
is "every version stays" "$(missing-show --versions "$M" | wc -l | tr -d ' ')" 5
put 65 "part of an id does not do" missing-amend '{"id":"'"$(printf %.6s "$M")"'","found":"x","reason":"y"}'
finish
