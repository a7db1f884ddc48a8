# SPDX-License-Identifier: ISC
# What shell tests share; a test sources it first and ends with "finish".
#
#	run STATUS NAME COMMAND ...	passes when it exits with STATUS; what
#					it wrote is in $T/out and $T/err
#	is NAME GOT WANTED		passes when both are the same
#	out NAME TEXT, err NAME TEXT	passes when the last run wrote TEXT
#	ok NAME COMMAND ...		passes when the command succeeds
#	skip NAME WHY			what cannot be tried here
#	damage STORE SQL		changes the ledger past its guards
#	school				makes a store: $VIGIL_STORE
#	make_id TOOL JSON		stores a record and prints its id
#	people				a school with $P $P2 (pupils), $S $S2
#					(adults), $N (appointment), $F
#					(status), $C $C2 (concerns), $H (share)
#	records				the same, with $D (action on $C) and
#					$R (referral of $C2)
#	cases STEM CASE			the records of that case in
#					tests/data/kind/STEM.jsonl, where
#					@pupil, @person and @concern stand for
#					$P, $S and $C, @pupil2 for $P2, …
#	adder STEM			the command that stores a good record
#
# $T is a folder of the test's own; the input of a test is empty.

set -u
umask 022
src=${VIGIL_SRC:-$(pwd)}
build=${VIGIL_BUILD:-$src/.build}
case $build in /*) ;; *) build=$src/$build ;; esac
T=$(mktemp -d)
trap 'chmod -R u+rwx "$T"; rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM
PATH=$build/bin:$PATH
export PATH LC_ALL=C TZ=UTC VIGIL_STORE="$T/s/school.db" \
    VIGIL_CONFIG="$T/config"
unset XDG_DATA_HOME NO_COLOR EDITOR VISUAL
mkdir "$T/s" "$T/config"
exec </dev/null
cd "$T"
ntests=0

damage() {
	guards=$(sqlite3 "$1" "SELECT sql || ';' FROM sqlite_schema
	    WHERE type = 'trigger'")
	sqlite3 "$1" "DROP TRIGGER event_kept; DROP TRIGGER event_stays; $2;
	    $guards"
}

pass() {
	ntests=$((ntests + 1))
	echo "ok $ntests - $1"
}

# fail NAME WHY
fail() {
	ntests=$((ntests + 1))
	echo "not ok $ntests - $1"
	printf '%s\n' "$2" | sed 's/^/# /'
}

run() {
	want=$1 what=$2
	shift 2
	status=0
	"$@" >"$T/out" 2>"$T/err" || status=$?
	if [ "$status" -eq "$want" ]; then
		pass "$what"
	else
		fail "$what" "exit status $status, not $want: $*
$(head -c 2000 "$T/out")
$(head -c 2000 "$T/err")"
	fi
}

is() {
	if [ "$2" = "$3" ]; then
		pass "$1"
	else
		fail "$1" "got:    $2
wanted: $3"
	fi
}

holds() {
	if grep -qF -e "$3" "$T/$1"; then
		pass "$2"
	else
		fail "$2" "wanted: $3
in:     $(head -c 2000 "$T/$1")"
	fi
}

out() {
	holds out "$@"
}

err() {
	holds err "$@"
}

ok() {
	what=$1
	shift
	if "$@" >"$T/ok" 2>&1; then
		pass "$what"
	else
		fail "$what" "failed: $*
$(head -c 2000 "$T/ok")"
	fi
}

skip() {
	ntests=$((ntests + 1))
	echo "ok $ntests - $1 # SKIP $2"
}

finish() {
	echo "1..$ntests"
	exit 0
}

school() {
	cat >"$T/s/school.yaml" <<-END
	name: Example PRU
	urn: "123456"
	laestab: "8561100"
	kind: pru
	calendar: $src/data/calendars/example-pru.yaml
	owner: {family_name: Pemberton, given_name: Lewis, login: lpemberton}
	END
	vigil-init "$T/s/school.yaml" >/dev/null
}

make_id() {
	echo "$(printf '%s' "$2" | tr -s '\n\t' '  ')" | "$1" |
	    sed 's/.*"id":"\([^"]*\)".*/\1/'
}

people() {
	school
	P=$(make_id pupil-add '{"family_name":"Marlow","given_name":"Tobias",
	    "dob":"2012-02-11","upn":"Y856900217107","key_stage":"KS3",
	    "entry_date":"2025-09-02","client_id":"p1"}')
	P2=$(make_id pupil-add '{"family_name":"Okafor","given_name":"Ruth",
	    "dob":"2010-06-30","key_stage":"KS4","entry_date":"2025-09-02"}')
	S=$(make_id person-add '{"family_name":"Hale","given_name":"Imogen",
	    "category":"teacher","login":"ihale","start_date":"2024-09-02"}')
	S2=$(make_id person-add '{"family_name":"Voss","given_name":"Peter",
	    "category":"support-staff","login":"nobody",
	    "start_date":"2024-09-02"}')
	N=$(make_id appointment-add '{"person":"'"$S"'","role":"senco",
	    "from":"2024-09-02"}')
	F=$(make_id status-add '{"pupil":"'"$P"'","status":"social-worker",
	    "from":"2025-09-10"}')
	C=$(make_id concern-add '{"account":"Said he had not eaten since
	    yesterday.","observed_at":"2025-10-07T09:05:00",
	    "place":"KS3 corridor","pupil":"'"$P"'","passed_to":"dsl",
	    "categories":["neglect"],"significant_harm":"no"}')
	C2=$(make_id concern-add '{"account":"Came in with a bruise on the
	    left forearm.","observed_at":"2025-11-04T08:50:00",
	    "place":"reception","pupil":"'"$P2"'","passed_to":"dsl",
	    "categories":["physical"],"significant_harm":"likely"}')
	H=$(make_id share-add '{"what":"Attendance this term",
	    "with":"Social worker","when":"2025-11-05T09:30:00",
	    "why":"For the assessment","pupil":"'"$P"'"}')
}

records() {
	people
	D=$(make_id action-add '{"concern":"'"$C"'","type":"read",
	    "text":"Read the same morning."}')
	R=$(make_id referral-add '{"concern":"'"$C2"'","to":"csc",
	    "reason":"An injury without an account of it.",
	    "made_at":"2025-11-04T10:00:00","by":"'"$S"'"}')
}

cases() {
	jq -c --arg case "$2" 'select(.case == $case) | .record // empty' \
	    "$src/tests/data/kind/$1.jsonl" |
	    sed "s/@pupil2/$P2/g; s/@person2/$S2/g; s/@concern2/$C2/g
	        s/@pupil/$P/g; s/@person/$S/g; s/@concern/$C/g"
}

adder() {
	jq -r --arg add "$1-add" 'select(.case == "good") | .with // $add' \
	    "$src/tests/data/kind/$1.jsonl"
}
