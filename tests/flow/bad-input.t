# SPDX-License-Identifier: ISC
# What is wrong is refused with a sentence and the right status, the store
# stays as it was byte for byte, and what was sent is kept.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
rejected=$VIGIL_STORE.rejected
cp "$VIGIL_STORE" "$T/before"

# refused STATUS NAME SENTENCE COMMAND ...: input in $T/in
refused() {
	want=$1 name=$2 sentence=$3
	shift 3
	rm -rf "$rejected"
	status=0
	"$@" <"$T/in" >"$T/out" 2>"$T/err" || status=$?
	why=
	[ $status = "$want" ] || why="status $status, not $want; "
	[ ! -s "$T/out" ] || why="${why}an answer; "
	[ "$(wc -l <"$T/err")" = 1 ] || why="${why}not one line; "
	grep -qF -e "$sentence" "$T/err" || why="${why}not \"$sentence\"; "
	! grep -qiE 'invalid|sqlite|select ' "$T/err" || why="${why}wording; "
	! grep -q '[.?!] .*[.?!] .*[.?!]$' "$T/err" ||
	    why="${why}more than two sentences; "
	cmp -s "$VIGIL_STORE" "$T/before" || why="${why}the store changed; "
	if [ "$want" = 65 ] && [ -s "$T/in" ] && [ -z "${unkept:-}" ]; then
		kept=$(find "$rejected" -type f ! -name '*.why' 2>/dev/null)
		if [ -z "$kept" ]; then
			why="${why}not kept; "
		elif [ -n "${cut:-}" ]; then
			[ "$(wc -c <"$kept")" -ge 1048576 ] ||
			    why="${why}too little kept; "
		else
			cmp -s "$kept" "$T/in" || why="${why}kept otherwise; "
		fi
		[ -z "$kept" ] || [ "$(stat -c %a "$kept")" = 600 ] ||
		    why="${why}others may read it; "
	fi
	if [ -n "$why" ]; then
		fail "$name" "$why$(head -c 1000 "$T/err")"
	else
		pass "$name"
	fi
}

# line NAME SENTENCE JSON: one bad line to concern-add
line() {
	printf '%b\n' "$3" >"$T/in"
	refused 65 "$1" "$2" concern-add
}

# field NAME SENTENCE JQ: a good concern, changed
field() {
	printf '%s\n' '{"pupil":"'"$P"'","account":"He cried.",' \
	    '"observed_at":"2025-10-01T09:00","place":"Hall",' \
	    '"passed_to":"dsl","categories":["neglect"]}' |
	    jq -c "$3" >"$T/in"
	refused 65 "$1" "$2" concern-add
}

# JSON
line "not JSON" "standard input:1:" 'He cried.'
line "JSON cut short" "ends before it is complete" '{"account":"x"'
line "text after the object" "standard input:1:" '{"account":"x"} x'
line "a comma too many" "standard input:1:" '{"account":"x",}'
line "no quotes" "standard input:1:" '{account:"x"}'
line "single quotes" "standard input:1:" "{'account':'x'}"
line "a list is no record" "standard input:1:" '["account"]'
line "a control character in a text" "standard input:1:" '{"account":"\001"}'
line "one name twice" "twice" '{"account":"x","account":"y"}'
line "the character \\u0000" "u0000" '{"account":"\\u0000"}'
line "half a surrogate pair" "half a character" '{"account":"\\ud800"}'
line "ill-formed UTF-8" "UTF-8" '{"account":"\0303\0050"}'
line "an overlong form" "UTF-8" '{"account":"\0300\0257"}'
line "a number that would change" "number" '{"x_n":9007199254740993}'
line "a number beyond a double" "number" '{"x_n":1e999}'
line "33 levels" "32" '{"x_n":'"$(printf '%33s' '' | tr ' ' '[')$(printf \
    '%33s' '' | tr ' ' ']')"'}'
{
	printf '{"x_n":'
	head -c 1000000 /dev/zero | tr '\0' '['
	echo
} >"$T/in"
refused 65 "a million levels" "32" concern-add
{
	printf '{"x_n":['
	head -c 520000 /dev/zero | sed 's/\x00/1,/g'
	echo '1]}'
} >"$T/in"
refused 65 "half a million numbers" "32768" concern-add
printf '{"pupil":"%s","account":"' "$P" >"$T/in"
head -c 1100000 /dev/zero | tr '\0' a >>"$T/in"
printf '"}\n' >>"$T/in"
cut=1
refused 65 "a line of more than 1 MiB" "1 MiB" concern-add
: >"$T/in"
rm -rf "$rejected"
status=0
head -c 1G /dev/zero | tr '\0' a |
    ([ "${build##*/}" = san ] || ulimit -v 400000 # which a sanitiser needs
    concern-add) >"$T/out" 2>"$T/err" || status=$?
