# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
cat >"$T/map.yaml" <<END
columns:
  Ref: client_id
  Surname: family_name
  First name: given_name
  DOB: dob
  Group: category
  Start: start_date
  ID seen: identity
  DBS: enhanced-dbs
  DBS no.: enhanced-dbs.reference
  Result: enhanced-dbs.outcome
  Visa: right-to-work
  Visa ends: right-to-work.expires
  Notes: x_notes
words:
  Group: {TA / support: support-staff, SLT: leader}
  Result: {INFO: information}
  ID seen: {passport: seen, birth certificate: seen, nothing yet: "no"}
END
head='Ref,Surname,First name,DOB,Group,Start,ID seen,DBS,DBS no.,Result,Visa,Visa ends,Notes'
# sheet ROW ...
sheet() {
	printf '%s\r\n' "$head" "$@" >"$T/scr.csv"
}
import() {
	s=$1 n=$2
	shift 2
	run "$s" "$n" scr-import --as-at 2026-10-23 --map "$T/map.yaml" \
	    "$@" "$T/scr.csv"
}
many() {
	echo "$(person-list --count | jq .count) $(scr-list --count |
	    jq .count)"
}
entries() {
	sqlite3 "$VIGIL_STORE" 'SELECT max(seq) FROM event'
}
# bad NAME CODE COLUMN ROW ...: refused, and the store is as it was
bad() {
	n=$1 code=$2 column=$3
	shift 3
	sheet "$@"
	before=$(entries)
	import 65 "$n is refused" --errors json
	is "$n: its reason and column" "$(jq -r '.code + " " +
	    (.field // "")' "$T/err")" "$code $column"
	is "$n: nothing is stored" "$(entries)" "$before"
}

amara='a1,Vale,Amara,11/04/1988,SLT,02/09/2024,seen TM 20/06/24,15/07/2024,009912340001,clear,20/06/2024?,,'

# what becomes of a sheet
sheet 'a1,Vale,Amara,11/04/1988,slt,2/9/24,seen TM 20/06/24,15.07.2024,009912340001,clear,20-06-2024,30/09/2027,  moved   house ' \
    ',,,,,,,,,,,,' ', - ,,,,,,,,,,,' \
    'a2,Castell,Bryn,,TA / support,,passport TM 12/10/2026,awaiting  the post,,-,n/a,,' \
    'a3,Ash,Cor,,teacher,,nothing yet,yes,,INFO,,,'
before=$(entries)
import 0 "a dry run" -n
is "stores nothing" "$(entries)" "$before"
is "and says what each cell becomes" "$(jq -c 'select(.line == 6) |
    [.column, .cell, .check // .value]' "$T/out" | tr '\n' ' ')" \
    '["Ref","a3","a3"] ["Surname","Ash","Ash"] ["First name","Cor","Cor"] ["Group","teacher","teacher"] ["ID seen","nothing yet",{"person":"a3","type":"identity","done":false}] ["DBS","yes",{"person":"a3","type":"enhanced-dbs","done":true,"outcome":"information"}] ["Result","INFO","information"] '
is "with what another column adds to a check" "$(jq -c 'select(.line == 2 and
    .column == "Visa").check' "$T/out")" \
    '{"person":"a1","type":"right-to-work","done":true,"date":"2024-06-20","expires":"2027-09-30"}'
import 0 "the sheet" --format csv
out "answers with what was stored" a1/identity
is "three adults, eight checks" "$(many)" "3 8"
is "a word within a cell is translated" "$(scr-list \
    --where 'client_id = a2/identity' |
    jq -c '[.done,.date,.seen_by]')" '[true,"2026-10-12","TM"]'
is "what is awaited is a note, its blanks made one" "$(scr-list \
    --where 'client_id = a2/enhanced-dbs' | jq -r .note)" "awaiting the post"
is "a field of their own is kept" "$(person-list \
    --where 'client_id = a1' | jq -r .x_notes)" "moved house"

# again
a=$(entries)
import 0 "the same sheet again"
is "changes nothing" "$(entries)" "$a"
is "and answers with what is on record" "$(wc -l <"$T/out")" 11
sheet 'a1,Vale,Amara,11/04/1988,leader,02/09/2024,seen TM 20/06/24,16/07/2024,009912340001,clear,20-06-2024,30/09/2027,moved house' \
    'a2,Castell-Hall,Bryn,,support-staff,,passport TM 12/10/2026,awaiting the post,,,n/a,,'
import 0 "a changed sheet"
is "adds the changed check, and no other" "$(many)" "3 9"
is "which has the next name" "$(scr-list --where \
    'client_id = a1/enhanced-dbs/2' | jq -r .date)" 2024-07-16
