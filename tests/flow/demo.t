#!/bin/sh
# SPDX-License-Identifier: ISC
# The made-up school: the same every time, whole, and as README.md shows it.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records() { # AWK
	mkdir "$T/bin-$1" "$T/$1" || return
	ln -s "$(command -v "$1")" "$T/bin-$1/awk"
	PATH=$T/bin-$1:$PATH sh "$src/scripts/make-school" --records "$T/$1"
}

ok 'the school is made and loaded' \
    sh "$src/scripts/make-school" "$T/school"
cp -r "$T/school" "$T/fresh"
VIGIL_STORE=$T/school/vigil.db
for awk in mawk gawk original-awk; do
	if command -v "$awk" >/dev/null; then
		records "$awk"
		ok "with $awk its records are the same" \
		    diff -r "$T/$awk/records" "$T/school/records"
	else
		skip "with $awk its records are the same" "no $awk here"
	fi
done
run 74 'a school is not made over another' \
    sh "$src/scripts/make-school" "$T/school"

for what in 'pupil 90' 'person 45' 'concern 213'; do
	is "it has its ${what% *}s" \
	    "$("${what% *}-list" --count | jq .count)" "${what#* }"
done
is 'every kind of concern is among them' \
    "$(concern-list | jq -r '.categories[]' | sort -u | wc -l)" "$(
	concern-add --describe | jq '[.. | objects |
	    select(.name == "categories") | .words[]] | length')"
is 'the pupils are 11 to 16 on the day' "$(pupil-list |
    jq -r 'select(.dob <= "2009-11-24" or .dob > "2015-11-24").id')" ''
is 'there are concerns in every state' "$(concern-list | jq -r .state |
    sort -u | paste -sd' ')" \
    'action follow-up referral reported resolved triaged'
is 'there are referrals in every state' "$(referral-list | jq -r .state |
    sort -u | paste -sd' ')" 'answered closed made to-make'
run 0 'agencies owe answers' referral-list --overdue --as-at 2026-11-24
ok 'some of them are late' test "$(wc -l <"$T/out")" -gt 4
is 'it has only telephone numbers that are kept for drama' \
    "$(cat "$T/school/records/"*.jsonl | grep -oE '"phone":"[^"]{10}' |
    sort -u)" '"phone":"0116 496 0'
run 0 'its ledger is whole' ledger-verify
run 0 'and its store in order' store-check

# What differs each time: ids, hashes, and the time of now.
alike() {
	sed -E 's/\b[A-Z]-[0-9A-Z]{6}\b/ID/g; s/\b[0-9a-f]{64}\b/HASH/g
	    s/'"$(date +%F)"' [0-9:]+/NOW/g'
}

# The transcript as a script that prints it again.
awk '
function flush() {
	if (command != "")
		printf "cat <<\"SHOWN\"\n%sSHOWN\n{ %s\n} 2>&1\n", shown, command
	command = shown = ""
}
/^```console$/ { on = 1; next }
/^```$/ { flush(); on = 0 }
!on { next }
/^\$ / { flush(); command = substr($0, 3); shown = $0 "\n"; next }
/^> / && command != "" { command = command "\n" substr($0, 3)
	shown = shown $0 "\n"; next }
{ flush() }' "$src/README.md" >"$T/transcript.sh"
awk '/^```console$/ { on = 1; next } /^```$/ { on = 0 } on' \
    "$src/README.md" | alike >"$T/wanted"
(cd "$T/fresh" &&
    VIGIL_STORE=$T/fresh/vigil.db sh "$T/transcript.sh") | alike >"$T/got"
ok 'README.md has a transcript' test -s "$T/wanted"
ok 'what README.md shows is what happens' diff -u "$T/wanted" "$T/got"
finish
