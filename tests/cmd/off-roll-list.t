# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

X=$(make_id off-roll-add '{"pupil":"'"$P"'","ground":"other-school","told_on":"2025-11-17"}')
X2=$(make_id off-roll-add '{"pupil":"'"$P2"'","ground":"moving-away","told_on":"2025-10-17","leaving_date":"2025-10-19","folder_to":"The new school","folder_on":"2025-10-20","checks":[{"what":"Seen.","on":"2025-10-18"}],"forms":[{"form":"CTF","done_on":"2025-10-19"}],"partners":[{"agency":"ews","told_at":"2025-10-18T09:00"}],"closed_on":"2025-10-21"}')
is "removals are listed, the newest first" \
    "$(off-roll-list | jq -r .id | tr '\n' ' ')" "$X $X2 "
is "the open ones" "$(off-roll-list --open | jq -r .id)" "$X"
is "of one child" "$(off-roll-list --pupil "$P2" | jq -r .id)" "$X2"
is "by ground" "$(off-roll-list --where 'ground = moving-away' |
    jq -r .id)" "$X2"
finish