is "a line of 1 GiB" "$status $(cat "$T/out")" "65 "
err "is told what is wrong with it" "1 MiB"
ok "changes nothing" cmp "$VIGIL_STORE" "$T/before"
is "its first MiB is kept" "$(find "$rejected" -type f ! -name '*.why' \
    -size -2049k -size +1023k | wc -l | tr -d ' ')" 1
printf '{"family_name":"Reed","given_name":"Casper","dob":"2012-03-04"}\n' \
    >"$T/in"
rm -rf "$rejected"
status=$( (ulimit -f 16; pupil-add <"$T/in" 2>&1; echo "status $?") | cat)
is "a limit on the size of files is no signal" "${status##*status }" 74
is "what came in is kept" "$(cat "$rejected"/*.jsonl)" "$(cat "$T/in")"
# endless NAME COMMAND ...: what goes on for ever ($T/in comes before it)
endless() {
	name=$1
	shift
	rm -rf "$rejected"
	status=0
	cat "$T/in" /dev/zero | (ulimit -f 8192
	exec timeout 60 "$@") >"$T/out" 2>"$T/err" || status=$?
	is "$name" "$status $(cat "$T/out")" "65 "
	ok "$name: nothing changes" cmp "$VIGIL_STORE" "$T/before"
	is "$name: what is kept is limited" "$(find "$rejected" -type f \
	    ! -name '*.why' -size -2049k -size +1023k | wc -l)" 1
}
printf '{"account":"' >"$T/in"
endless "a line that never ends" concern-add
err "is told what is kept" "nothing after it was read"
printf 'family_name,given_name,dob\nReed,Casper,' >"$T/in"
endless "a row that never ends" pupil-add
err "is told what is kept" "nothing after it was read"
printf '{"account":\n' >"$T/bad"
endless "one after what is bad" concern-add "$T/bad" -
ok "the bad line is kept too" grep -rqF '{"account":' "$rejected"
cut=
: >"$T/in"
refused 65 "no input" "Nothing came in" concern-add
printf '{"account":"x"}' >"$T/in"
refused 65 "a last line that is torn off after the object" \
    "standard input:1:" concern-add
printf '{"family_name":"Reed","given_na' >"$T/in"
refused 65 "a last line that is torn off" "standard input:1:" pupil-add
printf 'family_name,given_name,dob\nReed,Casper,2011-0' >"$T/in"
refused 65 "a row that is torn off" "standard input:2:" pupil-add
printf '%s\n' 'family_name,given_name,dob' 'Reed,"Casper,2011-03-04' >"$T/in"
refused 65 "a quote that is not closed" "standard input:2:" pupil-add

# Fields
field "an unknown field" "categories" '.categorys = .categories'
field "a category that there is not" "neglect" '.categories = ["negelct"]'
field "a text for yes or no" "immediate_risk:" '.immediate_risk = "yes"'
field "a list for a text" "place:" '.place = ["Hall"]'
field "a date that there is not" "31" '.observed_at = "2025-09-31T09:00"'
field "a time that there was not" "observed_at:" \
    '.observed_at = "2025-03-30T01:30"'
