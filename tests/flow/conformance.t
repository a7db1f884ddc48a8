# SPDX-License-Identifier: ISC
# Every tool keeps the promises that all tools make.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
M=$(make_id missing-add '{"pupil":"'"$P"'","missing_from":"school",
    "noticed_at":"2025-10-01T09:00"}')
O=$(make_id off-roll-add '{"pupil":"'"$P"'","ground":"other-school",
    "told_on":"2025-10-01"}')
make_id contact-add '{"pupil":"'"$P"'","made_at":"2025-10-01T09:00",
    "to":"Mother","answered":true}' >/dev/null
Y=$(make_id notice-add '{"pupil":"'"$P"'","issued":"2025-09-30",
    "parent":"A Parent"}' 2>/dev/null)
concern-list >/dev/null
chmod 755 "$T" "$T/s"
cp -r "$T/s" "$T/clean"

# What a tool is given to do something ordinary: its input in $T/in, its
# operands in $operands.
ordinary() {
	operands= known=yes
	: >"$T/in"
	case $1 in
	pupil-show) operands=$P ;;
	person-show) operands=$S ;;
	appointment-show) operands=$N ;;
	status-show) operands=$F ;;
	concern-show) operands=$C ;;
	action-show) operands=$D ;;
	referral-show) operands=$R ;;
	share-show) operands=$H ;;
	referral-route) operands=$C ;;
	chronology) operands=$P ;;
	vigil-init) operands="--store $T/s/new.db $T/s/school.yaml" ;;
	pupil-add) echo '{"family_name":"Quill","given_name":"Alma",' \
	    '"dob":"2011-05-04"}' ;;
	person-add) echo '{"family_name":"Tarn","given_name":"Edith",' \
	    '"category":"teacher"}' ;;
	appointment-add) echo '{"person":"'"$S"'","role":"hr",' \
	    '"from":"2025-09-01"}' ;;
	status-add) echo '{"pupil":"'"$P"'","status":"ehcp",' \
	    '"from":"2025-09-01"}' ;;
	concern-add) echo '{"pupil":"'"$P"'","account":"Cried.",' \
	    '"observed_at":"2025-10-01T09:00","place":"Hall",' \
	    '"passed_to":"dsl"}' ;;
	action-add) echo '{"concern":"'"$C"'","type":"note","text":"Read."}' ;;
	referral-add) echo '{"pupil":"'"$P"'","to":"ews","reason":"Absent."}' ;;
	share-add) echo '{"what":"x","with":"y","when":"2025-10-01T09:00",' \
	    '"why":"z"}' ;;
	pupil-amend) echo '{"id":"'"$P"'","site":"B","reason":"moved"}' ;;
	person-amend) echo '{"id":"'"$S"'","post":"Art","reason":"new"}' ;;
	appointment-amend) echo '{"id":"'"$N"'","to":"2025-12-01"}' ;;
	status-amend) echo '{"id":"'"$F"'","to":"2025-12-01"}' ;;
	concern-amend) echo '{"id":"'"$C"'","place":"Gym","reason":"slip"}' ;;
	action-amend) echo '{"id":"'"$D"'","due":"2025-12-01",' \
	    '"reason":"left out"}' ;;
	referral-amend) echo '{"id":"'"$R"'","reference":"7"}' ;;
	share-amend) echo '{"id":"'"$H"'","method":"post","reason":"late"}' ;;
	access-list | action-list | appointment-list | concern-list) ;;
	person-list | pupil-list | referral-list | share-list) ;;
	status-list) ;;
	missing-add) echo '{"pupil":"'"$P"'","missing_from":"home",' \
	    '"noticed_at":"2025-10-02T09:00","found_at":"2025-10-02T09:40"}' ;;
	missing-amend) echo '{"id":"'"$M"'","found_at":"2025-10-01T10:00"}' ;;
	missing-show) operands=$M ;;
	contact-add) echo '{"pupil":"'"$P"'","made_at":"2025-10-01T09:00",' \
	    '"to":"Mother","answered":true}' ;;
	off-roll-add) echo '{"pupil":"'"$P2"'","ground":"age",' \
	    '"told_on":"2025-10-01"}' ;;
	off-roll-amend) echo '{"id":"'"$O"'","leaving_date":"2025-12-01"}' ;;
	off-roll-show) operands=$O ;;
	missing-list | contact-list | off-roll-list | notice-list) ;;
	attendance-show) operands=$P ;;
	notice-show) operands=$Y ;;
	notice-amend) echo '{"id":"'"$Y"'","paid":"2025-12-01"}' ;;
	attendance-import) echo '{"pupil":"'"$P"'","date":"2025-10-01",' \
	    '"session":"AM","code":"I"}' ;;
	notice-add) echo '{"pupil":"'"$P"'","issued":"2025-10-01",' \
	    '"parent":"A Parent"}' ;;
	calendar-show) ;;
	deadline) operands='days 1 2025-10-01' ;;
	calendar-add)
		operands=$T/changed.yaml
		sed 's/^school: .*/school: Renamed/' \
		    "$src/data/calendars/example-pru.yaml" >"$T/changed.yaml"
		chmod 644 "$T/changed.yaml"
		;;
	scr-import) echo '{"family_name":"Vale","given_name":"Amara",' \
	    '"category":"teacher","client_id":"v1"}' ;;
	training-add) echo '{"person":"'"$S"'","course":"dsl",' \
	    '"date":"2025-09-01"}' ;;
	induction-add) echo '{"person":"'"$S"'","item":"kcsie",' \
	    '"date":"2025-09-01","mode":"issued"}' ;;
	recruit-add) echo '{"vacancy":"Art","interview_date":"2025-11-12",' \
	    '"panel":["'"$S"'"]}' ;;
	rota-add) echo '{"person":"'"$S"'","date":"2025-11-03"}' ;;
	*) known= ;;
	esac >"$T/in"
}

