# SPDX-License-Identifier: ISC
# No tool shows a record that is kept from the caller, however it is named,
# and none does a reading that is not entered: the tools are gone through as
# they are built, and a new one has to be put into one of the lists here.
. "${VIGIL_SRC:-.}/tests/lib.sh"

if [ "$(id -u)" != 0 ]; then
	skip "another account" "needs root to become somebody else"
	finish
fi
chmod 755 "$T"
as_head() {
	setpriv --reuid 65534 --regid 65534 --clear-groups \
	    env HOME="$T" "$@"
}
if ! as_head test -x "$build/bin/concern-list"; then
	skip "another account" "others cannot read this folder"
	finish
fi

# Tools whose input, store and answer have no part of a child's file that
# could be kept from an adult: adults, registers of the school, the calendar.
adults="acceptance-amend acceptance-list appointment-add appointment-amend
    appointment-list appointment-show calendar-add calendar-check
    calendar-show deadline induction-add induction-amend induction-check
    induction-list person-add person-amend person-import person-list
    person-show recruit-add recruit-amend recruit-check recruit-list
    role-check rota-add rota-amend rota-list scr-accept scr-add scr-amend scr-audit scr-import
    scr-list scr-remove scr-show training-add training-amend training-check
    training-list"
# Those that only work on what they are given, and the upkeep of the file.
apart="concern-draft ledger-seal ledger-verify notify store-backup
    store-check store-rebuild store-restore vigil vigil-init"
# Records about a child that hang on no concern: nobody is kept from them.
pupils="attendance-check attendance-import attendance-return attendance-show
    contact-add contact-list notice-add notice-amend notice-list notice-show
    off-roll-add off-roll-amend off-roll-list off-roll-show pupil-add
    pupil-amend pupil-import pupil-list pupil-show status-add status-amend
    status-list status-show"
# What has concerns, or what hangs on one.
kept="access-list action-add action-amend action-list action-show chronology
    concern-add concern-amend concern-list concern-show missing-add
    missing-amend missing-list missing-show referral-add referral-amend
    referral-list referral-route referral-show share-add share-amend
    share-list share-show"

for tool in "$build"/bin/*; do
	tool=${tool##*/}
	case " $(echo $adults $apart $pupils $kept) " in
	*" $tool "*) ;;
	*) fail "$tool is in a list" "A new tool: say whether it can show what
is kept from somebody." ;;
	esac
done
pass "every tool is in a list"

# The headteacher may use every tool: only the records are kept.
word=zorblax
records
make_id appointment-add '{"person":"'"$S2"'","role":"headteacher",
    "from":"2024-09-02"}' >/dev/null
mkdir -p "$T/app/bin" "$T/app/share"
cp "$build/bin/vigil" "$T/app/bin/"
cp -R "$src/data" "$T/app/share/vigil"
awk '/- role:/ { head = /headteacher/ }
    head && /^    may:/ { print "    may: \"*\""; skip = 1; next }
    /^  - role:/ || /^  #/ { skip = 0 }
    !skip' "$src/data/rules/roles.yaml" >"$T/app/share/vigil/rules/roles.yaml"
vigil --commands | while read -r t; do ln -s vigil "$T/app/bin/$t"; done
chmod -R a+rX "$T/app"
PATH=$T/app/bin:$PATH

# what KIND JSON: the line that made the kept record of the kind, its id
what() {
	echo "$2" | tr -d '\n' | tr -s ' ' >"$T/made.$1"
	echo >>"$T/made.$1"
	"$1-add" <"$T/made.$1" 2>/dev/null | jq -r .id >"$T/id.$1"
}
id() {
	cat "$T/id.$1"
}
what concern '{"account":"He shouted '$word' at her.",
    "observed_at":"2025-11-10T09:05:00Z","place":"'$word'","pupil":"'"$P"'",
    "passed_to":"chair","client_id":"kept-concern",
    "conduct_of":"headteacher"}'
about=$(id concern)
what action '{"concern":"'"$about"'","type":"note","text":"'$word'",
    "client_id":"kept-action"}'
what referral '{"concern":"'"$about"'","to":"lado","reason":"'$word'",
    "client_id":"kept-referral"}'
what share '{"what":"'$word'","with":"'$word'","when":"2025-11-11T09:00:00Z",
    "why":"x","concern":"'"$about"'","client_id":"kept-share"}'
