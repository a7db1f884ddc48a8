#!/bin/sh
# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"
records

line() { # TOOL JSON
	printf '%s\n' "$2" >"$T/line"
	"$1" "$T/line" >"$T/line.out"
}

# What the school has: a child in a part of another's concern, amended words,
# and a concern put on the wrong child.
line concern-add '{"account":"Pushed <b>hard</b> & fell.\r\nThen \u202egnirts","observed_at":"2025-10-01T12:40","place":"Yard","pupil":"'"$P2"'","passed_to":"'"$S"'","categories":["bullying"],"linked":[{"pupil":"'"$P"'","as":"witness"}]}'
line concern-amend '{"id":"'"$C"'","account":"Said: \"I did not eat.\"","reason":"His own words"}'
W=$(make_id concern-add '{"account":"Sworn about a sister","observed_at":
    "2025-10-20T10:00","place":"Hall","pupil":"'"$P"'","passed_to":"dsl"}')
line concern-amend '{"id":"'"$W"'","pupil":"'"$P2"'","reason":"Other twin"}'

run 0 'a chronology is printed' chronology "$P" --why 'strategy meeting'
is 'in the order in which things happened' \
	"$(jq -r '.at[:10] + " " + .what' "$T/out")" \
	"2025-09-02 Pupil: joined
2025-09-10 Status began: social worker
2025-10-01 Concern: bullying
2025-10-07 Concern: neglect
2025-10-20 Concern, moved to another child
2025-11-05 Share
$(date -u +%F) Action: read"
is 'the child that was moved away from sees no account' \
	"$(grep -c Sworn "$T/out")" 0
is 'the reason is there' \
	"$(jq -r 'select(.record=="'"$W"'").amended[0].reason' "$T/out")" \
	'Other twin'
is 'the words before an amendment are there' \
	"$(jq -r 'select(.record=="'"$C"'").amended[0].changes[0].was' \
	"$T/out" | grep -c 'had not eaten')" 1
is 'the part in it is told' "$(jq -r '.part // empty' "$T/out")" witness
is 'every line is an event, with its receipt' "$(jq -s 'all(.kind=="event"
	and (.receipt.hash|length)==64 and .recorded_at!=null)' "$T/out")" true
is 'the reading is logged with its reason' \
	"$(access-list --where 'tool = chronology' --fields pupil,why --limit 1 |
	jq -r '.pupil+" "+.why')" "$P strategy meeting"

run 0 'the other child has the moved concern' chronology "$P2"
is 'which says where it came from' \
	"$(jq -r 'select(.record=="'"$W"'").what' "$T/out")" \
	'Concern, moved here from another child'
is 'a referral is told' "$(jq -r 'select(.of=="referral").what' "$T/out")" \
	"Referral: One Front Door, Duty & Advice (children's social care), made"
run 0 'a UPN names the child' chronology Y856900217107 --kind status
is 'and a kind bounds what is told' "$(jq -r .what "$T/out")" \
	'Status began: social worker'
run 0 'a span bounds it too' \
	chronology "$P" --since 2025-10-02 --until 2025-10-07
is 'to what happened in it' "$(jq -r .record "$T/out")" "$C"
run 0 'what happened after the clock is left out' \
	chronology "$P" --as-at 2025-10-01
is 'which is three events' "$(wc -l <"$T/out" | tr -d ' ')" 3

n=$(access-list --count | jq .count)
run 65 'an unknown child is refused' chronology P-BBBBB2
run 64 'and a kind that is none' chronology "$P" --kind consern
err 'with the nearest one' 'Did you mean concern?'
run 65 'and a record that is no child' chronology "$C"
is 'nothing was read' "$(access-list --count | jq .count)" "$n"

# as people read it
run 0 'a table is made to be read' env COLUMNS=70 \
	chronology "$P" --format table --why 'court'
out 'with both times' '2025-10-01 12:40  '
out 'the state' 'Concern: neglect  [triaged]'
out 'what turns text round made visible' 'Then <U+202E>gnirts'
is 'no line is wider than the screen' \
	"$(awk 'length > 70' "$T/out")" ''

run 0 'a page is made' chronology "$P" --format html \
	--why 'court <1>' --as-at 2026-03-01
