# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
U=Y856900217107
# take CODE DAY ...: both sessions of each day, of the child with the UPN
take() {
	code=$1
	shift
	echo upn,date,session,code >in
	for d; do
		printf '%s,%s,%s,%s\n' "$U" "$d" AM "$code" "$U" "$d" PM \
		    "$code" >>in
	done
	attendance-import --quiet --as-at 2026-03-31 in >/dev/null 2>"$T/err" ||
	    fail "marks of $code" "$(cat "$T/err")"
}
# ret [OPTION ...]: the return, a line each, without its sources
ret() {
	attendance-return "$@" 2>"$T/err" | jq -c 'del(.kind, .cite)'
}

run 0 'a month in which nothing was to be told' attendance-return \
    --as-at 2025-12-10
is 'it is silent' "$(cat "$T/out")" ''
is 'who joined, and by when it is told' "$(ret --as-at 2025-10-01)" \
    "$(printf '%s\n' '{"pupil":"'"$P"'","upn":"'"$U"'","matter":"new-pupil",
	"from":"2025-09-02","due":"2025-09-07"}' '{"pupil":"'"$P2"'",
	"matter":"new-pupil","from":"2025-09-02","due":"2025-09-07"}' |
	jq -c . -)"
is 'not who joined the day before' \
    "$(ret --as-at 2025-10-01 --since 2025-09-03)" ''
run 64 'a day to come' attendance-return --as-at 2025-12-10 --until 2025-12-11
run 64 'an end before its beginning' attendance-return --as-at 2025-12-10 \
    --since 2025-12-02 --until 2025-12-01
run 64 'two school years' attendance-return --as-at 2025-12-10 \
    --since 2025-07-31
err 'it says why' 'one school year'
run 78 'a span past the calendar' attendance-return --as-at 2027-09-10
err 'it says where it ends' 'ends on 31 July 2027'

# nine days of O, then the tenth
take O 2025-11-12 2025-11-13 2025-11-14 2025-11-17 2025-11-18 2025-11-19 \
    2025-11-20 2025-11-21 2025-11-24
is 'nine days are not ten' "$(ret --as-at 2025-12-01)" ''
take O 2025-11-25
ten='{"pupil":"'$P'","upn":"'$U'","matter":"ten-days-unauthorised"'
ten=$ten',"from":"2025-11-12","to":"2025-11-25","days":10,"sessions":20}'
is 'ten days in a row' "$(ret --as-at 2025-12-01)" "$ten"
is 'what it rests on' "$(attendance-return --as-at 2025-12-01 2>/dev/null |
    jq -r '.cite[0]')" 'SI 2024/208 regulation 13'
err 'sessions without a mark are told' 'no mark'
is 'an open run is not told again in a month without school' \
    "$(ret --as-at 2026-01-01 --since 2025-12-22)" ''
take / 2025-11-26
is 'when the child is back too' "$(ret --as-at 2025-12-01)" "$ten"
is 'where the run ended on the first day of the span' \
    "$(ret --as-at 2025-12-01 --since 2025-11-25)" "$ten"
is 'not after it' "$(ret --as-at 2025-12-01 --since 2025-11-26)" ''
is 'nor while it was nine days' \
    "$(ret --as-at 2025-12-01 --until 2025-11-24)" ''

# fourteen days ill, then the fifteenth
take I 2026-01-12 2026-01-13 2026-01-14 2026-01-15 2026-01-16 2026-01-19 \
    2026-01-20 2026-01-21 2026-01-22 2026-01-23 2026-01-26 2026-01-27 \
    2026-01-28 2026-01-29
is 'fourteen days are not fifteen' "$(ret --as-at 2026-03-01)" ''
take I 2026-02-02
ill='{"pupil":"'$P'","upn":"'$U'","matter":"sickness-fifteen-days"'
ill=$ill',"from":"2026-01-12","to":"2026-02-02","sessions":30}'
is 'fifteen days ill' "$(ret --as-at 2026-03-01)" \
    "$ill"
is 'not in the month before' "$(ret --as-at 2026-02-01)" ''
take I 2026-03-03
is 'told once' "$(ret --as-at 2026-03-31 --since 2026-03-01)" ''

# who leaves: told of in one month, gone in the next
echo '{"pupil":"'"$P2"'","ground":"home-education","told_on":"2025-11-17",
"leaving_date":"2025-12-05"}' | tr -d '\n' >in
run 0 'a removal' off-roll-add in
gone='{"pupil":"'$P2'","matter":"deletion","from":"2025-11-17"'
gone=$gone',"to":"2025-12-05","ground":"home-education","due":"2025-12-05"}'
is 'it is told when the school is' "$(ret --as-at 2025-12-01)" \
    "$(printf '%s\n' "$ten" "$gone")"
is 'and when the child is gone' "$(ret --as-at 2026-01-01)" "$gone"
is 'and no more' "$(ret --as-at 2026-02-01)" ''
is 'as CSV' "$(attendance-return --as-at 2026-01-01 --format csv 2>/dev/null |
    sed -n 2p | grep -c "$P2,.*,deletion,2025-11-17,2025-12-05,.*home")" 1

# who is gone without a ground, and was absent until then
echo '{"id":"'"$P"'","leaving_date":"2025-11-27","reason":"left"}' >in
run 0 'a child has left' pupil-amend in
left='{"pupil":"'$P'","upn":"'$U'","matter":"deletion","to":"2025-11-27"'
left=$left',"due":"2025-11-27"}'
is 'it is told without a ground, and of the absence until then' \
    "$(ret --as-at 2025-12-01)" "$(printf '%s\n' "$ten" "$left" "$gone")"
err 'a warning says what to do' 'off-roll-add'
mkdir config/rules
cat >config/rules/deadlines.yaml <<'END'
kind: deadlines
deadlines:
  - {id: new-pupil-return, edition: local, effective_from: 2024-08-19,
    event: joined-roll, owes: the return, n: 3, unit: school-days,
    kind: policy, certainty: high, cite: our agreement}
END
is 'a school has another deadline for those who join' "$(attendance-return \
    --as-at 2025-10-01 2>"$T/err" | jq -c '[.due, .cite]' | sort -u)" \
    '["2025-09-05",["our agreement"]]'
sed -i 's/2024-08-19/2025-09-03/' config/rules/deadlines.yaml
is 'none before its edition' "$(attendance-return --as-at 2025-10-01 \
    2>"$T/err" | jq -c '[.due, .cite]' | sort -u)" '[null,[]]'
sed -i 's/n: 3/n: x/' config/rules/deadlines.yaml
run 78 'a deadline that is none' attendance-return --as-at 2025-10-01
err 'it says where' 'deadlines.yaml'
rm -r config/rules

is 'the reading is on record' "$(access-list --limit 1 \
    --where 'tool = attendance-return' | jq -r .tool)" attendance-return
finish