field "the future" "observed_at:" '.observed_at = "2999-01-01T09:00"'
field "no account" "account:" 'del(.account)'
field "a blank account" "account:" '.account = "  "'
field "an id that is unknown" "pupil:" '.pupil = "P-222222"'
field "a mistyped id" "mistyped" \
    '.pupil |= (.[0:7] + (if .[7:8] == "Q" then "R" else "Q" end))'
field "another kind's id" "pupil:" ".pupil = \"$S\""
field "a prefix, where a record is kept" "whole id" '.pupil |= .[0:6]'
field "another kind of record" "kind:" '.kind = "pupil"'
printf '%s\n' '{"family_name":"Reed","given_name":"Casper",' \
    '"dob":"2011-03-04","upn":"B856900217107"}' | jq -c . >"$T/in"
refused 65 "a UPN with a wrong letter" "Y" pupil-add
printf '%s\n' '{"family_name":"Reed","given_name":"Casper",' \
    '"dob":"31/9/2011"}' | jq -c . >"$T/in"
refused 65 "a date that there is not, as schools type it" "dob:" pupil-add
printf '%s\n' '{"family_name":"A","given_name":"B","dob":"2011-01-01"}' \
    '{"family_name":"C"}' >"$T/in"
refused 65 "one bad line among good ones" "standard input:2:" pupil-add
unkept=1
refused 65 "with the file named" "$T/in:2:" pupil-add "$T/in"
unkept=

# Ids on the command line
: >"$T/in"
for last in 2 3 4 5 6 7 8 9 B C D F G H J K L M N P Q R S T V W X Y Z; do
	concern-show C-22222$last 2>&1 | grep -q mistyped || break
done
refused 65 "an unknown id" "There is no concern" concern-show C-22222$last
refused 65 "too few symbols" "four symbols" concern-show C-222
refused 64 "no id" "usage" concern-show
refused 64 "a sensitive field in the arguments" "command line" \
    concern-list --where 'account ~ cried'
refused 64 "a day that there is not" "as-at" concern-list --as-at 2025-02-30

# Stores
refused 78 "no store" "$T/none.db" concern-add --store "$T/none.db"
ok "and none is made" test ! -e "$T/none.db"
echo 'not a store at all, but long enough to be looked at' >"$T/text.db"
refused 78 "a file that is no store" "text.db" \
    concern-list --store "$T/text.db"
sqlite3 "$T/other.db" 'CREATE TABLE t(a); INSERT INTO t VALUES(1)'
refused 78 "another program's file" "other.db" \
    concern-list --store "$T/other.db"
cp "$VIGIL_STORE" "$T/new.db"
sqlite3 "$T/new.db" 'PRAGMA user_version = 999'
cp "$T/new.db" "$T/new.before"
refused 78 "a store of a later version" "later vigil" \
    concern-list --store "$T/new.db"
ok "which stays as it is" cmp "$T/new.db" "$T/new.before"
ln -s "$VIGIL_STORE" "$T/link.db"
refused 74 "a link in the store's place" "link.db" \
    concern-list --store "$T/link.db"
mkdir "$T/folder.db"
refused 78 "a folder in the store's place" "folder.db" \
    concern-list --store "$T/folder.db"

# Settings
printf 'kind: routing\nrules:\n  - id: [\n' >"$T/config/broken.yaml"
mkdir "$T/config/rules"
mv "$T/config/broken.yaml" "$T/config/rules/broken.yaml"
refused 78 "rules that cannot be read" "broken.yaml:" referral-route "$C"
cat >"$T/config/rules/broken.yaml" <<'END'
kind: routing
rules:
  - id: immediate-risk
    edition: "1"
    effective_from: 2025-09-01
    effective_to: ~
    kind: policy
    cite: [Ours]
    why: Not so urgent.
    routes:
      - {to: csc, duty: consider, urgency: soon}
END
refused 78 "rules that contradict a principle" "broken.yaml:" \
    referral-route "$C"