is "amends the adult" "$(person-list --where 'client_id = a2' |
    jq -c '[.family_name, .amended.version]')" '["Castell-Hall",2]'
is "and no other" "$(person-list --where 'client_id = a1' |
    jq .amended)" null
sheet 'a1,Vale,Amara,11/04/1988,leader,02/09/2024,seen TM 20/06/24,15/07/2024,009912340001,clear,20-06-2024,30/09/2027,moved house' \
    'a2,Castell,Bryn,,support-staff,,passport TM 12/10/2026,awaiting the post,,,n/a,,'
import 0 "changed back"
is "a check once more" "$(scr-list --where \
    'client_id = a1/enhanced-dbs/3' | jq -r .date)" 2024-07-15
is "and the adult" "$(person-list --where 'client_id = a2' |
    jq -c '[.family_name, .amended.version]')" '["Castell",3]'
S=$(person-list --where 'client_id = a2' | jq -r .id)
echo '{"id":"'"$S"'","post":"Cook","given_name":"Brynn","reason":"asked"}' \
    >"$T/in"
ok "what others amend" person-amend "$T/in"
a=$(entries)
import 0 "the sheet does not undo"
is "while it says the same" "$(entries)" "$a"
sheet 'a2,Castell,Bryn,02/03/1991,support-staff,,,,,,,,'
import 0 "a cell filled in, others emptied"
is "amends that alone" "$(person-list --where 'client_id = a2' |
    jq -c '[.dob, .given_name, .post]')" '["1991-03-02","Brynn","Cook"]'
a=$(entries)
cp "$T/scr.csv" "$T/was.csv"
sheet 'a2,Marsh,Ida,,support-staff,,,,,,,,'
import 65 "a reference given to somebody else"
err "is refused" "an adult of other names"
is "and nothing is stored" "$(entries)" "$a"
import 65 "which a dry run says too" -n
sheet 'a2,bryn,Marsh,,support-staff,,,,,,,,'
import 0 "names that stood in the wrong columns" -n
mv "$T/was.csv" "$T/scr.csv"
a=$(entries)
import 0 "and once"
is "only" "$(entries)" "$a"
echo '{"person":"a2","type":"identity","done":true,"date":"2026-10-14"}' >"$T/in"
ok "a check made since by hand" scr-add --as-at 2026-10-23 "$T/in"
sheet 'a2,Castell,Bryn,02/03/1991,support-staff,,passport TM 12/10/2026,,,,,,'
a=$(entries)
import 0 "leaves the older cell of the sheet"
is "as it was" "$(entries)" "$a"

# without references of their own
sheet ',Umber,Viola,30/10/1985,teacher,,seen JB 01/09/2025,,,,,,' \
    ',Umber,Viola,30/10/1986,teacher,,,,,,,,'
import 0 "adults without a reference"
a=$(entries)
import 0 "go by names and birthday"
is "again" "$(entries)" "$a"
sheet ',UMBER,Viola,30/10/1985,SLT,,seen JB 02/09/2025,,,,,,'
import 0 "of one the group and a check changed"
is "it is amended" "$(person-list | jq -c 'select(.dob == "1985-10-30") |
    [.family_name, .category]')" '["UMBER","leader"]'
is "with both checks" "$(scr-list --where 'type = identity' | jq -r \
    'select(.seen_by == "JB").date' | sort | tr '\n' ' ')" \
    "2025-09-01 2025-09-02 "
bad "an adult twice without a reference" person-used-before Surname \
    ',New,Person,,teacher,,,,,,,,' ',new,PERSON,,teacher,,,,,,,,'
bad "an adult with a reference and without" person-used-before Surname \
    'n1,New,Person,,teacher,,,,,,,,' ',New,Person,,teacher,,,,,,,,'
sheet 'n1,New,Person,01/02/1990,teacher,,,,,,,,' \
    'n2,New,Person,01/02/1990,teacher,,,,,,,,'
import 0 "two of one name, told apart by their references"
sheet ',New,Person,01/02/1990,leader,,,,,,,,'
import 65 "a row that may be either"
err "is refused" "More than one adult"

# what is refused
new='n9,Sorrel,Tam,12/05/1972'
bad "a reference used twice" client-id-used-before Ref "$new,teacher,,,,,,,," \
    'n9,Other,Person,,teacher,,,,,,,,'
err "with the line" 'line 2'
bad "an adult twice" client-id-used-before Ref "$new,teacher,,,,,,,," \
    "$new,teacher,,,,,,,,"
bad "a word not mapped" unknown-value Group "$new,Lunchtime,,,,,,,,"
err "says how to map it" "'Group:Lunchtime=OURS'"
sheet "$new,TA / support,,bad,,,,,,"
import 65 "a word mapped to none of ours" -n --map 'Group:TA / support=suport' \
    --map 'ID seen:bad=zzz'
