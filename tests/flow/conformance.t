# SPDX-License-Identifier: ISC
# Every tool keeps the promises that all tools make.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
B=$(make_id person-add '{"family_name":"Reed","given_name":"Ada",
    "category":"support-staff","start_date":"2025-11-03"}')
make_id appointment-add '{"person":"'"$B"'","role":"business-manager",
    "from":"2025-11-03"}' >/dev/null
L=$(make_id person-add '{"family_name":"Mead","given_name":"Odo",
    "category":"hirer","end_date":"2025-09-30"}')
make_id recruit-add '{"vacancy":"Art","interview_date":"2025-11-12",
    "panel":["'"$S"'"]}' >/dev/null
printf 'notify: {from: vigil@school.example}\nrecipients: {dsl: %s}\n' \
    dsl@school.example >config/local.yaml
for day in 13 14 15 16 17; do
	printf '%s,2025-10-%s,AM,O\n%s,2025-10-%s,PM,O\n' "$P" $day "$P" $day
done | sed '1i pupil,date,session,code' |
    attendance-import --quiet --as-at 2025-10-20 >/dev/null
concern-list >/dev/null
ledger-seal --new-key "$T/key" >/dev/null
store-backup "$T/backup.db" >/dev/null
chmod 644 "$T/backup.db"
chmod 755 "$T" "$T/s"
mkdir "$T/with"
cp -r "$T/s" "$T/clean"

# The store with the good record of each kind, whose id is beside it.
for f in "$src"/tests/data/kind/*.jsonl; do
	stem=$(basename "$f" .jsonl)
	rm -rf "$T/s"
	cp -r "$T/clean" "$T/s"
	cases "$stem" good | "$(adder "$stem")" 2>/dev/null | jq -r .id \
	    >"$T/s/id"
	cp -r "$T/s" "$T/with/$stem"
done

# What a tool is given to do something ordinary: its input in $T/in, its
# operands in $operands, the clock in $at; and what is true of its answer:
# its exit status in $does, $json unless it is something else, $lost where
# another exit status than that of most says that it could not be written, and
# $opens where the tool opens a store by itself.
ordinary() {
	operands= at= does=0 json=yes lost= opens=
	: >"$T/in"
	case $1 in
	attendance-check) at=2025-10-20 does='0|1' ;;
	attendance-import) echo '{"pupil":"'"$P"'","date":"2025-10-01",' \
	    '"session":"AM","code":"I"}' ;;
	attendance-return) at=2025-10-01 ;;
	attendance-show) operands=$P at=2025-10-20 ;;
	calendar-check)
		operands=$T/doubtful.yaml at=2026-09-01 does=1
		sed '/^inset:/a\  - 2026-09-05' \
		    "$src/data/calendars/example-pru.yaml" >"$T/doubtful.yaml"
		;;
	calendar-add)
		operands=$T/changed.yaml
		sed 's/^school: .*/school: Renamed/' \
		    "$src/data/calendars/example-pru.yaml" >"$T/changed.yaml"
		chmod 644 "$T/changed.yaml"
		;;
	calendar-show) ;;
	chronology) operands=$P ;;
	concern-draft) escalation ;;
	deadline) operands='days 1 2025-10-01' ;;
	induction-check | recruit-check | role-check | training-check)
		at=2025-11-20 does=1
		;;
	ledger-seal) operands="--key $T/key.pem $T/s/seal" opens=yes lost=76 ;;
	ledger-verify) opens=yes ;;
	notify) escalation; json= ;;
	referral-route) operands=$C ;;
	scr-accept) cases acceptance good ;;
	scr-audit) at=2025-11-20 does=1 opens=yes ;;
	scr-import) echo '{"family_name":"Vale","given_name":"Amara",' \
	    '"category":"teacher","client_id":"v1"}' ;;
	scr-remove) operands="--on 2025-10-01 $L" ;;
	store-backup) operands=$T/s/copy.db opens=yes lost=76 ;;
	store-check)
		does=1 opens=yes
		chmod 644 "$T/s/school.db"
		;;
	store-rebuild) opens=yes lost=76 ;;
	store-restore) operands="--replace $T/backup.db" lost=76 ;;
	vigil) json= ;;
	vigil-init) operands="--store $T/s/new.db $T/s/school.yaml" lost=76 ;;
	pupil-import | person-import)
		# what is on record already would be answered with nothing
		echo '{"family_name":"Rowe","given_name":"Tam",' \
		    "$([ "$1" = pupil-import ] || echo '"category":"hirer",')" \
		    '"dob":"2011-12-13"}'
		;;
	*-add) cases "${1%-add}" good ;;
	*-amend) cases "${1%-amend}" change |
	    jq -c --arg id "$(cat "$T/with/${1%-amend}/id")" '{$id} + .' ;;
	*-show) operands=$(cat "$T/with/${1%-show}/id") ;;
	*-list) ;;
	*) fail "$1 does its work" "nothing ordinary is known of it" >&3 ;;
	esac >"$T/in"
}