cp "$T/out" "$T/page.html"
out 'in its language' '<html lang="en-GB">'
out 'whose it is' 'Chronology of Tobias Marlow'
out 'marked' 'CONFIDENTIAL'
out 'why' '<dd>court &lt;1&gt;</dd>'
out 'what holds on the day' 'social worker since 10 September 2025'
out 'accounts are text' 'Pushed &lt;b&gt;hard&lt;/b&gt; &amp; fell.'
out 'the words before are struck out' '<del>Said he had not eaten'
out 'rows have heads' '<th scope="row">'
out 'the picture has a name' 'role="img" aria-label="When it happened"'
is 'one dot for each event' "$(grep -c '</title></use>' "$T/out")" \
	"$(grep -c '<tr><th scope="row">' "$T/out")"
is 'nothing is fetched and nothing runs' "$(sed 's/xmlns="[^"]*"//' \
	"$T/out" | grep -ciE '<script|https?:|src=|url\(|@import|<link')" 0
out 'how pages look' '.chronology td:nth-child(3) { width: 21% }'
mkdir -p "$VIGIL_CONFIG"
echo 'h1 { color: navy }' >"$VIGIL_CONFIG/page.css"
run 0 'as the school has them' chronology "$P" --format html
out 'in its own style' 'h1 { color: navy }'
is 'and in no other' "$(grep -c 'nth-child' "$T/out")" 0
for bad in 'h1 { background: url(//x.example) }' '@import "x"' '</style>'; do
	echo "$bad" >"$VIGIL_CONFIG/page.css"
	run 78 'what fetches or ends it is none' chronology "$P" --format html
	err 'by the file' "$VIGIL_CONFIG/page.css: The style of pages has"
done
rm "$VIGIL_CONFIG/page.css"
run 0 'the same again is the same' chronology "$P" --format html \
	--why 'court <1>' --as-at 2026-03-01
ok 'byte for byte' cmp "$T/out" "$T/page.html"
seq=$(sed -n 's/.*up to entry \([0-9]*\), \([0-9a-f]*\).*/\1/p' "$T/out")
hash=$(sed -n 's/.*up to entry \([0-9]*\), \([0-9a-f]*\).*/\2/p' "$T/out")
is 'its hash is that of the entry' "$(sqlite3 "$VIGIL_STORE" \
	"SELECT head FROM event WHERE seq = $seq" | tr -d '\n' | sha256sum |
	cut -d ' ' -f 1)" "$hash"
if command -v tidy >/dev/null; then
	ok 'the page is clean HTML' tidy -e -q "$T/page.html"
else
	skip 'the page is clean HTML' 'there is no tidy here'
fi

run 0 'names may be left out' chronology "$P" --format html --pseudonym
out 'the child has initials' 'Chronology of T. M.'
is 'and no name or number' \
	"$(grep -cE 'Tobias|Marlow|Y8569|2012' "$T/out")" 0
is 'other children have letters' "$(grep -c "$P2" "$T/out")" 0
out 'as Child A' 'Child A'
line pupil-amend '{"id":"'"$P"'","contacts":[{"name":"Rhoda Quick","relation":"mother","phone":"0116 496 0777"}],"x_nickname":"Tobes","reason":"Rhoda Quick rang"}'
line concern-amend '{"id":"'"$C"'","pupil_name":"Toby Quick","place":"Quick, the baker","present":["Rhoda Quick"],"reason":"Toby Quick is meant"}'
for format in json table html; do
	run 0 "as $format" chronology "$P" --format $format --pseudonym
	is 'nothing typed in words names anybody' \
		"$(grep -cE 'Quick|Rhoda|0777|Tobes' "$T/out")" 0
	out 'an account stands as it was written' 'did not eat'
done
printf 'contacts: [\n' >"$VIGIL_CONFIG/contacts.yaml"
run 0 'bad contacts hide no child'"'"'s file' chronology "$P2" --kind referral
err 'but are told of' 'short words'
is 'which are those' "$(jq -r .what "$T/out")" 'Referral: csc, made'
rm "$VIGIL_CONFIG/contacts.yaml"
run 0 'CSV is given' chronology "$P" --format csv
is 'with a line for each event' "$(head -1 "$T/out" | cut -d, -f 1,2)" \
	'at,recorded_at'

# no file may grow: the reading cannot be logged
run 74 'what cannot be logged is not shown' \
	sh -c 'trap "" XFSZ; ulimit -f 1; exec chronology "$1"' - "$P"
is 'not a byte' "$(cat "$T/out")" ''
err 'and in an emergency there is a way' \
    'in an emergency, --emergency REASON shows it all the same'
ok 'the views follow from the ledger' store-check
run 0 'a kind may be named as often as one likes' chronology "$P" \
    $(awk 'BEGIN { for (i = 0; i < 40; i++) print "--kind concern" }')
finish