# The tool as ordinary() says, on a store as it was made.
given() {
	rm -rf "$T/s"
	cp -r "$T/clean" "$T/s"
	ordinary "$1"
}

# Fails unless all of a tool's tests passed: one line a tool and promise.
promise() { # NAME, with the troubles in $T/trouble
	if [ -s "$T/trouble" ]; then
		fail "$1" "$(cat "$T/trouble")"
	else
		pass "$1"
	fi
	: >"$T/trouble"
}

trouble() {
	echo "$*: $(head -c 400 "$T/err")" >>"$T/trouble"
}

# try STATUS[|STATUS] COMMAND ...: out and err in $T
try() {
	want=$1
	shift
	status=0
	"$@" >"$T/out" 2>"$T/err" || status=$?
	case "|$want|" in
	*"|$status|"*) ;;
	*) trouble "exit status $status, not $want: $*" ;;
	esac
}

silent() {
	[ ! -s "$T/out" ] || trouble "wrote to standard output"
}

: >"$T/trouble"
tools=$(ls "$build/bin")
for t in $tools; do
	try 0 "$t" --help
	[ "$(head -c 8 "$T/out")" = "usage: $t" ] ||
	    head -1 "$T/out" | grep -q "^usage: $t" || trouble "no usage"
	[ ! -s "$T/err" ] || trouble "help on standard error"
	awk 'length > 80 { exit 1 }' "$T/out" || trouble "help over 80 columns"
	cp "$T/out" "$T/help"
	try 0 "$t" -h
	cmp -s "$T/out" "$T/help" || trouble "-h is not --help"
	try 0 "$t" --version
	grep -qx "$t (vigil) [0-9.]*" "$T/out" || trouble "odd version"
	for shell in bash zsh fish; do
		try 0 "$t" --completion "$shell"
		[ -s "$T/out" ] || trouble "no completion for $shell"
	done
	for o in --help --version --describe '--completion bash'; do
		status=0
		"$t" $o >/dev/full 2>"$T/err" || status=$?
		[ "$status" = 74 ] || trouble "$o to a full disk: $status"
		status=0
		"$t" $o >&- 2>"$T/err" || status=$?
		[ "$status" = 74 ] || trouble "$o to closed output: $status"
	done
	promise "$t helps, and says when it cannot"

	try 0 "$t" --describe
	jq -e --arg t "$t" '
	def unique(f): (map(f) | length) == (map(f) | unique | length);
	def fields: unique(.name) and all(.[]; (.help | length > 3)
	    and (.type == "word") == (.words != null)
	    and (.type == "object") == (.fields != null)
	    and (.fields // [] | length == 0 or fields));
	.tool == $t and (.summary | test("^[a-z].*[^.]$"))
	and (.options | unique(.name) and all(.[]; .help | length > 5))
	and ([.options[].letter // empty] | unique(.))
	and (.options | all(.[]; .words == null or (.words | length > 0)))
	and (.fields // [] | fields)
	and (.fields_of | all(.[]; fields))' "$T/out" >"$T/jq" 2>&1 ||
	    trouble "tables at odds: $(cat "$T/jq")"
	jq -r '.options[].name' "$T/out" | while read -r o; do
		grep -qe "--$o" "$T/help" || trouble "--help leaves out --$o"
	done
	promise "$t describes itself"

	try 64 "$t" --hepl
	silent
	grep -q -- "--help" "$T/err" || trouble "no nearest option"
	[ "$(wc -l <"$T/err")" = 1 ] || trouble "not one line"
	try 64 "$t" --errors json --hepl
	silent
	jq -se --arg t "$t" 'length == 1 and (.[0] | .tool == $t
	    and (.code | length > 0) and (.message | length > 0))' "$T/err" \
	    >"$T/jq" 2>&1 || trouble "no JSON error"
	try 64 "$t" --completion tcsh
	silent
	promise "$t refuses an option it does not have"
done

# What an ordinary run answers with decides what the others may.
for t in $tools; do
	store=$("$t" --describe | jq -r .store)
	right=$("$t" --describe | jq -r '.right // empty')
	case $t in
	vigil | ledger-* | store-*) continue ;; # their own tests do this
	esac
	given "$t"
	if [ -z "$known" ]; then
		skip "$t does its work" "its own test has to try that"
		continue
	fi
	try 0 "$t" $operands <"$T/in"
	[ -s "$T/out" ] || trouble "no answer"
	jq -e '.kind' "$T/out" >/dev/null 2>"$T/jq" || trouble "not JSON"
	head -c 8 "$T/out" | grep -q '^{"kind"' || trouble "kind is not first"
	[ "$t" != concern-add ] || [ ! -s "$T/err" ] || trouble "noise"
	promise "$t does its work"

	given "$t"
	status=0
	"$t" $operands <"$T/in" >/dev/full 2>"$T/err" || status=$?
	case $store in
	writes) want=76 ;;
	*) want=74 ;;
	esac
	[ "$t" != vigil-init ] || want=76
	[ $status = $want ] || trouble "to a full disk: $status, not $want"
	[ $want != 76 ] || grep -q '[A-Z0-9]-[A-Z0-9]\{6\}' "$T/err" ||
	    trouble "no id"
	[ "$(wc -l <"$T/err")" = 1 ] || trouble "not one line"
	given "$t"
	status=0
	"$t" $operands <"$T/in" >&- 2>"$T/err" || status=$?
	[ $status = $want ] || trouble "to closed output: $status, not $want"
	promise "$t says that its answer was lost"

	given "$t"
	{
		sleep 0.03
		status=0
		"$t" $operands <"$T/in" 2>"$T/err" || status=$?
		echo $status >"$T/status"
	} | :
	status=$(cat "$T/status")
	if [ $want = 76 ]; then
		[ $status = 76 ] || trouble "closed pipe: $status, not 76"
	else
		[ $status = 0 ] || trouble "closed pipe: $status, not 0"
		[ ! -s "$T/err" ] || trouble "noise"
	fi
	promise "$t ends when its reader does"

	given "$t"
	status=0
	"$t" $operands <&- >"$T/out" 2>"$T/err" || status=$?
	if [ -s "$T/in" ]; then
		[ $status = 74 ] || trouble "closed input: $status, not 74"
		silent
	else
		[ $status = 0 ] || trouble "closed input: $status, not 0"
	fi
	promise "$t is not misled by closed input"

	if [ "$store" != none ]; then
		given "$t"
		try 78 "$t" --store "$T/s/nothing.db" $operands <"$T/in"
		silent
		[ ! -e "$T/s/nothing.db" ] || trouble "made a store"
		promise "$t needs a store"
	fi

	[ -s "$T/in" ] || [ "$t" = vigil-init ] || [ "$t" = access-list ] || {
		given "$t"
		"$t" --as-at 2026-01-10 --format table $operands >"$T/c"
		given "$t"
		LC_ALL=C.UTF-8 LANG=C.UTF-8 \
		    "$t" --as-at 2026-01-10 --format table $operands >"$T/u"
		cmp -s "$T/c" "$T/u" || trouble "differs by locale"
		given "$t"
		(cd / && TZ=America/New_York \
		    "$t" --as-at 2026-01-10 --format table $operands) >"$T/u"
		cmp -s "$T/c" "$T/u" || trouble "differs by time zone"
		promise "$t writes the same in every locale"
	}
done

# Another account, whose adult has no role but staff.
as_nobody() {
	setpriv --reuid 65534 --regid 65534 --clear-groups \
	    env HOME="$T" "$@"
}

if [ "$(id -u)" != 0 ]; then
	skip "who may not is refused" "needs root to become somebody else"
elif ! as_nobody test -x "$build/bin/pupil-list"; then
	skip "who may not is refused" "others cannot read this folder"
else
	for t in $tools; do
		right=$("$t" --describe | jq -r '.right // empty')
		[ -n "$right" ] || continue
		case $t in
		concern-add) want=0 ;;
		ledger-* | store-*) continue ;;
		*) want=77 ;;
		esac
		given "$t"
		[ -n "$known" ] || continue
		chmod 777 "$T/s"
		chmod 666 "$T"/s/school.db*
		chmod 644 "$T/in"
		try $want as_nobody "$build/bin/$t" $operands <"$T/in"
		if [ $want = 77 ]; then
			silent
			[ "$(access-list --where 'refused = true' \
			    --where "tool = $t" | jq -r .person)" = "$S2" ] ||
			    trouble "the refusal is not logged"
		fi
	done
	promise "who may not is refused, and the refusal is logged"
fi
finish
