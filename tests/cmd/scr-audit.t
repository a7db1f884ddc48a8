# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
at="--as-at 2026-10-23"
run 0 "an empty record is clean" scr-audit $at
person-add >/dev/null <<END
{"client_id":"lead","family_name":"Hale","given_name":"Imogen","category":"leader","start_date":"2019-09-02","management_position":true,"login":"ihale"}
{"client_id":"bm","family_name":"Voss","given_name":"Peter","category":"support-staff","start_date":"2019-09-02"}
{"client_id":"agency","family_name":"Tarn","given_name":"=Edith","category":"agency","start_date":"2026-09-07"}
END
appointment-add >/dev/null <<END
{"person":"lead","role":"lead-dsl","from":"2019-09-02"}
{"person":"bm","role":"business-manager","from":"2019-09-02","to":"2026-12-31"}
END
for p in lead bm; do
	for c in identity right-to-work enhanced-dbs barred-list references \
	    medical-fitness; do
		echo '{"person":"'$p'","type":"'$c'","done":true,"date":"2019-08-01"}'
	done
done | scr-add >/dev/null
run 1 "what is missing is found" scr-audit $at
is "breaches by check" "$(jq -r '.item + " " + .status + " " + .severity' \
    "$T/out" | tr '\n' ,)" \
    "agency-confirmation missing breach,identity missing breach,"
is "each with rule, source and what to do" "$(jq -r 'select(.rule and .cite[0]
    and (.message | length > 30) and .as_at == "2026-10-23") | .kind' \
    "$T/out" | wc -l | tr -d ' ')" 2
cp "$T/out" "$T/before"
run 1 "again" scr-audit $at
ok "the same bytes" cmp "$T/out" "$T/before"
run 1 "as an academy" scr-audit $at --school-kind academy
out "the manager needs a section 128 check" '"item":"section-128"'
run 64 "a kind of school that is none" scr-audit $at --school-kind acadamy
run 1 "for people" scr-audit $at --format table
out "a summary first" "1 adult needs action. 2 are complete."
run 1 "for a spreadsheet" scr-audit $at --format csv --fields message
is "no cell begins a formula" "$(grep -c '^"\{0,1\}=' "$T/out")" 0
run 1 "as a page" scr-audit $at --format html
out "with who is who" '<th scope="row">Imogen Hale'
out "what was done" '✓ 1&nbsp;Aug&nbsp;2019'
out "what is missing" '<td class="bad"><div>✗ Missing</div>'
out "what is not needed stays empty" '<td class="none"></td>'
out "the paper is named" 'size: A4 landscape'
is "it asks for nothing from anywhere" \
    "$(grep -ciE '<script|https?://|src=|@import' "$T/out")" 0
run 64 "a page of the audits kept there is not" \
    scr-audit --history --format html
run 0 "before anybody came" scr-audit --as-at 2019-08-15 --expected
out "what is asked is printed" '"of":"volunteer","item":"volunteer-risk-assessment"'
out "and why" '"basis":"policy"'

V=$(make_id person-add '{"family_name":"Combe","given_name":"Ada",
    "category":"volunteer","start_date":"2024-09-02","frequency":"frequent",
    "client_id":"reader"}')
# found DAY: what of a DBS or an open question is found about her
found() {
	scr-audit --as-at "$1" | jq -r 'select(.subject == "'"$V"'" and
	    (.item | test("dbs|barred|activity"))) | .item + " " + .status' |
	    tr '\n' ,
}
is "a volunteer who comes often, before 1 September 2026" \
    "$(found 2026-08-31)" ""
is "and from then on" "$(found 2026-09-01)" \
    "barred-list missing,enhanced-dbs missing,"
echo '{"person":"reader","type":"barred-list","done":true,"date":"2026-09-02"}' |
    scr-add $at >/dev/null
run 1 "a check after that day" scr-audit $at
out "is late by it" "the barred-list check is of 2 September 2026, after \
the work became regulated activity on 1 September 2026."
echo '{"id":"reader","clear":["frequency"],"reason":"not known"}' |
    person-amend >/dev/null
is "nobody says how often" "$(found 2026-10-23)" \
    "regulated-activity undecided,"
run 1 "as a page" scr-audit $at --format html
out "the adult's cell tells so" "! Activity undecided"
run 0 "a question that stays open is accepted" scr-accept <<END
{"register":"scr","subject":"reader","item":"regulated-activity","status":"undecided","reason":"She asked for time.","by":"dsl"}
END
echo '{"id":"reader","off_register":"2026-09-01","reason":"left"}' |
    person-amend >/dev/null

