# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# a school week of the example: Monday 3 November 2025 is a school day
at='--as-at 2025-11-14'
U=Y856900217107

# code PUPIL DATE SESSION: the mark on record
code() {
	attendance-check --explain "$1" $at | jq -r --arg d "$2" --arg s "$3" \
	    'select(.kind == "recount" and .date == $d and .session == $s) |
	    .code // "none"'
}
# take STATUS NAME TEXT [OPTION ...]
take() {
	status_wanted=$1 name=$2
	printf '%b' "$3" >in
	shift 3
	run "$status_wanted" "$name" attendance-import $at "$@" in
}
before() {
	sqlite3 "$VIGIL_STORE" 'SELECT count(*) FROM event;
	    SELECT quote(codes) FROM mark; SELECT quote(blocks) FROM marked' |
	    cksum
}
# refused NAME WHY TEXT [OPTION ...]
refused() {
	what_was=$(before)
	name=$1 why=$2
	shift 2
	take 65 "$name" "$@"
	err "$name: it says why" "$why"
	is "$name: the store is as it was" "$(before)" "$what_was"
}

# the forms
take 0 'long form, CSV' "upn,date,session,code,minutes_late,reason\n\
$U,2025-11-03,AM,/,,\n$U,03/11/2025,pm,L,12,Bus\n"
is 'it answers with one record' "$(jq -c \
    '[.kind, .marks, .corrected, .refused, .from, .to]' out)" \
    '["import",2,0,0,"2025-11-03","2025-11-03"]'
is 'late in the afternoon' "$(code "$P" 2025-11-03 PM)" L
take 0 'a grid' "Pupil,2025-11-04 AM,2025-11-04 PM,2025-11-05 AM\n\
$P,/,C1,\n$P2, O ,\\\\, \n"
is 'an empty cell is no mark' "$(code "$P" 2025-11-05 AM)" none
is 'a blank beside a code is none' "$(code "$P2" 2025-11-04 AM)" O
is 'two characters' "$(code "$P" 2025-11-04 PM)" C1
take 0 'mark strings' "upn,start_date,marks\n$U,2025-11-05,\"I,,J1,\\\\\"\n"
is 'the first' "$(code "$P" 2025-11-05 AM)" I
is 'nothing between two commas' "$(code "$P" 2025-11-05 PM)" none
is 'after it' "$(code "$P" 2025-11-06 AM)" J1
take 0 'blanks between' "upn,start_date,marks\n$U,2025-11-07,/ Y2  M\n"
is 'over the weekend' "$(code "$P" 2025-11-10 AM) $(code "$P" 2025-11-10 PM)" \
    'none M'
printf '{"pupil":"p1","start_date":"2025-11-11","marks":"%s"}\n' \
    '/\\/' >in
run 0 'JSON Lines, by client_id' attendance-import $at in
is 'the third' "$(code "$P" 2025-11-12 AM)" /
printf '{"pupil":"%s","date":"2025-11-12","session":"PM","code":"N"}\n' \
    "$P" >in
run 0 'one mark a line' attendance-import $at in
is 'it is there' "$(code "$P" 2025-11-12 PM)" N

# numbers and codes of other systems
take 0 'mapped' "Adno,Day,Half,Mark\n77,2025-11-13,AM,ILL\n" \
    --map Adno=pupil --map "Adno:77=$U" --map Day=date --map Half=session \
    --map Mark=code --map 'Mark:ILL=I'
is 'a local code' "$(code "$P" 2025-11-13 AM)" I
take 0 'a grid with local codes' "Pupil,2025-11-13 PM\n$P,ill\n" \
    --map 'code:ILL=I'
is 'in a grid' "$(code "$P" 2025-11-13 PM)" I
take 0 'marks with local codes' "upn,start_date,Marks\n\
$U,2025-10-06,\"ILL,,/,\\\\,sun\"\n" --map 'Marks:ILL=I' --map 'Marks:SUN=G'
is 'the first of them' "$(code "$P" 2025-10-06 AM)" I
is 'the last' "$(code "$P" 2025-10-08 AM)" G
take 0 'and with nothing between' "upn,start_date,marks\n$U,2025-10-09,/q\n" \
    --map 'code:q=U'
is 'is a code each' "$(code "$P" 2025-10-09 PM)" U