err "is told as it was mapped" '"suport" of this cell, which is no value of category'
err "in each cell" '"zzz" of this cell, which is no value of identity'
bad "no name" required Surname 'n9,,Tam,,teacher,,,,,,,,'
bad "a day that there is not" not-a-real-date "ID seen" \
    "$new,teacher,,31/09/2024,,,,,,"
bad "a day of another century" wrong-century Start \
    "$new,teacher,02/09/1924,,,,,,,"
bad "a birthday to come" wrong-century DOB 'n9,Sorrel,Tam,12/05/2038,teacher,,,,,,,,'
bad "a check to come" future "ID seen" "$new,teacher,,24/10/2026,,,,,,"
bad "a count of days" spreadsheet-day-number DBS "$new,teacher,,,45723,,,,,"
bad "a shortened number" scientific "DBS no." \
    "$new,teacher,,,yes,1.23457E+11,,,,"
bad "a formula" formula Start "$new,teacher,=A2+1,,,,,,,"
bad "a formula in a check" formula DBS "$new,teacher,,,=TODAY(),,,,,"
bad "what is no word of ours" cannot-read Visa "$new,teacher,,,,,,see file,,"
bad "a number without its check" no-check-to-belong-to "DBS no." \
    "$new,teacher,,,,009912340009,,,,"
bad "an expiry without its check" no-check-to-belong-to "Visa ends" \
    "$new,teacher,,,,,,-,30/09/2027,"
bad "a result that the cell contradicts" said-twice Result \
    "$new,teacher,,,clear 1/9/2025,,INFO,,,"
bad "a shifted row" required Group "$new,,teacher,,,,,,,,"
bad "a row shifted within" unknown-value Group \
    'n9,Sorrel,Tam,,12/05/1972,teacher,,,,,,,'

rm -rf "$VIGIL_STORE.rejected"
sheet "$new,Lunchtime,=1,see file,,009912340009,,,," "$amara"
import 65 "all is told of all rows" -n --errors json
is "and every column at fault, in order" "$(jq -r 'select(.line != null) |
    "\(.line) \(.field)"' "$T/err" | tr '\n' ' ')" \
    "2 Group 2 Start 2 ID seen 2 DBS no. 3 Visa "
ok "what is only tried is kept nowhere" test ! -e "$VIGIL_STORE.rejected"
sheet "$amara" "$new,teacher,,yes,,,,,," 'n8,Q,R,,x,y,z,,,,,,'
import 65 "with --keep-going" --keep-going --rejects "$T/rej.csv"
is "the good row is stored" "$(person-list --where 'client_id = n9' |
    jq -r .given_name)" Tam
is "the refused rows stand unchanged" "$(tr -d '\r' <"$T/rej.csv")" "$head
$amara
n8,Q,R,,x,y,z,,,,,,"
is "with all their reasons" "$(cut -d: -f1,2 "$T/rej.csv.why" |
    tr '\n' ' ')" "2: Visa 4: Group 4: Start 4: ID seen "
sed -i 's/2024?/2024/' "$T/rej.csv"
sed -i '3d' "$T/rej.csv"
cp "$T/rej.csv" "$T/scr.csv"
import 0 "and go in once mended"

# the sheet as a whole
# header STATUS NAME TEXT HEADING ROW
header() {
	printf '%s\n' "$4" "$5" >"$T/scr.csv"
	before=$(entries)
	import "$1" "$2"
	err "$2: is named" "$3"
	is "$2: nothing is stored" "$(entries)" "$before"
}
header 65 "a column without a mapping" '"Teaching?", "post?"' \
    'Surname,Teaching?,post?' 'A,yes,x'
header 65 "a heading that only looks like a field" '"Qualifications"' \
    'Surname,Qualifications' 'A,yes'
header 65 "two headings alike" 'the heading "surname"' \
    'Surname,surname' 'A,B'
header 65 "two columns for one thing" 'are both' \
    'Ref,client_id' 'a,b'
header 65 "a column without a heading" 'Column 2 has no heading' \
    'Surname,,Group' 'A,B,teacher'
header 65 "semicolons between the cells" 'divided by semicolons' \
    'Ref;Surname' 'a;b'
header 65 "a title above the headings" 'what stands above the headings' \
    'Central record,' 'Ref,Surname'