mkdir -p "$VIGIL_CONFIG"
echo 'scr: {dbs_renew_years: 3}' >"$VIGIL_CONFIG/local.yaml"
run 1 "certificates are renewed where that is set" scr-audit $at
out "and found expired" '"item":"enhanced-dbs","status":"expired","severity":"advice"'
echo 'scr: {dbs_renew_year: 3}' >"$VIGIL_CONFIG/local.yaml"
run 78 "a setting mistyped" scr-audit $at
err "is named rightly" "dbs_renew_years"
rm "$VIGIL_CONFIG/local.yaml"

run 1 "what is new" scr-audit $at --only-new
is "comes" "$(wc -l <"$T/out" | tr -d ' ')" 2
run 0 "once" scr-audit $at --only-new
is "and not again" "$(cat "$T/out")" ""
echo '{"person":"agency","type":"identity","done":true,"date":"2026-09-07","client_id":"seen"}' |
    scr-add >/dev/null
run 0 "what was put right is no news" scr-audit $at --only-new
echo '{"id":"seen","done":false,"reason":"another person"}' | scr-amend >/dev/null
run 1 "what comes back is" scr-audit $at --only-new
is "alone" "$(jq -r .item "$T/out")" identity
ok "as cron would run it" env -i HOME=/ PATH=/usr/bin:/bin sh -c \
    "$(command -v scr-audit) --store '$VIGIL_STORE' --config '$VIGIL_CONFIG' \
    $at --only-new --fields subject,item --format csv </dev/null >'$T/cron'"

run 1 "the audit is due" scr-audit $at --due
err "and it says of when" "Autumn 1 2026-27"
run 77 "one may not sign for both" scr-audit $at --sign-off --by lead --by lead
run 77 "nor alone" scr-audit $at --sign-off --by lead
run 77 "nor another" scr-audit $at --sign-off --by lead --by agency
run 77 "nor who holds the post no more" \
    scr-audit --as-at 2027-01-11 --sign-off --by lead --by bm
run 65 "nor nobody" scr-audit $at --sign-off --by lead --by noone
run 64 "--by signs nothing alone" scr-audit $at --by lead
run 64 "two jobs at once" scr-audit $at --due --sign-off
run 0 "both sign" scr-audit $at --sign-off --by bm --by lead
is "for the half term" "$(jq -r '.half_term + " " + .year' "$T/out")" \
    "Autumn 1 2026-27"
is "with what was found" "$(jq -c '[.counts.adults, .counts.complete,
    .counts.breach, (.findings | length), (.by | length)]' "$T/out")" \
    "[3,2,2,2,2]"
run 0 "it is due no more" scr-audit $at --due
run 1 "the day before it was" scr-audit --as-at 2026-09-13 --due
run 1 "in the next half term it is" scr-audit --as-at 2026-11-09 --due
run 78 "where the calendar ends it is not known" \
    scr-audit --as-at 2199-01-01 --due
echo '{"person":"agency","type":"identity","done":true,"date":"2026-09-07"}' |
    scr-add >/dev/null
run 0 "what was put right" scr-audit --as-at 2026-11-09 --compare last
is "is told, and what stands" "$(jq -r '.change + " " + .item' "$T/out" |
    tr '\n' ,)" "put-right identity,standing agency-confirmation,"
is "in words: whom, what, and what to do while it stands" \
    "$(jq -r .message "$T/out")" \
    "Put right since: =Edith Tarn: identity check, missing.
Not put right yet: =Edith Tarn: the agency's confirmation is missing. Get \
the agency's letter that all checks were made and record the day it came."
run 0 "in capitals too" scr-audit --as-at 2026-11-09 --compare LAST
run 65 "the first audit has none before it" \
    scr-audit --history --compare last
scr-audit --as-at 2026-11-09 --sign-off --by lead --by bm >/dev/null
run 0 "the audits kept" scr-audit --history
is "the last first" "$(jq -r .as_at "$T/out" | tr '\n' ,)" \
    "2026-11-09,2026-10-23,"
run 0 "between the last two" scr-audit --history --compare last
is "in words without what to do" "$(jq -r .message "$T/out" | tail -n 1)" \
    "Not put right yet: =Edith Tarn: agency's confirmation, missing."
is "the same is told" "$(jq -r '.change + " " + .item' "$T/out" |
    tr '\n' ,)" "put-right identity,standing agency-confirmation,"
i=0
while [ $i -lt 500 ]; do
	i=$((i + 1))
	echo '{"family_name":"A","given_name":"B","category":"teacher"}'
done | person-add >/dev/null
run 1 "thousands of findings" scr-audit $at
run 65 "are more than can be kept as told" scr-audit $at --only-new
err "which is said" "more than one record can keep"
run 65 "or as signed off" scr-audit $at --sign-off --by lead --by bm
err "which is said too" "more than one record can keep"
ok "the ledger is whole" ledger-verify
ok "and the views follow from it" store-check
chmod 400 "$VIGIL_STORE"
run 1 "a store that is only read will do" scr-audit $at
finish
