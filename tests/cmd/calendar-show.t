# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
run 0 "the stored calendar is shown" calendar-show
is "half terms first, of every year" \
    "$(jq -r 'select(.kind == "term") | .year' "$T/out" | uniq -c |
    tr -s ' \n' ' ')" " 6 2023-24 6 2024-25 6 2025-26 6 2026-27 "
is "with their days counted" "$(jq -c 'select(.year == "2026-27" and
    .name == "Spring 1") | [.from, .to, .days, .sessions]' "$T/out")" \
    '["2027-01-04","2027-02-12",29,58]'
is "short days with their sessions" \
    "$(jq -c 'select(.date == "2026-12-18") | [.what, .sessions]' \
    "$T/out")" '["short-day",["AM"]]'
is "bank holidays by name" \
    "$(jq -r 'select(.date == "2026-12-28").why' "$T/out")" \
    "Boxing Day (substitute day)"
calendar-show "$src/data/calendars/example-pru.yaml" >file
ok "a file is shown the same way" cmp "$T/out" file
is "past its end the last year" "$(calendar-show --as-at 2031-01-01 \
    --format year | grep -c '^School year')" 1
run 0 "a year for people" calendar-show --as-at 2026-09-01 --format year
out "says which" "School year 2026-27: "
out "and has every day as a letter" \
    "Dec 2026  ssss-- sssss-- ssssh-- ....B-- B..."
is "months of one length begin on their weekday" \
    "$(sed -n 's/^Feb 2027 //p' "$T/out")" "sssss-- sssss-- .....-- sssss--"
is "within 80 columns" "$(awk 'length > 80' "$T/out")" ""
calendar-show --format yaml >cal.yaml
ok "the file can be had back" cmp cal.yaml \
    "$src/data/calendars/example-pru.yaml"
run 78 "a store is needed" calendar-show --store none.db
run 78 "or a file that is there" calendar-show none.yaml
finish
