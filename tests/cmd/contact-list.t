# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

K=$(make_id contact-add '{"pupil":"'"$P"'","made_at":"2025-11-20T09:40","to":"Mother","answered":false}')
K2=$(make_id contact-add '{"pupil":"'"$P2"'","made_at":"2025-11-21T09:40","to":"Carer","answered":true}')
is "calls are listed, the newest first" \
    "$(contact-list | jq -r .id | tr '\n' ' ')" "$K2 $K "
is "of one child" "$(contact-list --pupil "$P" | jq -r .id)" "$K"
is "those nobody answered" "$(contact-list --where 'answered = false' |
    jq -r .id)" "$K"
is "since a day" "$(contact-list --since 2025-11-21 | jq -r .id)" "$K2"
finish
