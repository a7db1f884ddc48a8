# SPDX-License-Identifier: ISC
# Registers made up by chance, judged by the tools and by a plain program that
# shares nothing with them.
. "${VIGIL_SRC:-.}/tests/lib.sh"

n=${VIGIL_RANDOM_PUPILS:-1000}
seed=${VIGIL_RANDOM_SEED:-2024}
calendar=$src/data/calendars/example-pru.yaml
plain=$src/tests/data/attendance
school
mkdir r
cd r
: >statuses
: >notices
awk -f "$plain/days.awk" -f "$plain/random.awk" "$calendar" . "$n" "$seed"
cat marks corrected >both
run 0 "$n pupils" pupil-add pupils
jq -r '[.client_id, .id] | @tsv' "$T/out" | sort >ids
run 0 'their statuses' status-add statuses
run 0 'their notices' notice-add notices
awk 'NR == 1 || NR % 2' marks >half
run 0 'half of the marks' attendance-import half
{
	head -n 1 marks
	awk 'NR > 1 && NR % 2 == 0' marks
	cat corrected
} >other
run 0 'the others and corrections' attendance-import --quiet other
run 0 'the store is sound' store-check

jq -r '[.client_id, .entry_date // "-", .leaving_date // "-"] | join(" ")' \
    pupils >p
jq -r '[.pupil, .status, .from, .to // "-"] | join(" ")' statuses >s
jq -r '[.pupil, .issued, .parent] | join(" ")' notices >n
sed 1d both | tr , ' ' >m

# same AS_AT SINCE [OPTION ...]
same() {
	as_at=$1 since=$2
	shift 2
	run 1 "as at $as_at, since $since" attendance-check --as-at "$as_at" "$@"
	cp "$T/out" before
	jq -r '.measure as $m | [.pupil, .rule, .stage, $m.from, $m.to,
	    .due // "-", ([$m.possible, $m.attended, $m.authorised,
	    $m.unauthorised, $m.missed, (if $m.percent then $m.percent |
	    . * 10 | round | "\(. / 10 | floor).\(. % 10)" else null end),
	    $m.days, $m.sessions] | map(select(. != null) | tostring) |
	    join(" "))] | join(" ")' "$T/out" | sort >tool
	awk -f "$plain/days.awk" -f "$plain/plain.awk" "$calendar" "$as_at" \
	    "$since" p s n m >lines
	awk 'NR == FNR { id[$1] = $2; next } { $1 = id[$1]; print }' ids \
	    lines | sort >want
	ok "as at $as_at, since $since: the plain program agrees on $(wc -l \
	    <want | tr -d ' ') lines" diff tool want
	cut -d ' ' -f 2 want | sort -u >>rules
}

same 2024-09-13 -
same 2024-11-21 -
same 2025-01-31 2024-09-20 --since 2024-09-20
is 'every rule came up' "$(sort -u rules | wc -l | tr -d ' ')" 11
run 0 'the tables are made again' store-rebuild
run 1 'as they were' attendance-check --as-at 2025-01-31 --since 2024-09-20
ok 'to the last line' cmp "$T/out" before
finish