escalation() {
	printf '{"kind":"escalation","pupil":"%s","rule":"%s",' "$P" \
	    persistent-absence
	printf '"stage":"reached","measure":{"possible":100,"missed":12,'
	printf '"from":"2025-08-01","to":"2025-11-13"},"to":["dsl"],'
	printf '"message":"Missed 12 of 100.","as_at":"2025-11-13"}\n'
}

# in_place LOCALE FOLDER ZONE: what the tool of the loop writes there, for
# people; of what is made anew each time, ids and numbers, only the form.
in_place() {
	was=$at
	given "$t"
	at=$was
	(cd "$2" && LC_ALL=$1 LANG=$1 TZ=$3 \
	    "$t" $at $table $operands <"$T/in" 2>"$T/err") |
	case $store-$t in
	writes-* | none-* | *-access-list)
		sed -E 's/[0-9A-Z]{1,2}-[0-9A-Z]{6}/ID/g; s/[0-9]+/0/g' ;;
	*) cat ;;
	esac
}

# The tool as ordinary() says, on a store as it was made.
given() {
	rm -rf "$T/s"
	if [ -e "$T/with/${1%-*}" ] && [ "${1##*-}" != add ]; then
		cp -r "$T/with/${1%-*}" "$T/s"
	else
		cp -r "$T/clean" "$T/s"
	fi
	ordinary "$1"
	at=${at:+--as-at=$at}
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

exec 3>&1
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
	given "$t"
	try "$does" "$t" $at $operands <"$T/in"
	[ -s "$T/out" ] || trouble "no answer"
	if [ -n "$json" ]; then
		jq -e '.kind' "$T/out" >/dev/null 2>"$T/jq" ||
		    trouble "not JSON"
		head -c 8 "$T/out" | grep -q '^{"kind"' ||
		    trouble "kind is not first"
	fi
	[ "$t" != concern-add ] || [ ! -s "$T/err" ] || trouble "noise"
	said=$(wc -l <"$T/err")
	promise "$t does its work"

	given "$t"
	case $store in
	writes) want=${lost:-76} ;;
	*) want=${lost:-74} ;;
	esac
	status=0
	"$t" $at $operands <"$T/in" >/dev/full 2>"$T/err" || status=$?
	[ $status = $want ] || trouble "to a full disk: $status, not $want"
	case $store-$t in
	writes-* | *-vigil-init)
		grep -q '[A-Z0-9]-[A-Z0-9]\{6\}' "$T/err" || trouble "no id" ;;
	esac
	lines=$(wc -l <"$T/err")
	[ "$lines" -ge 1 ] && [ "$lines" -le $((said + 1)) ] ||
	    trouble "not one line more"
	given "$t"
	status=0
	"$t" $at $operands <"$T/in" >&- 2>"$T/err" || status=$?
	[ $status = $want ] || trouble "to closed output: $status, not $want"
	promise "$t says that its answer was lost"

	given "$t"
	{
		sleep 0.03
		status=0
		"$t" $at $operands <"$T/in" 2>"$T/err" || status=$?
		echo $status >"$T/status"
	} | :
	status=$(cat "$T/status")
	if [ $want = 76 ]; then
		[ $status = 76 ] || trouble "closed pipe: $status, not 76"
	else
		[ $status -le 1 ] || trouble "closed pipe: $status, not 0"
		[ "$(wc -l <"$T/err")" = "$said" ] || trouble "noise"
	fi
	promise "$t ends when its reader does"

	given "$t"
	status=0
	"$t" $at $operands <&- >"$T/out" 2>"$T/err" || status=$?
	if [ -s "$T/in" ]; then
		[ $status = 74 ] || trouble "closed input: $status, not 74"
		silent
	else
		[ $status -le 1 ] || trouble "closed input: $status, not 0"
	fi
	promise "$t is not misled by closed input"

	if [ "$store" != none ] || [ -n "$opens" ]; then
		given "$t"
		try 78 "$t" $at --store "$T/s/nothing.db" $operands <"$T/in"
		silent
		[ ! -e "$T/s/nothing.db" ] || trouble "made a store"
		promise "$t needs a store"
	fi

	at=${at:---as-at=2026-01-10}
	"$t" --describe | jq -e 'any(.options[]; .name == "as-at")' \
	    >"$T/jq" || at=
	table=
	[ -z "$json" ] || table='--format table'
	in_place C / UTC >"$T/c"
	[ -s "$T/c" ] || trouble "no table"
	in_place C.UTF-8 "$T" UTC >"$T/u"
	cmp -s "$T/c" "$T/u" || trouble "differs by locale"
	in_place C "$T" America/New_York >"$T/u"
	cmp -s "$T/c" "$T/u" || trouble "differs by time zone"
	promise "$t writes the same in every locale"
done

# Another account, whose adult has no role but staff.
as_nobody() {
	setpriv --reuid 65534 --regid 65534 --clear-groups \
	    env -u VIGIL_CONFIG HOME="$T" "$@"
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
		*) want=77 ;;
		esac
		given "$t"
		chmod 777 "$T/s"
		chmod 666 "$T"/s/school.db*
		chmod 644 "$T/in"
		try $want as_nobody "$build/bin/$t" $at $operands <"$T/in"
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
