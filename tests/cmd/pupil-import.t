# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
head='Surname,Forename,DOB,upn,former_upn,year_group,leaving_date'
map='--map Surname=family_name --map Forename=given_name --map DOB=dob'
# roll ROW ...
roll() {
	printf '%s\n' "$head" "$@" >"$T/roll.csv"
}
import() {
	s=$1 n=$2
	shift 2
	run "$s" "$n" pupil-import --as-at 2026-10-01 $map "$@" "$T/roll.csv"
}
all() {
	pupil-list | jq -r '[.given_name, .upn // "-", .year_group // "-",
	    .leaving_date // "-"] | join(" ")' | sort | paste -sd, -
}

roll 'Vale,Orla,04/05/2011,A820200001001,,9,' 'Ash,Bram,11/02/2013,,,7,'
sed -i 's/A820200001001//' "$T/roll.csv"
import 0 "a first roll is added"
is "both are on record" "$(all)" "Bram - 7 -,Orla - 9 -"
id=$(pupil-list | jq -r 'select(.given_name == "Orla").id')
entries=$(ledger-verify | jq .entries)
import 0 "the same again"
is "nothing is printed" "$(cat "$T/out")" ""
is "and nothing entered" "$(ledger-verify | jq .entries)" "$entries"

roll 'VALE,orla,04/05/2011,,,10,' 'Rowe,Tam,02/02/2012,,,8,'
import 0 "a dry run of the next month" -n --complete
is "what each row would change is told" \
    "$(jq -r '[.what, .field // "", .was // "", .now // ""] | join(" ")' \
	"$T/out" | sed 's/ *$//' | paste -sd, -)" \
    "changed family_name Vale VALE,changed given_name Orla orla,changed year_group 9 10,added,absent"
is "and nothing stored" "$(all)" "Bram - 7 -,Orla - 9 -"
is "the reading of two files is entered" \
    "$(access-list | jq -r 'select(.tool == "pupil-import").pupil' | sort -u |
	wc -l)" 2

roll 'Vale,Orla,04/05/2011,,,10,' 'Ash,Bram,11/02/2013,,,,2026-09-30'
import 0 "what differs is amended, an empty cell changes nothing"
is "a leaver has a date" "$(all)" "Bram - 7 2026-09-30,Orla - 10 -"
is "the reason says from where" \
    "$(pupil-show "$id" | jq -r .amended.reason)" \
    "import of 2026-10-01 from roll.csv"
import 0 "whoever has left is not missed" --complete
is "nobody is absent" "$(cat "$T/out")" ""
roll 'Ash,Bram,11/02/2013,,,7,'
import 0 "a whole roll without a child" --complete
is "the child is listed" "$(jq -r '.what + " " + .record' "$T/out")" \
    "absent $id"
is "and not ended" "$(pupil-show "$id" | jq -r .leaving_date)" null

roll 'Vale,Orla,04/05/2011,,,11,' 'Vale,ORLA,04/05/2011,,,12,'
import 65 "a child of two rows is refused"
err "the other row is named" "Line 2 is of the same one"
is "all or nothing" "$(all)" "Bram - 7 2026-09-30,Orla - 10 -"
import 65 "the first of them is kept" --keep-going --rejects "$T/bad.csv"
is "as it was" "$(all)" "Bram - 7 2026-09-30,Orla - 11 -"
is "the other is kept" "$(tail -1 "$T/bad.csv")" \
    "Vale,ORLA,04/05/2011,,,12,"
roll 'Moss,Ada,01/02/2012,,,9,' 'Moss,Ada,01/02/2012,,,9,'
import 65 "a new child of two rows too"
import 65 "all of a file is looked at" -n
is "the second row is refused" "$(jq -r .what "$T/out" | paste -sd, -)" \
    "added,refused"
finish