# corrections
take 0 'a correction' "upn,date,session,code\n$U,2025-11-12,PM,I\n"
is 'is counted' "$(jq -c '[.marks, .corrected]' out)" '[1,1]'
err 'and shown' "$P 2025-11-12 PM: I takes the place of N."
is 'the later counts' "$(code "$P" 2025-11-12 PM)" I
is 'the earlier stays readable' "$(attendance-check --explain "$P" $at |
    jq -c 'select(.earlier != [] and .earlier) | [.date, .earlier[].code]')" \
    '["2025-11-12","N"]'
take 0 'twice in a file' "upn,date,session,code\n$U,2025-11-12,PM,M\n\
$U,2025-11-12,PM,O\n"
is 'the later line counts' "$(code "$P" 2025-11-12 PM)" O

take 0 'that file again' "upn,date,session,code\n$U,2025-11-12,PM,M\n\
$U,2025-11-12,PM,O\n"
err 'changes nothing' 'Nothing is new: all 2 marks are on record.'
is 'and corrects nothing' "$(jq -c '[.marks, .corrected]' "$T/out")" '[2,0]'

# a session that a later part of the file corrects
awk -v u="$U" 'BEGIN { print "upn,date,session,code,minutes_late"
    for (i = 0; i < 20000; i++) print u ",2025-11-12,PM,M," i % 997
    print u ",2025-11-12,PM,O," }' >long
sed '9000s/[0-9]*$/998/' long >longer
run 0 'many parts' attendance-import $at long
is 'of which none is lost' "$(jq -c '[.marks, .corrected]' out)" '[20001,2]'
is 'in several entries' "$(sqlite3 "$VIGIL_STORE" "SELECT count(*) > 2
    FROM event WHERE body LIKE '%PM,M,1\\n%PM,M,2\\n%PM,M,3\\n%'")" 1
what_was=$(before)
run 0 'and again' attendance-import $at long
err 'it is on record' 'Nothing is new: all 20001 marks are on record.'
is 'it corrects nothing, part by part' \
    "$(jq -c '[.marks, .corrected]' out)" '[20001,0]'
is 'nor is anything stored' "$(before)" "$what_was"
printf 'upn,date,session,code\n%s,2025-11-12,PM,I\n' "$U" >one
run 0 'another between' attendance-import $at one
run 0 'and once more' attendance-import $at long
is 'is news' "$(jq -c .corrected out)$(code "$P" 2025-11-12 PM)" 2O
run 0 'but not twice' attendance-import $at long
err 'this one neither' 'Nothing is new'
run 0 'with other minutes late in one line' attendance-import $at longer
is 'it is news' "$(jq -r .corrected out)" 2
run 0 'and so is what was there before' attendance-import $at long
is 'that comes once more' "$(jq -r .corrected out)" 2
# what has no marks in it is kept all the same
{
	echo upn,2025-11-12 PM
	yes "$U," | head -n 40000
	echo "$U,I"
} >empty
run 0 'rows without marks' attendance-import $at empty
is 'and one with' "$(jq -c '[.marks, .corrected]' out)" '[1,1]'
is 'are all kept' "$(sqlite3 "$VIGIL_STORE" "SELECT group_concat(body, '')
    FROM event" | sed 's/\\n/\n/g; s/"/\n/g' | grep -cx "$U,")" 40000
{
	echo upn,date,session,code,reason
	printf '%s,2025-11-12,PM,I,' "$U"
	head -c 700000 /dev/zero | tr '\0' x
	echo
} >wide
what_was=$(before)
run 65 'a line that no entry can hold' attendance-import $at wide
err 'is named' 'wide:2: The line is too long'
is 'and changes nothing' "$(before)" "$what_was"
take 0 'as it was' "upn,date,session,code\n$U,2025-11-12,PM,O\n"

# again
take 0 'the same again' "upn,date,session,code\n$U,2025-11-12,PM,O\n"
err 'says that nothing is new' 'Nothing is new'
take 0 'late, and why' "upn,date,session,code,reason\n\
$U,2025-11-12,PM,O,Said later\n"
id=$(jq -r .id out)
what_was=$(before)
take 0 'the very same' "upn,date,session,code,reason\n\
$U,2025-11-12,PM,O,Said later\n"
is 'it is the import of then' "$(jq -r .id out)" "$id"
is 'and nothing was stored' "$(before)" "$what_was"
take 0 'a dry run' "upn,date,session,code\n$U,2025-11-14,AM,/\n" -n
err 'it says so' 'Nothing was stored: 1 mark would be new and 0 would'
kept=$(ls "$VIGIL_STORE".rejected 2>/dev/null | wc -l)
take 65 'a dry run of what is bad' "upn,date,session,code\n$U,x,AM,/\n" -n
is 'it keeps nothing' "$(ls "$VIGIL_STORE".rejected 2>/dev/null | wc -l)" \
    "$kept"