rm -r "$T/config/rules"
printf 'kind: roles\nroles:\n  - role: caretaker\n    may: x\n' \
    >"$T/config/roles.yaml"
refused 78 "a role that there is not" "roles.yaml:" concern-list
rm "$T/config/roles.yaml"

# Output
printf '%s\n' '{"family_name":"Reed","given_name":"Casper",' \
    '"dob":"2011-03-04"}' | tr -d '\n' >"$T/in"
echo >>"$T/in"
status=0
pupil-add <"$T/in" >/dev/full 2>"$T/err" || status=$?
is "an answer lost after the commit" "$status" 76
id=$(grep -o 'P-[A-Z0-9]\{6\}' "$T/err" | head -1)
is "names what was stored" "$(pupil-show "$id" | jq -r .family_name)" Reed
ok "which is in the ledger" ledger-verify
cp "$VIGIL_STORE" "$T/before"
status=0
person-list >/dev/full 2>"$T/err" || status=$?
is "a list to a full disk" "$status" 74
ok "changes nothing" cmp "$VIGIL_STORE" "$T/before"
{
	sleep 0.1
	status=0
	pupil-list 2>"$T/err" || status=$?
	echo $status >"$T/status"
} | :
is "a reader that has gone" "$(cat "$T/status") $(cat "$T/err")" "0 "

# Among many records two begin alike
i=0
while [ $i -lt 5000 ]; do
	i=$((i + 1))
	echo '{"family_name":"Reed","given_name":"N'$i'","dob":"2011-03-04"}'
done >"$T/many"
pupil-add "$T/many" | jq -r .id >"$T/ids"
cp "$VIGIL_STORE" "$T/before"
alike=$(cut -c 1-6 "$T/ids" | sort | uniq -d | head -1)
mv "$T/in" "$T/kept"
: >"$T/in"
refused 65 "a prefix that two records have" "$alike" pupil-show "$alike"
mv "$T/kept" "$T/in"

# A lock, held for longer than the tools wait
mkfifo "$T/fifo"
sqlite3 "$VIGIL_STORE" >"$T/sqlite" 2>&1 <"$T/fifo" &
holder=$!
exec 3>"$T/fifo"
echo 'BEGIN IMMEDIATE; SELECT 1;' >&3
while [ ! -s "$T/sqlite" ]; do sleep 0.05; done
rm -rf "$rejected"
status=0
timeout 60 pupil-add <"$T/in" >"$T/out" 2>"$T/err" || status=$?
is "a store that somebody holds" "$status $(cat "$T/out")" "75 "
err "is worth trying again" "again"
echo 'ROLLBACK;' >&3
exec 3>&-
wait $holder
ok "nothing was changed" cmp "$VIGIL_STORE" "$T/before"
run 0 "and then it goes" pupil-add "$T/in"

# A disk that fills up
if [ "$(id -u)" = 0 ] && mkdir "$T/disk" &&
    mount -t tmpfs -o size=256k tmpfs "$T/disk" 2>/dev/null; then
	trap 'umount "$T/disk" 2>/dev/null; rm -rf "$T"' EXIT
	VIGIL_STORE=$T/disk/school.db
	vigil-init "$T/s/school.yaml" >/dev/null
	cp "$VIGIL_STORE" "$T/before"
	i=0
	while [ $i -lt 3000 ]; do
		i=$((i + 1))
		echo '{"family_name":"Reed","given_name":"N'$i'",' \
		    '"dob":"2011-03-04"}'
	done >"$T/in"
	status=0
	pupil-add --rejects "$T/bad" <"$T/in" >"$T/out" 2>"$T/err" ||
	    status=$?
	is "a disk that is full" "$status $(cat "$T/out")" "74 "
	err "is named" "space"
	is "and nothing is stored" "$(pupil-list --count | jq .count)" 0
	ok "the ledger is whole" ledger-verify
	umount "$T/disk"
else
	skip "a disk that is full" "a small disk needs root"
fi
finish
