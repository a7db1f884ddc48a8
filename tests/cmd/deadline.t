# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
# unit | n | from | due: invented year of the packaged calendar
while read -r unit n from due why; do
	is "$n $unit after $from: $why" \
	    "$(deadline "$unit" -- "$n" "$from" | jq -r .due)" "$due"
done <<'END'
school-days 5 2026-11-06 2026-11-13 one week on
school-days 1 2026-11-13 2026-11-16 over a weekend
school-days 1 2026-11-14 2026-11-16 from a Saturday
school-days -1 2026-11-16 2026-11-13 backwards
school-days 0 2026-11-14 2026-11-14 day 0 itself
WORKING-DAYS 1 2026-12-24 2026-12-29 Christmas on a Friday
working-days 1 2026-04-02 2026-04-07 Easter
working-days 15 2026-12-18 2027-01-13 over the new year
Days 21 2026-11-20 2026-12-11 every day counts
days 1 2027-12-31 2028-01-01 without a calendar
days 1 2028-02-28 2028-02-29 a leap year
days 2 2026-03-28 2026-03-30 the clocks go forward
months 6 2026-08-31 2027-02-28 no thirty-first
END
is "one record" "$(deadline days 1 2026-11-20)" \
    '{"kind":"deadline","unit":"days","n":1,"from":"2026-11-20","due":"2026-11-21"}'
is "today is that of --as-at" \
    "$(deadline --as-at 2026-11-20 days 1 today | jq -r .due)" 2026-11-21
is "a time counts from its day in London" \
    "$(deadline days 1 2026-07-01T23:30:00Z | jq -r .due)" 2026-07-03
run 78 "beyond the calendar nothing is guessed" \
    deadline school-days 5 2027-07-30
err "the end is named" "31 July 2027"
err "and the file to extend" "example-pru.yaml"
run 78 "nor beyond the bank holidays" deadline working-days 1 2027-12-31
err "their end is named" "31 December 2027"
run 78 "nor is day 0 outside of the calendar" deadline school-days 0 2031-01-01
run 78 "nor where the day asked about is" \
    deadline --as-at 2028-02-01 working-days 1 2027-12-01
err "which is told" "31 December 2027"
run 0 "save for days that need no calendar" \
    deadline --as-at 2028-02-01 days 1 2027-12-01
run 78 "the day before the calendar is not in it" \
    deadline school-days 0 2023-07-31
run 64 "another unit is refused" deadline weeks 1 2026-11-20
run 64 "too many days" deadline days 3000000 2026-11-20
err "are said to be" "100000 at most"
run 64 "days back are no option" deadline days -1 2026-11-20
err "and how to write them is said" "Put -- before"
is "so they are counted" "$(deadline -- days -1 2026-11-20 | jq -r .due)" \
    2026-11-19
run 64 "and what is no number" deadline days x 2026-11-20
run 64 "and what is no day" deadline days 1 2026-02-30
run 64 "and a day that is left out" deadline days 1
finish
