# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
Y=$(make_id notice-add '{"pupil":"'"$P"'","issued":"2025-11-03",
    "parent":"A Parent","amount":80}')
Y2=$(make_id notice-add '{"pupil":"'"$P2"'","issued":"2025-11-24",
    "parent":"B Parent","amount":160}')
is 'notices are listed, the newest first' \
    "$(notice-list | jq -r .id | tr '\n' ' ')" "$Y2 $Y "
is 'of one child' "$(notice-list --pupil "$P" | jq -r .id)" "$Y"
is 'by amount' "$(notice-list --where 'amount = 160' | jq -r .id)" "$Y2"
is 'since a day' "$(notice-list --since 2025-11-04 | jq -r .id)" "$Y2"
is 'up to a day' "$(notice-list --until 2025-11-04 | jq -r .id)" "$Y"
run 0 'of a child without any' notice-list --pupil "$P" --since 2025-11-04
is 'nothing is printed' "$(cat "$T/out")" ''
is 'the reading of a child is on record' \
    "$(access-list --where 'tool = notice-list' --limit 1 | jq -r .pupil)" "$P"
finish