take 65 'for good' "upn,date,session,code\n$U,x,AM,/\n"
is 'that is kept, and why' "$(ls "$VIGIL_STORE".rejected | wc -l)" \
    $((kept + 2))
is 'it stores nothing' "$(before)" "$what_was"

# the same bytes that are to say something else
grid="upn,2025-11-11 AM,2025-11-11 PM\n$U,ill,ill\n"
take 0 'one half left out' "$grid" --map '2025-11-11 PM=-' --map 'code:ILL=I'
take 0 'and then not' "$grid" --map 'code:ILL=I'
is 'it is taken in' "$(code "$P" 2025-11-11 PM)" I
take 0 'a word that means another code' "$grid" --map 'code:ILL=M'
is 'it corrects' "$(jq -c .corrected out)$(code "$P" 2025-11-11 AM)" 2M
take 0 'that again' "$grid" --map 'code:ILL=M'
err 'is no news' 'Nothing is new'

# a grid in which a code that was good in one row is not in another
refused 'Z before the entry date, and then a mark' 'was not on roll' \
    "upn,2025-07-10 AM\n$U,Z\n$U,/\n"
take 0 'planned closures of a weekend' \
    "upn,2025-11-08 AM,2025-11-10 AM\n$U,#,/\n$P2,#,/\n"
refused 'another mark there' 'is no school day' \
    "upn,2025-11-08 AM,2025-11-10 AM\n$U,#,/\n$P2,/,/\n"

# what is refused
h='upn,date,session,code\n'
refused 'a code before its time' 'K began on 19 August 2024' \
    "$h$U,2024-07-10,AM,K\n"
refused 'a code after its time' 'H ended on 18 August 2024' \
    "$h$U,2025-11-14,AM,H\n"
refused 'small letters' 'capital letters' "$h$U,2025-11-14,AM,n\n"
refused 'a blank' 'A code is missing' "$h$U,2025-11-14,AM, \n"
refused 'a weekend' '15 November 2025 is no school day: a weekend' \
    "$h$U,2025-11-15,AM,/\n" --as-at 2025-11-20
refused 'an INSET day' 'an INSET day' "$h$U,2025-10-27,AM,/\n"
take 0 'a closure, planned' "$h$U,2025-10-27,AM,#\n$U,2025-11-08,AM,#\n"
refused 'a short day' 'no afternoon session on 19 December 2025' \
    "$h$U,2025-12-19,PM,/\n" --as-at 2026-01-10
refused 'before the calendar' 'not in the calendar' \
    "$h$U,2019-07-10,AM,/\n"
refused 'before joining' 'was not on roll on 10 July 2025' \
    "$h$U,2025-07-10,AM,/\n"
take 0 'Z before joining' "$h$U,2025-07-10,AM,Z\n"
refused 'tomorrow' '17 November 2025 is still to come' \
    "$h$U,2025-11-17,AM,/\n"
refused 'nobody' 'No pupil of that id' "${h}A999999999999,2025-11-14,AM,/\n"
refused 'no such day' 'real date' "$h$U,2025-11-31,AM,/\n"
refused 'a session' 'AM or PM' "$h$U,2025-11-14,noon,/\n"
refused 'a grid with a missing column' \
    'no column for the afternoon of 13 November 2025' \
    "upn,2025-11-13 AM,2025-11-14 AM\n$U,/,/\n"
refused 'a long row' 'The row has 4 cells and the header 3' \
    "upn,2025-11-13 AM,2025-11-13 PM\n$U,/,/,/\n"
refused 'columns that make no mark' 'do not make marks' \
    "upn,date,code\n$U,2025-11-14,/\n"
refused 'nobody named' 'whose marks these are' "date,session,code\n"
refused 'a column of another kind' 'is no field of mark' \
    "upn,date,session,code,shoe\n$U,2025-11-14,AM,/,9\n"