what missing '{"pupil":"'"$P"'","missing_from":"school","concern":"'"$about"'",
    "noticed_at":"2025-11-10T09:00:00Z","client_id":"kept-missing",
    "found":"'$word'","found_at":"2025-11-10T10:00:00Z"}'
# One that was about that adult and is about another now; one that could not
# be told to that adult and can be now; and what was put on the wrong concern.
was=$(make_id concern-add '{"account":"'$word'","place":"x","pupil":"'"$P"'",
    "observed_at":"2025-11-10T09:05:00","passed_to":"chair",
    "conduct_of":"staff","conduct_person":"'"$S2"'","client_id":"was"}')
make_id concern-amend '{"id":"'"$was"'","conduct_person":"'"$S"'",
    "reason":"another '$word'"}' >/dev/null
told=$(make_id concern-add '{"account":"'$word'","place":"x","pupil":"'"$P"'",
    "observed_at":"2025-11-10T09:05:00","passed_to":"chair",
    "cannot_tell":["headteacher"],"client_id":"told"}')
make_id concern-amend '{"id":"'"$told"'","clear":["cannot_tell"],
    "reason":"'$word'"}' >/dev/null
stray=$(make_id action-add '{"concern":"'"$about"'","type":"note",
    "text":"'$word'","client_id":"stray"}')
make_id action-amend '{"id":"'"$stray"'","concern":"'"$C"'",
    "amend_reason":"wrong '$word'"}' >/dev/null
for k in concern action referral share missing; do
	"$k-show" "$(id $k)" >/dev/null
done
echo $word | concern-list --search >/dev/null
ids="$(cat "$T"/id.*) $was $told $stray"
chmod 777 "$T/s"
chmod 666 "$T"/s/school.db*

refused() {
	access-list --where 'refused = true' --where "tool = $1" --count |
	    jq .count
}

# try STATUS NAME TYPED TOOL OPERANDS: as the headteacher with $T/in.  No
# kept word comes out, and no kept id but the one that was typed; a refusal
# is entered.
try() {
	want=$1 name=$2 typed=$3 tool=$4
	shift 4
	chmod 644 "$T/in"
	before=$(refused "$tool")
	status=0
	as_head "$tool" "$@" <"$T/in" >"$T/out" 2>"$T/err" || status=$?
	why=
	[ "$status" = "$want" ] || why="exit status $status, not $want"
	! grep -q -e $word "$T/out" "$T/err" || why="$why; shows the words"
	for k in $ids; do
		[ "$k" != "$typed" ] && grep -q "$k" "$T/out" "$T/err" &&
		    why="$why; names $k"
	done
	[ "$want" != 77 ] || [ "$(refused "$tool")" -gt "$before" ] ||
	    why="$why; the refusal is not entered"
	if [ -z "$why" ]; then
		pass "$tool: $name"
	else
		fail "$tool: $name" "$why: $tool $*
$(head -c 600 "$T/in")
$(head -c 600 "$T/out")
$(head -c 600 "$T/err")"
	fi
}

# same_words NAME KEPT UNKNOWN: the last two answers differ in what was typed
same_words() {
	sed "s/$2/NAME/g; s/ kept in .*//" "$T/err.kept" >"$T/a"
	sed "s/$3/NAME/g; s/ kept in .*//" "$T/err" >"$T/b"
	is "$1, in the words for one that there is not" "$(cat "$T/a")" \
	    "$(cat "$T/b")"
}

# give JSON: what comes in
give() {
	echo "$1" | tr -d '\n' | tr -s ' ' >"$T/in"
	echo >>"$T/in"
}

# The part of an id that is typed, and one that no record has.
part() {
	echo "$1" | cut -c1-6
}
nobody_has() {
	echo "$1" | cut -c1-2 | tr -d '\n'
	echo "ZZZZ"
}

