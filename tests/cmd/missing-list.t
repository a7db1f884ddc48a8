# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

M=$(make_id missing-add '{"pupil":"'"$P"'","missing_from":"school","noticed_at":"2025-11-20T10:05","dsl_told_at":"2025-11-20T10:15"}')
M2=$(make_id missing-add '{"pupil":"'"$P2"'","missing_from":"care","noticed_at":"2025-11-21T22:00","found_at":"2025-11-22T01:30","risk":"Exploitation.","prevention":"A plan.","considered_at":"2025-11-24T09:00"}')
is "episodes are listed, the newest first" \
    "$(missing-list | jq -r .id | tr '\n' ' ')" "$M2 $M "
is "the open ones" "$(missing-list --open | jq -r .id)" "$M"
is "of one child" "$(missing-list --pupil "$P2" | jq -r .id)" "$M2"
is "clocks run from when it was noticed" "$(missing-list --pupil "$P" \
    --clocks --as-at 2025-11-20T11:05 |
    jq -r '"\(.step) \(.minutes) \(.open)"')" \
"dsl 10 false
ews 60 true
parents 60 true
found 60 true
considered 60 true"
is "the police are a step of who is missing from care" \
    "$(missing-list --pupil "$P2" --clocks | jq -r '.step' | tr '\n' ' ')" \
    "dsl ews parents police found considered "
is "over midnight too" "$(missing-list --pupil "$P2" --clocks |
    jq -r 'select(.step == "found") | .minutes')" 210
is "what was done later was open then" "$(missing-list --pupil "$P2" \
    --clocks --as-at 2025-11-22T01:00 |
    jq -c 'select(.step == "found") | [.minutes, .open]')" "[180,true]"
run 0 "a table has them all" missing-list --clocks --format table
out "with the step's name" considered
finish
