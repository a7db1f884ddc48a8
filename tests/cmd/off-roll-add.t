# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON
put() {
	printf "%s\n" "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

for field in pupil ground told_on; do
	echo '{"pupil":"'"$P"'","ground":"moving-away",
	    "told_on":"2025-11-17"}' | jq -c "del(.$field)" >"$T/in"
	run 65 "a removal has its $field" off-roll-add "$T/in"
	err "and the message says which ($field)" "$field"
done
put 0 "a removal" off-roll-add '{"pupil":"'"$P"'","ground":"home-education","told_on":"2025-11-17","partners":[{"agency":"ews"}]}'
is "is open" "$(jq -r .state "$T/out")" open
is "of which nothing is said" "$(cat "$T/err")" ""
X=$(jq -r .id "$T/out")
put 0 "another of another child" off-roll-add '{"pupil":"'"$P2"'","ground":"home-education","told_on":"2025-11-17"}'
is "nor of that" "$(cat "$T/err")" ""
put 0 "a second of the first" off-roll-add '{"pupil":"'"$P"'","ground":"moving-away","told_on":"2025-11-18"}'
err "is warned of" "$P has an open removal already, $X"
put 65 "a ground that is none" off-roll-add '{"pupil":"'"$P"'","ground":"tired","told_on":"2025-11-17"}'
cat >all.json <<END
{"pupil":"$P","ground":"moving-away","told_on":"2025-11-17",
"leaving_date":"2025-11-28",
"checks":[{"what":"Looked into.","on":"2025-11-18"}],
"partners":[{"agency":"social worker","told_at":"2025-11-18T09:00"},
{"agency":"ews","told_at":"2025-11-18T09:00"}],
"forms":[{"form":"CME1","done_on":"2025-11-19"}],
"folder_to":"The new school's DSL","folder_on":"2025-12-01",
"closed_on":"2025-12-01"}
END
# open NAME JQ WORDS: with the change it may not be closed
open() {
	jq -c "$2" all.json >"$T/in"
	run 65 "not closed before $1" off-roll-add --as-at 2025-12-02 "$T/in"
	err "and the message says so ($1)" "$3"
}
open "it was looked into" 'del(.checks)' "policy 32.5"
open "the EWS is told" '.partners |= .[:1]' "Education Welfare"
open "the EWS is told when" '.partners[1] |= del(.told_at)' "every partner"
open "every partner is told" '.partners[0] |= del(.told_at)' "every partner"
open "there are forms" 'del(.forms)' "forms are completed"
open "they are completed" '.forms[0] |= del(.done_on)' "forms are completed"
open "the folder is passed on" 'del(.folder_to)' "folder is passed on"
open "and when" 'del(.folder_on)' "folder is passed on"
open "there is a last day" 'del(.leaving_date)' "last day"
open "it began" '.told_on = "2025-12-02"' "before the school was told"
open "the day the last partner is told" \
    '.partners[0].told_at = "2025-12-02T09:00"' "every partner was told"
open "the day of the last form" '.forms[0].done_on = "2025-12-02"' \
    "forms were completed"
open "the day the folder goes" '.folder_on = "2025-12-02"' \
    "folder was passed on"
open "the last day" '.leaving_date = "2025-12-02"' "before the last day"
jq -c . all.json >"$T/in"
run 0 "with all of it" off-roll-add --as-at 2025-12-02 "$T/in"
is "it is closed" "$(jq -r .state "$T/out")" closed
finish