show() {
	kind=${1%-show}
	kept_id=$(id "$kind")
	: >"$T/in"
	try 77 "the id" "$kept_id" "$1" "$kept_id"
	lower=$(echo "$kept_id" | tr 'A-Z' 'a-z')
	try 77 "the id as it may be typed" "$kept_id" "$1" "$lower"
	try 77 "every version" "$kept_id" "$1" --versions "$kept_id"
	try 65 "a part of the id" "" "$1" "$(part "$kept_id")"
	cp "$T/err" "$T/err.kept"
	try 65 "a part of no id" "" "$1" "$(nobody_has "$kept_id")"
	same_words "$1 answers for a part of it" "$(part "$kept_id")" \
	    "$(nobody_has "$kept_id")"
	try 65 "the client_id" "" "$1" "kept-$kind"
	cp "$T/err" "$T/err.kept"
	try 65 "no client_id" "" "$1" "none-$kind"
	same_words "$1 answers for its client_id" "kept-$kind" "none-$kind"
}

amend() {
	kind=${1%-amend}
	kept_id=$(id "$kind")
	for change in '' ',"x_note":"a"' ',"client_id":"kept-'$kind'"'; do
		give '{"id":"'"$kept_id"'","amend_reason":"x"'"$change"'}'
		try 77 "the id, and $change" "$kept_id" "$1"
	done
	give '{"id":"'"$(part "$kept_id")"'","amend_reason":"x"}'
	try 65 "a part of the id" "" "$1"
	give '{"id":"kept-'"$kind"'","amend_reason":"x"}'
	try 65 "the client_id" "" "$1"
	cp "$T/err" "$T/err.kept"
	give '{"id":"none-'"$kind"'","amend_reason":"x"}'
	try 65 "no client_id" "" "$1"
	same_words "$1 answers for its client_id" "kept-$kind" "none-$kind"
}

add() {
	kind=${1%-add}
	kept_id=$(id "$kind")
	cp "$T/made.$kind" "$T/in"
	if [ "$kind" = concern ]; then
		try 0 "the same again" "$kept_id" "$1"
		is "which is answered by id and receipt" \
		    "$(jq -c 'keys' "$T/out")" '["id","kind","receipt"]'
	else
		try 77 "the same again" "$about" "$1"
		for by in kept-concern none-concern "$(part "$about")"; do
			sed "s/$about/$by/" "$T/made.$kind" >"$T/in"
			try 65 "on the concern by $by" "" "$1"
			[ $by != kept-concern ] || cp "$T/err" "$T/err.kept"
			[ $by != none-concern ] || same_words \
			    "$1 answers for the client_id of a concern" \
			    kept-concern none-concern
		done
	fi
	sed "s/$word/other/g; s/$about/$C/" "$T/made.$kind" >"$T/in"
	try 65 "other words by the same client_id" "" "$1"
}

list() {
	kind=${1%-list}
	: >"$T/in"
	for how in "" "--format table" "--format csv" "--fields id,client_id" \
	    "--open" "--mine" "--pupil $P" "--sort recorded_at" \
	    "--sort -client_id" "--limit 1000"; do
		case $kind$how in
		access--open | action--open | share--open) continue ;;
		access--mine | missing--mine | share--mine) continue ;;
		esac
		try 0 "listed ${how:-whole}" "" "$1" $how
	done
	try 0 "counted by client_id" "" "$1" --count \
	    --where "client_id = kept-$kind"
	out "which finds none" '"count":0'
	all=$("$1" --count | jq .count)
	try 0 "counted" "" "$1" --count
	is "$1 counts what can be seen" "$(jq .count "$T/out")" \
	    "$(as_head "$1" | wc -l)"
	[ "$all" -gt "$(jq .count "$T/out")" ] ||
	    fail "$1 has something to hide" "$all"
	"$1" --help | grep -q -e --search || return 0
	echo $word >"$T/in"
	try 0 "searched" "" "$1" --search
	try 0 "searched and counted" "" "$1" --search --count
	out "which finds none" '"count":0'
}

for tool in $kept; do
	case $tool in
	*-show) show "$tool" ;;
	*-amend) amend "$tool" ;;
	*-add) add "$tool" ;;
	*-list) list "$tool" ;;
	referral-route)
		: >"$T/in"
		try 77 "the id" "$about" $tool "$about"
		try 65 "a part of the id" "" $tool "$(part "$about")"
		try 65 "the client_id" "" $tool kept-concern
		give '{"id":"'"$about"'"}'
		try 77 "the id from the pipe" "$about" $tool
		;;
	chronology)
		: >"$T/in"
		for how in "" "--format table" "--format html" \
		    "--kind concern" "--kind action" "--pseudonym"; do
			try 0 "told ${how:-whole}" "" $tool "$P" $how
		done
		;;
	esac
