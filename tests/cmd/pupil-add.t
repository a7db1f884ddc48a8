# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 0 "a pupil is recorded" pupil-add \
    '{"family_name":"Quill","given_name":"Alma","dob":"2011-05-04","upn":"Y8569 0021 7107"}'
out "with a receipt" '"receipt":{"seq":'
out "its UPN without the blanks" '"upn":"Y856900217107"'
put 65 "a UPN in small letters is refused" pupil-add \
    '{"family_name":"Reed","given_name":"Casper","dob":"2011-03-04","upn":"h801200001001"}'
err "and the right spelling named" "write H801200001001"
put 65 "another pupil cannot have the same UPN" pupil-add \
    '{"family_name":"Reed","given_name":"Casper","dob":"2011-03-04","upn":"Y856900217107"}'
err "and the message names the field" "upn:"
put 65 "a wrong check letter is refused" pupil-add \
    '{"family_name":"Reed","given_name":"Casper","dob":"2011-03-04","upn":"A856900217107"}'
err "and the right one named" "Y"
put 0 "the same child without that UPN is stored" pupil-add \
    '{"family_name":"Quill","given_name":"Alma","dob":"2011-05-04"}'
out "and flagged" likely-duplicate
err "and the message says with whom" "is likely the same as P-"
put 65 "a birth date in the future is refused" pupil-add \
    '{"family_name":"Reed","given_name":"Casper","dob":"2999-03-04"}'
put 65 "leaving before joining is refused" pupil-add \
    '{"family_name":"Reed","given_name":"Casper","dob":"2011-03-04","entry_date":"2025-09-02","leaving_date":"2025-09-01"}'
err "and the field named" "leaving_date:"
printf '\357\273\277Surname,Forename,DOB,Reg\r\n"Sloe, Jr",Maud,17/11/2010,11A\r\n' \
    >"$T/roll.csv"
run 65 "a column that is no field is refused" pupil-add "$T/roll.csv"
run 0 "a spreadsheet of the school's own is read" pupil-add \
    --map Surname=family_name --map Forename=given_name --map DOB=dob \
    --map Reg=- "$T/roll.csv"
out "with its quoted cells" '"family_name":"Sloe, Jr"'
out "and its dates" '"dob":"2010-11-17"'
is "three pupils are on record" "$(pupil-list --count | jq .count)" 3
printf '%s\n' '{"family_name":"A","given_name":"B","dob":"2011-01-01"}' \
    '{"family_name":"A"}' >"$T/in"
run 65 "the good line is stored with --keep-going" pupil-add --keep-going \
    --rejects "$T/bad" "$T/in"
is "four pupils are on record" "$(pupil-list --count | jq .count)" 4
is "the bad one is kept as it was" "$(cat "$T/bad")" '{"family_name":"A"}'
ok "with its reason" test -s "$T/bad.why"
put 0 "a client_id is kept" pupil-add \
    '{"family_name":"C","given_name":"D","dob":"2011-01-02","client_id":"k1"}'
first=$(cat "$T/out")
put 0 "the same again is answered" pupil-add \
    '{"family_name":"C","given_name":"D","dob":"2011-01-02","client_id":"k1"}'
is "with the record that there is" "$(cat "$T/out")" "$first"
put 65 "another content under it is refused" pupil-add \
    '{"family_name":"C","given_name":"E","dob":"2011-01-02","client_id":"k1"}'
put 0 "a field of the school's own is kept" pupil-add \
    '{"family_name":"X","given_name":"Y","dob":"2011-01-03","x_house":"Red"}'
out "as it came" '"x_house":"Red"'
printf 'family_name;given_name;dob\nA;B;2012-01-01\n' >"$T/semi"
run 65 "semicolons between the columns" pupil-add "$T/semi"
err "are named" "divided by semicolons"
printf 'family_name\tdob\nA\t2012-01-01\n' >"$T/tabs"
run 65 "tabs" pupil-add "$T/tabs"
err "too" "divided by tabs"
put 0 "a year as a number" pupil-add \
    '{"family_name":"Combe","given_name":"Ivo","dob":"2012-11-05","year_group":9,"key_stage":"Key Stage 3","form":"9B"}'
out "is kept as text" '"year_group":"9","form":"9B","key_stage":"KS3"'
put 0 "a year in words" pupil-add \
    '{"family_name":"Combe","given_name":"Una","dob":"2012-11-06","year_group":"Year 9"}'
out "is the same year" '"year_group":"9"'
is "both are found by it" \
    "$(pupil-list --where 'year_group = Year 9' --count | jq .count)" 2
nhs='{"family_name":"Combe","given_name":"Ada","dob":"2012-11-07","nhs_number":"401 023 2137"}'
put 65 "an NHS number nobody decided to keep" pupil-add "$nhs"
err "and how to decide it" "pupil: {nhs_number: yes}"
echo 'pupil: {nhs_number: yes}' >"$VIGIL_CONFIG/local.yaml"
put 0 "once that is decided" pupil-add "$nhs"
out "it is kept" '"nhs_number":"4010232137"'
put 65 "with its check digit" pupil-add \
    '{"family_name":"Combe","given_name":"Eve","dob":"2012-11-08","nhs_number":"4010232132"}'
err "which is said" "The last digit of this NHS number"
for name in Quíll Q-uill "Q’uill" "Qui ll." "Q\\u200builL"; do
	put 0 "$name is the same name" pupil-add \
	    '{"family_name":"'"$name"'","given_name":"ALMA","dob":"2011-05-04"}'
	out "and flagged" likely-duplicate
done
is "the table shows the flags" \
    "$(pupil-list --format table | grep -c likely)" 6
put 65 "a UPN that was another child's is refused" pupil-add \
    '{"family_name":"Reed","given_name":"Casper","dob":"2011-03-04","former_upn":"Y856900217107"}'
err "with its id" "P-"
put 65 "so is an own reference that is another's UPN" pupil-add \
    '{"family_name":"Reed","given_name":"Casper","dob":"2011-03-04","client_id":"Y856900217107"}'
put 0 "a child may have one name" pupil-add \
    '{"family_name":"Suharno","one_name":true,"dob":"2011-03-05"}'
is "and no stand-in" "$(jq -r .given_name "$T/out")" null
put 65 "which is said" pupil-add '{"family_name":"Suharno","dob":"2011-03-05"}'
err "and how" "set one_name to true"
finish
