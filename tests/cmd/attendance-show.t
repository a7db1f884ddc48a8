# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
U=Y856900217107
at='--as-at 2025-11-14'

# Marks of both half terms of the autumn, with some of every class; one is
# corrected, and one is of the Friday after the day asked about.
{
	echo upn,date,session,code
	for d in 2025-09-08 2025-09-09 2025-10-06 2025-11-03 2025-11-04; do
		echo "$U,$d,AM,/"
		echo "$U,$d,PM,\\"
	done
	for m in 2025-09-10,AM,I 2025-09-10,PM,I 2025-09-11,AM,V \
	    2025-09-11,PM,O 2025-11-05,AM,L 2025-11-05,PM,M 2025-11-06,AM,O \
	    2025-11-06,PM,U 2025-11-07,AM,Y1 2025-11-07,PM,D \
	    2025-11-10,AM,C2; do
		echo "$U,$m"
	done
} >marks.csv
printf '%s\n' upn,date,session,code "$U,2025-11-10,AM,I" >later.csv
printf '%s\n' upn,date,session,code "$U,2025-11-21,AM,I" >friday.csv
run 0 'marks' attendance-import --quiet $at marks.csv
run 0 'a correction' attendance-import --quiet $at later.csv
run 0 'a later mark' attendance-import --quiet --as-at 2025-11-21 friday.csv

# The same added up from what was imported, with classes said once more.
jq -Rcn '{"/": "present", "\\": "present", "L": "present",
    "V": "approved", "I": "authorised", "M": "authorised",
    "O": "unauthorised", "U": "unauthorised", "Y1": "not_possible",
    "D": "not_possible"} as $class |
    [inputs | split(",") | select(.[0] != "upn") |
    {day: .[1], slot: (.[1] + .[2]), code: .[3]}] |
    group_by(.slot) | map(.[-1]) |
    group_by(.day > "2025-10-31")[] | map($class[.code]) as $c |
    def n($k): $c | map(select(. == $k)) | length;
    [n("present"), n("approved"), n("authorised"), n("unauthorised"),
    n("not_possible")] | . + [.[0] + .[1] + .[2] + .[3], .[0] + .[1],
    .[2] + .[3]]' marks.csv later.csv >wanted
run 0 'the half terms are shown' attendance-show "$P" $at
cp out half
is 'each with the sums of what was imported' \
    "$(jq -c '[.present, .approved, .authorised, .unauthorised,
    .not_possible, .possible, .attended, .missed]' half)" "$(cat wanted)"
is 'there were marks to add up' \
    "$(jq -s -c 'map(.[0:5] | add)' wanted)" '[10,11]'
is 'what was missed, cut to a decimal' "$(jq -s -c \
    'map([.percent, (.missed * 1000 / .possible | floor / 10)] |
    .[0] == .[1])' half)" '[true,true]'
is 'of the whole, the days on roll of the calendar' \
    "$(jq -s 'map(.present + .approved + .authorised + .unauthorised +
    .not_possible + .unmarked) | add' half)" \
    "$(attendance-check --explain "$P" $at 2>/dev/null | jq -s \
    'map(select(.kind == "recount" and .counts_as != "not on roll")) |
    length')"
is 'up to the day' "$(jq -r .to half | tail -n 1)" 2025-11-14
run 0 'a week later' attendance-show "$P" --as-at 2025-11-21
is 'the later mark counts' "$(jq -s '.[1].authorised' "$T/out")" \
    "$(($(jq -s '.[1].authorised' half) + 1))"
run 0 'a child without marks' attendance-show "$P2" $at
is 'has missed nothing' "$(jq -s -c \
    'map([.missed, .possible, has("percent")]) | unique' "$T/out")" \
    '[[0,0,false]]'
run 0 'a year before the child came' attendance-show "$P" \
    --as-at 2025-07-31
is 'counts nothing' "$(jq -s 'map(.possible + .unmarked) | add' "$T/out")" 0
run 0 'as a table' attendance-show "$P" $at --format table
is 'whole within 80 columns' "$(awk '/…/ || length > 80' "$T/out")" ''
run 0 'as CSV' attendance-show "$P" $at --format csv
is 'a line each' "$(wc -l <"$T/out" | tr -d ' ')" 3

run 0 'the year for people' attendance-show "$P" $at --format year
out 'whose' "Tobias Marlow, $P: attendance 2025-26, up to 14 November 2025"
is 'a line a week, a mark a session' \
    "$(sed -n 's/^3 November 2025  *//p' "$T/out" | tr -s ' ')" \
    '/ \ / \ L M O U Y1 D'
is 'the correction, and what is not marked' \
    "$(sed -n 's/^10 November 2025  *//p' "$T/out" | tr -s ' ')" \
    'I ? ? ? ? ? ? ? ? ?'
is 'nothing of what is to come' \
    "$(sed -n 's/^17 November 2025 *//p' "$T/out")" ''
is 'not on roll on the Monday' \
    "$(sed -n 's/^1 September 2025  *//p' "$T/out" | tr -s ' ')" \
    '- - ? ? ? ? ? ? ? ?'
out 'what a mark means' 'I   Ill: 3'
is 'within 80 columns' "$(awk 'length > 80' "$T/out")" ''

run 0 'the page' attendance-show "$P" $at --format html
mv out page.html
is 'a row for no week to come' "$(grep -c '<th scope="row"><time datetime="2025-11-17' page.html)" 0
ok 'its week has letters' grep -q \
    'November&nbsp;2025</time></th><td class="present">/</td>' page.html
is 'without a script or anything fetched' \
    "$(grep -c -i -e '<script' -e 'src=' -e 'href=' -e 'url(' page.html)" 0
# tints and letters in the calendar, and the sums in the table above it
cells() {
	sed -n '/<table class="cal">/,/<\/table>/p' page.html |
	    grep -o "<td class=\"$1\">[^<]" | wc -l | tr -d ' '
}
is 'its sums are those of its calendar' "$(sed -n \
    's/.*<th scope="row">Together<\/th>//p' page.html |
    sed 's/<td>//g; s/<\/td>/ /g' | cut -d ' ' -f 1-6)" "$(cells present) $(
    cells approved) $(cells authorised) $(cells unauthorised) $(
    cells not-possible) $(cells none)"
if command -v tidy >/dev/null; then
	ok 'it is sound HTML' tidy -e -q page.html
else
	skip 'it is sound HTML' 'there is no tidy'
fi
make_id pupil-add '{"family_name":"<b>Quill</b>","given_name":"A & B",
    "dob":"2012-02-11","entry_date":"2025-09-02"}' >odd
run 0 'a name that looks like markup' attendance-show "$(cat odd)" $at \
    --format html
out 'is text' \
    '<h1>Attendance of A &amp; B &lt;b&gt;Quill&lt;/b&gt;, 2025-26</h1>'

is 'the half terms in the order of the calendar' "$(jq -r .half_term half |
    tr '\n' ,)" 'Autumn 1,Autumn 2,'
is 'the readings are on record' "$(access-list | jq -r \
    'select(.tool == "attendance-show" and .pupil == "'"$P2"'") | .pupil')" \
    "$P2"
run 65 'nobody' attendance-show P-222222 $at
run 64 'no child named' attendance-show
run 78 'a day past the calendar' attendance-show "$P" --as-at 2027-08-01
err 'names it' 'ends on 31 July 2027'
finish