done

# What is not of one kind's verbs.
for tool in action-list referral-list share-list missing-list; do
	: >"$T/in"
	try 77 "asked for by the id of its concern" "$about" $tool \
	    --where "concern = $about"
	try 65 "asked for by the concern's client_id" "" $tool \
	    --where "concern = kept-concern"
done
: >"$T/in"
try 0 "what is owed" "" referral-list --owed
try 0 "what is late" "" referral-list --overdue
try 77 "who read it" "$about" access-list --where "record = $about"
for route in "$about" kept-concern; do
	give '{"kind":"route","concern":"'"$route"'","to":"lado","duty":"must",
	    "urgency":"soon","by":"dsl","matter":"x","why":"x","cite":[]}'
	[ "$route" = "$about" ] && want=77 || want=65
	try $want "a route of it" "$route" referral-add
done
give '{"concern":"'"$about"'","to":"lado","reason":"x","by":"'"$S"'",
    "made_at":"2025-11-10T11:00:00Z"}'
try 77 "the call that was made" "$about" referral-add
give '{"id":"'"$D"'","client_id":"kept-action","amend_reason":"x"}'
try 65 "its client_id given to another" "" action-amend
give '{"id":"'"$D"'","concern":"'"$about"'","amend_reason":"x"}'
try 77 "another moved to it" "$about" action-amend
: >"$T/in"
for one in "$was" "$told"; do
	try 77 "one of which a version was kept" "$one" concern-show "$one"
	try 77 "and all its versions" "$one" concern-show --versions "$one"
done
try 77 "what was on the wrong concern" "$stray" action-show "$stray"

# Of two whose ids begin alike one is kept: the other is the only one.
twin=$(sqlite3 "$VIGIL_STORE" "SELECT id FROM record WHERE kind = 'concern'
    AND id <> '$about' AND id NOT IN ('$was', '$told') LIMIT 1")
run 0 "a part of an id finds what can be seen" \
    as_head concern-show "$(part "$twin")"

# Whoever may only tell of concerns is not shown what others wrote since.
person-add >/dev/null <<-END
{"family_name":"Reed","given_name":"Ann","category":"support-staff","login":"$(id -un 65533 2>/dev/null || echo uid65533)"}
END
as_staff() {
	setpriv --reuid 65533 --regid 65533 --clear-groups env HOME="$T" "$@"
}
give '{"account":"She cried.","observed_at":"2025-11-12T09:05:00Z",
    "place":"Hall","pupil":"'"$P2"'","passed_to":"dsl","client_id":"hers"}'
run 0 "an adult of the staff tells of a concern" as_staff concern-add "$T/in"
hers=$(jq -r .id "$T/out")
make_id concern-amend '{"id":"'"$hers"'","opinion":"'$word'",
    "reason":"my view"}' >/dev/null
run 0 "and tells it again" as_staff concern-add "$T/in"
is "which is answered by id and receipt" "$(jq -c '[keys, .id]' "$T/out")" \
    '[["id","kind","receipt"],"'"$hers"'"]'

# Every reading of what can be seen is entered, with the child.
M=$(make_id missing-add '{"pupil":"'"$P2"'","missing_from":"school",
    "noticed_at":"2025-10-01T09:00"}')
O=$(make_id off-roll-add '{"pupil":"'"$P2"'","ground":"other-school",
    "told_on":"2025-10-01"}')
make_id contact-add '{"pupil":"'"$P2"'","made_at":"2025-10-01T09:00",
    "to":"Mother","answered":true}' >/dev/null
Y=$(make_id notice-add '{"pupil":"'"$P2"'","issued":"2025-09-30",
    "parent":"A Parent"}' 2>/dev/null)
F2=$(make_id status-add '{"pupil":"'"$P2"'","status":"ehcp",
    "from":"2025-09-01"}')
D2=$(make_id action-add '{"concern":"'"$C2"'","type":"note","text":"Rang."}')
H2=$(make_id share-add '{"what":"x","with":"y","when":"2025-10-01T09:00",
    "why":"z","concern":"'"$C2"'"}')
