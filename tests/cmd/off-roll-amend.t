# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

X=$(make_id off-roll-add '{"pupil":"'"$P"'","ground":"other-school","told_on":"2025-11-17","partners":[{"agency":"ews"}]}')
put 65 "it is not closed too early" off-roll-amend '{"id":"'"$X"'","closed_on":"2025-11-20"}'
err "and the message says what lacks" "policy 32.5"
is "it stays open" "$(off-roll-show "$X" | jq -r .state)" open
put 0 "what is filled in needs no reason" off-roll-amend '{"id":"'"$X"'","leaving_date":"2025-11-19","folder_to":"The new school","folder_on":"2025-11-20","checks":[{"what":"Place confirmed.","on":"2025-11-18"}],"forms":[{"form":"CTF","done_on":"2025-11-19"}]}'
put 65 "a list that changes" off-roll-amend '{"id":"'"$X"'","partners":[{"agency":"ews","told_at":"2025-11-18T09:00"}]}'
err "needs one" reason
put 0 "with it" off-roll-amend '{"id":"'"$X"'","partners":[{"agency":"ews","told_at":"2025-11-18T09:00"}],"reason":"told"}'
put 0 "it is closed" off-roll-amend '{"id":"'"$X"'","closed_on":"2025-11-20"}'
is "at last" "$(off-roll-show "$X" | jq -r .state)" closed
put 65 "an id is needed" off-roll-amend '{"note":"x","reason":"y"}'
finish