refused 'several of another kind' '"shoe", "hat" are no fields of mark' \
    "upn,date,session,code,shoe,hat\n$U,2025-11-14,AM,/,9,7\n"
refused 'commas and blanks' 'commas and blanks' \
    "upn,start_date,marks\n$U,2025-11-13,\"/, /\"\n"
refused 'a code of three characters between blanks, of its time' \
    'The code I02 ended on 31 August 2022' \
    "upn,start_date,marks\n$U,2025-11-07,/ I02 /\n"
refused 'a date in JSON that is none there' 'must be a real date. You typed 31/11/2025' \
    '{"upn":"'$U'","date":"31/11/2025","session":"AM","code":"/"}\n'
refused 'a session in small letters there' 'must be AM or PM' \
    '{"upn":"'$U'","date":"2025-11-14","session":"am","code":"/"}\n'
refused 'a stray blank' 'A blank stands between some marks' \
    "upn,start_date,marks\n$U,2025-11-10,/\\\\/ \\\\/\\\\\n"
refused 'past the end of the calendar' "up to the calendar's end" \
    "upn,start_date,marks\n$U,2027-07-15,\"/,/,/,/,/\"\n" --as-at 2027-07-31
refused 'all or nothing' 'capital letters' \
    "$h$U,2025-11-14,AM,/\n$U,2025-11-14,PM,x\n"
printf '%s\n' '{"upn":"'$U'","date":"2025-11-14","sesion":"AM","code":"/"}' \
    >in
run 65 'an unknown field' attendance-import $at in
err 'the right one is named' 'Did you mean session?'
take 65 'the good lines' "$h$U,2025-11-14,AM,/\n$U,2025-11-14,PM,x\n" \
    --keep-going --rejects bad
is 'are kept' "$(code "$P" 2025-11-14 AM)" /
is 'the bad one stands as it was' "$(tail -n 1 bad)" "$U,2025-11-14,PM,x"
is 'it is counted' "$(jq .refused out)" 1

# what registers of other systems hold
B=$(printf '\302\240')
take 0 'dashes, in a grid' "upn,2025-10-06 AM,2025-10-06 PM\n$U,/,-\n" -n
is 'are no marks' "$(jq .marks out)" 1
take 0 'in long form' "$h$U,2025-10-06,AM,/\n$U,2025-10-06,PM,-\n" -n
is 'neither' "$(jq .marks out)" 1
take 0 'in strings' "upn,start_date,marks\n$U,2025-10-06,/--/$B\n" -n
is 'nor there' "$(jq .marks out)" 2
take 0 'a code mapped to none' "$h$U,2025-10-06,AM,/\n$U,2025-10-06,PM,?\n" \
    -n --map 'code:?=-'
is 'is left out' "$(jq .marks out)" 1
take 0 'a lesson mapped to none' \
    "$h$U,2025-10-06,AM,/\n$U,2025-10-06,L3,/\n" -n --map 'session:L3=-'
is 'is left out, too' "$(jq .marks out)" 1
take 0 'headings in other hands' \
    "upn,\"06/10/2025$B\nAM$B\",06/10/2025: pm,2025-10-07AM,07/10 PM\n$U,/,N,/,N\n" -n
is 'are sessions' "$(jq -c '[.marks, .from, .to]' out)" \
    '[4,"2025-10-06","2025-10-07"]'
take 0 'headings mapped to sessions' "upn,Mon 1,Mon 2\n$U,/,N\n" -n \
    --map 'Mon 1=2025-10-06 AM' --map 'Mon 2=06/10/2025 PM'
is 'count as they do' "$(jq .marks out)" 2
printf 'columns:\n  Mon 1: 2025-10-06 AM\n' >map.yaml
take 0 'in a file, too' "upn,Mon 1\n$U,/\n" -n --map map.yaml
take 64 'what is no session' "upn,Mon 1\n$U,/\n" -n --map 'Mon 1=noon'

# halves
take 0 'the wrong halves' "$h$U,2025-11-06,PM,/\n$U,2025-11-07,AM,\\\\\n"
err 'are stored' '2 marks of / in the afternoon or \ in the morning are stored'
err 'shifted' "Most of $P's marks of / and \\ are in the wrong half"
run 0 'the store is sound' store-check
finish