readings() {
	access-list --pupil "$P2" --where "tool = $1" --count | jq .count
}
# reads N TOOL OPERANDS: makes N entries of the child, before it answers
reads() {
	n=$1 tool=$2
	shift 2
	before=$(readings $tool)
	"$tool" "$@" <"$T/in" >"$T/out" 2>"$T/err"
	[ -s "$T/out" ] || fail "$tool answers" "$(cat "$T/err")"
	is "$tool $* enters the child" $(($(readings $tool) - before)) "$n"
}
marks() {
	echo '{"pupil":"'"$P2"'","start_date":"2025-09-03","marks":"OOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOOO"}'
}
marks | attendance-import >/dev/null 2>&1
: >"$T/in"
for tool in $kept $pupils; do
	case $tool in
	access-list) continue ;;
	*-list)
		reads 1 $tool
		before=$(readings $tool)
		$tool --count >/dev/null
		$tool --fields id >/dev/null
		is "$tool enters no child where none is shown" \
		    "$(readings $tool)" "$before"
		;;
	pupil-show | attendance-show | chronology) reads 1 $tool "$P2" ;;
	status-show) reads 1 $tool "$F2" ;;
	missing-show) reads 1 $tool "$M" ;;
	off-roll-show) reads 1 $tool "$O" ;;
	notice-show) reads 1 $tool "$Y" ;;
	share-show) reads 1 $tool "$H2" ;;
	action-show) reads 1 $tool "$D2" ;;
	referral-show) reads 1 $tool "$R" ;;
	concern-show | referral-route) reads 1 $tool "$C2" ;;
	attendance-check) reads 1 $tool --as-at 2025-09-08 ;;
	attendance-return) reads 1 $tool --as-at 2025-10-01 ;;
	*-amend)
		case ${tool%-amend} in
		pupil) one=$P2 ;;
		status) one=$F2 ;;
		missing) one=$M ;;
		off-roll) one=$O ;;
		notice) one=$Y ;;
		share) one=$H2 ;;
		action) one=$D2 ;;
		referral) one=$R ;;
		concern) one=$C2 ;;
		esac
		give '{"id":"'"$one"'","amend_reason":"x"}'
		reads 1 $tool
		give '{"id":"'"$one"'","amend_reason":"x","x_a":"b"}'
		reads 1 $tool
		;;
	*-add)
		case ${tool%-add} in
		pupil) give '{"family_name":"Okafor","given_name":"Ruth",
		    "dob":"2010-06-30"}' && continue ;;
		concern) give '{"account":"x","place":"x","passed_to":"dsl",
		    "observed_at":"2025-10-01T09:00:00Z","pupil":"'"$P2"'"}' ;;
		action) give '{"concern":"'"$C2"'","type":"note","text":"x"}' ;;
		referral) give '{"concern":"'"$C2"'","to":"ews",
		    "reason":"x"}' ;;
		share) give '{"what":"x","with":"y","why":"z",
		    "when":"2025-10-01T09:00:00Z","pupil":"'"$P2"'"}' ;;
		missing) give '{"pupil":"'"$P2"'","missing_from":"home",
		    "noticed_at":"2025-10-03T09:00:00Z"}' ;;
		off-roll) give '{"pupil":"'"$P2"'","ground":"age",
		    "told_on":"2025-10-01"}' ;;
		notice) continue ;; # enters what it says of the sessions
		contact) give '{"pupil":"'"$P2"'","to":"Father",
		    "made_at":"2025-10-01T09:00:00Z","answered":true}' ;;
		status) give '{"pupil":"'"$P2"'","status":"eal",
		    "from":"2025-09-01"}' ;;
		esac
		sed 's/}$/,"client_id":"again"}/' "$T/in" >"$T/twice"
		mv "$T/twice" "$T/in"
		reads 0 $tool
		reads 1 $tool
		;;
	attendance-import) ;; # answers with the import, not with marks
	pupil-import)
		give "$(pupil-show "$P2" |
		    jq -c '{family_name, given_name, dob}')"
		reads 1 $tool --dry-run
		give "$(pupil-show "$P2" |
		    jq -c '{family_name, given_name, dob, x_c: "d"}')"
		reads 1 $tool
		;;
	*) fail "$tool is tried" "How does it read?" ;;
	esac
	: >"$T/in"
done
finish