printf 'Surname\nVal\351\n' >"$T/scr.csv"
import 65 "Windows-1252"
err "is named" Windows-1252
err "with the way to save it" "CSV UTF-8"
printf '\377\376S\000u\000r\000\n\000' >"$T/scr.csv"
import 65 "UTF-16"
err "is named" UTF-16
{ printf 'Surname'; head -c 100000 /dev/zero | tr '\0' ','; echo; } >"$T/scr.csv"
import 65 "a hundred thousand columns"
err "is named" "more than 1024 cells"
printf '%s\n' "$head" >"$T/scr.csv"
import 65 "a sheet without rows"
printf '%s\n%s' "$head" "$amara" >"$T/scr.csv"
import 65 "a last line without its end"
err "may be half a line" "does not end"

# mappings
try() {
	s=$1 n=$2
	shift 2
	run "$s" "$n" scr-import --as-at 2026-10-23 "$@" "$T/scr.csv"
}
printf '%s\n' 'Name,Role,id checked?' '"Lind, Petra",teacher,y' >"$T/scr.csv"
try 0 "a whole name, Family, Given" --map Name=name --map Role=category \
    --map 'id checked?=identity'
is "is parted at its comma" "$(person-list |
    jq -r 'select(.given_name == "Petra").family_name')" Lind
printf '%s\n' 'Name,Role' 'Osric Penn,teacher' 'Osric de Penn,teacher' >"$T/scr.csv"
try 65 "a whole name, Given Family" --map Name=full_name \
    --map Role=category --keep-going
err "must be two words" "scr.csv:3: Name: "
is "to be parted" "$(person-list |
    jq -r 'select(.given_name == "Osric").family_name')" Penn
printf '%s\n' 'Name,,Role,' 'Dux,Hamish,teacher,' >"$T/scr.csv"
try 65 "merged headings, and one more without any" --map Name=family_name \
    --map =given_name --map Role=category
printf '%s\n' 'Name,,Role' 'Dux,Hamish,teacher' >"$T/scr.csv"
try 0 "merged headings: one column has none" --map Name=family_name \
    --map =given_name --map Role=category
is "and is mapped all the same" "$(person-list |
    jq -r 'select(.family_name == "Dux").given_name')" Hamish
printf '%s\n' 'family_name,given_name,category,identity,identity.date,,' \
    'Farr,Ines,hirer,yes,30/10/2025,,' >"$T/scr.csv"
try 0 "headings that are our own names, and empty columns" --map =-
is "need no mapping" "$(scr-list --where 'date = 2025-10-30' |
    jq -c '[.type, .done]')" '["identity",true]'
printf '%s\n' 'Ref,Surname' '1,Farr' >"$T/scr.csv"
try 65 "a sheet of which nothing is said"
err "is to be mapped" "Say with --map what each column is"
try 64 "a mapping to nothing of ours" --map Name=identitty
err "the nearest is told" "Did you mean identity?"
try 64 "a part that no check has" --map Name=identity.colour
try 64 "a check's own reference" --map Name=identity.client_id

# JSON Lines
cat >"$T/in.jsonl" <<'END'
{"client_id":"j1","family_name":"Hollin","given_name":"Greta","category":"teacher"}
{"person":"j1","type":"identity","done":true,"date":"2025-09-01"}
{"person":"j1","type":"identity","done":true,"date":"2026-09-01"}
{"client_id":"jc","person":"j1","type":"references","done":false}
END
run 0 "JSON Lines, tried" scr-import -n --as-at 2026-10-23 "$T/in.jsonl"
is "are shown" "$(jq -c 'select(.check).check.type' "$T/out" |
    tr '\n' ' ')" '"identity" "identity" "references" '
run 0 "JSON Lines of adults and checks" scr-import --as-at 2026-10-23 \
    "$T/in.jsonl"
cp "$T/out" "$T/first"
a=$(entries)
run 0 "again" scr-import --as-at 2026-10-23 "$T/in.jsonl"
is "change nothing" "$(entries)" "$a"
ok "and answer the same" cmp "$T/out" "$T/first"
run 0 "what it prints" scr-import --as-at 2026-10-23 "$T/first"
is "it takes" "$(entries)" "$a"
echo '{"client_id":"j1","family_name":"Hollin","given_name":"Greta","category":"leader"}' >"$T/in.jsonl"
run 0 "a changed adult" scr-import "$T/in.jsonl"
is "is amended" "$(jq -r .category "$T/out")" leader
echo '{"client_id":"jc","person":"j1","type":"references","done":true}' >"$T/in.jsonl"
run 65 "a check's reference with other content" scr-import "$T/in.jsonl"
err "is refused" "used before"
echo '{"person":"nobody9","type":"references","done":true}' >"$T/in.jsonl"
run 65 "a check of nobody" scr-import -n "$T/in.jsonl"
echo '{"kind":"pupil","family_name":"X"}' >"$T/in.jsonl"
run 65 "another kind of record" scr-import "$T/in.jsonl"
run 65 "no input" scr-import /dev/null
finish
