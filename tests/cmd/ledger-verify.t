#!/bin/sh
# SPDX-License-Identifier: ISC
# ledger-verify: nothing that was done to a ledger passes for whole.
. "${VIGIL_SRC:-.}/tests/lib.sh"
people
db=$VIGIL_STORE

# tamper SQL: as somebody would who can write the file
tamper() {
	sqlite3 "$db" "DROP TRIGGER IF EXISTS event_kept;
	    DROP TRIGGER IF EXISTS event_stays; $1"
}
sum() {
	sha256sum <"$1"
}
bad() {
	jq -r .bad "$T/out"
}

cp "$db" "$T/good"
before=$(sum "$db")
last=$(sqlite3 "$db" 'SELECT max(seq) FROM event')
run 0 'a ledger that nobody touched is whole' ledger-verify
is 'it says how many entries there are' "$(jq -c '[.entries,.seq,.whole]' \
    "$T/out")" "[$last,$last,true]"
is 'its hash is that of the last header line' "$(jq -r .hash "$T/out")" \
    "$(sqlite3 "$db" "SELECT head FROM event WHERE seq = $last" |
	tr -d '\n' | sha256sum | cut -d ' ' -f 1)"
is 'and its time that entry'"'"'s' "$(jq -r .at "$T/out")" \
    "$(sqlite3 "$db" "SELECT head FROM event WHERE seq = $last" |
	cut -d ' ' -f 3)"
is 'nothing is said on standard error' "$(cat "$T/err")" ''
is 'reading it changes no byte of the store' "$(sum "$db")" "$before"
run 74 'a full disk is noticed' sh -c 'ledger-verify >/dev/full'
run 64 'it takes no operands' ledger-verify school.db

# one bit of every third character of header line and body of entry 4
flips=0 found=0 named=0
for part in head body; do
	n=$(sqlite3 "$db" "SELECT length($part) FROM event WHERE seq = 4")
	p=1
	while [ "$p" -le "$n" ]; do
		cp "$T/good" "$db"
		tamper "UPDATE event SET $part = substr($part, 1, $p - 1) ||
		    char(unicode(substr($part, $p, 1)) + 1 -
			2 * (unicode(substr($part, $p, 1)) & 1)) ||
		    substr($part, $p + 1) WHERE seq = 4"
		flips=$((flips + 1))
		ledger-verify >"$T/out" 2>"$T/err"
		[ $? -ne 1 ] || found=$((found + 1))
		[ "$(bad)" != 4 ] || named=$((named + 1))
		p=$((p + 3))
	done
done
is 'a bit changed in any place of an entry is found' "$found" "$flips"
is 'and the entry is named' "$named" "$flips"
ok 'there were many places' [ "$flips" -gt 60 ]

# tried NAME SQL BAD
tried() {
	cp "$T/good" "$db"
	tamper "$2"
	altered=$(sum "$db")
	run 1 "$1 is found" ledger-verify
	is "$1: the first bad entry is named" "$(bad)" "$3"
	is "$1: it is not whole" "$(jq -r .whole "$T/out")" false
	err "$1: standard error names it too" "not whole at entry $3: "
	is "$1: the store is left as it is" "$(sum "$db")" "$altered"
}
tried 'the last entry deleted' "DELETE FROM event WHERE seq = $last" "$last"
tried 'one in the middle deleted' 'DELETE FROM event WHERE seq = 5' 5
tried 'the first deleted' 'DELETE FROM event WHERE seq = 1' 1
tried 'all deleted' 'DELETE FROM event' 1
tried 'two entries exchanged' 'UPDATE event SET seq = -3 WHERE seq = 3;
    UPDATE event SET seq = 3 WHERE seq = 6;
    UPDATE event SET seq = 6 WHERE seq = -3' 3
tried 'two bodies exchanged' 'CREATE TEMP TABLE t AS SELECT * FROM event;
    UPDATE event SET body = (SELECT body FROM t WHERE seq = 6) WHERE seq = 3;
    UPDATE event SET body = (SELECT body FROM t WHERE seq = 3) WHERE seq = 6' 3
tried 'an entry put in twice' "UPDATE event SET seq = seq + 1
    WHERE seq = $last; INSERT INTO event SELECT $last, head, hash, body
    FROM event WHERE seq = $last + 1" $((last + 1))
tried 'a body cut short' \
    'UPDATE event SET body = substr(body, 1, 100) WHERE seq = 7' 7
tried 'a body emptied' "UPDATE event SET body = '' WHERE seq = 7" 7
tried 'the last header line altered' "UPDATE event
    SET head = replace(head, 'lpem', 'rpem') WHERE seq = $last" "$last"
tried 'a header line emptied' "UPDATE event SET head = '' WHERE seq = 7" 7

cp "$T/good" "$db"
sqlite3 "$db" 'UPDATE event SET body = NULL WHERE seq = 6'
run 1 'a body that was removed is missed' ledger-verify
is 'and the entry is named' "$(jq .bad "$T/out")" 6

# checkpoints
cp "$T/good" "$db"
ledger-seal --new-key "$T/key"
ledger-seal --new-key "$T/other"
ledger-seal --key "$T/key.pem" "$T/seal" >/dev/null
for key in pub.pem minisign.pub signify.pub; do
	for form in sig minisig signify; do
		mkdir "$T/$key.$form"
		cp "$T/seal" "$T/seal.$form" "$T/$key.$form"
		run 0 "the seal in .$form holds with key.$key" ledger-verify \
		    --checkpoint "$T/$key.$form/seal" --pubkey "$T/key.$key"
	done
	run 1 "the seal does not hold with another's $key" ledger-verify \
	    --checkpoint "$T/seal" --pubkey "$T/other.$key"
done
err 'and the message says so' 'has been changed'
run 64 'a checkpoint without its key is no check' ledger-verify \
    --checkpoint "$T/seal"
run 64 'nor is a key without a checkpoint' ledger-verify \
    --pubkey "$T/key.pub.pem"

concern-list >/dev/null
run 0 'a ledger that has grown since agrees with the seal' ledger-verify \
    --checkpoint "$T/seal" --pubkey "$T/key.pub.pem"

held() {
	run "$1" "$2" ledger-verify --checkpoint "$3" --pubkey "$4"
}
mkdir "$T/c"
sed 's/^entries .*/entries 3/' "$T/seal" >"$T/c/seal"
cp "$T/seal.minisig" "$T/c"
held 1 'a checkpoint that was changed is not believed' "$T/c/seal" \
    "$T/key.pub.pem"
held 65 'a signature that is missing is asked for' "$T/key.pem" \
    "$T/key.pub.pem"
err 'with the place where it belongs' 'key.pem.sig'
cp "$T/seal" "$T/c/short"
head -c 40 "$T/seal.sig" >"$T/c/short.sig"
held 65 'a signature cut short is refused' "$T/c/short" "$T/key.pub.pem"
held 65 'a key that is none is refused' "$T/seal" "$T/seal"
held 74 'a checkpoint that is not there' "$T/none" "$T/key.pub.pem"
held 74 'a key that is not there' "$T/seal" "$T/none"
head -c 200000 /dev/zero >"$T/long"
held 65 'a checkpoint as long as a book is refused' "$T/long" "$T/key.pub.pem"

# a chain cut off with the views made to fit, and one written anew
cp "$T/good" "$db"
tamper "DELETE FROM event WHERE seq = $last;
    DELETE FROM record WHERE seq = $last; DELETE FROM earlier WHERE seq = $last"
run 0 'a chain cut off cleanly looks whole by itself' ledger-verify
held 1 'but is shorter than the checkpoint' "$T/seal" "$T/key.pub.pem"
is 'and the entry that is missing is named' "$(bad)" "$last"
rm "$db"
people
held 1 'a ledger written anew is not the one that was sealed' "$T/seal" \
    "$T/key.pub.pem"
is 'which shows at the entry sealed' "$(bad)" "$last"
cp "$T/good" "$db"
tamper "UPDATE event SET head = replace(head, 'lpem', 'rpem')
    WHERE seq = $last"
sum=$(sqlite3 "$db" "SELECT head FROM event WHERE seq = $last" | tr -d '\n' |
    sha256sum | cut -d ' ' -f 1)
tamper "UPDATE event SET hash = '$sum' WHERE seq = $last"
held 1 'a last header line written anew is not as sealed' "$T/seal" \
    "$T/key.pub.pem"
is 'and the entry is named' "$(bad)" "$last"

# no store, and one that cannot be read
run 78 'no store' ledger-verify --store "$T/s/none.db"
run 78 'a file that is no store' ledger-verify --store "$T/s/school.yaml"
cp "$T/good" "$db"
sqlite3 "$db" 'PRAGMA user_version = 99'
run 78 'a store of another version' ledger-verify
err 'says what to do' 'Bring vigil up to date'
cp "$T/good" "$db"
dd if=/dev/urandom of="$db" bs=1 seek=100 count=4000 conv=notrunc 2>/dev/null
run 74 'a damaged file' ledger-verify
cp "$T/good" "$db"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	chmod 755 "$T" "$T/s"
	run 74 'a store that may not be read' setpriv --reuid=65534 \
	    --clear-groups ledger-verify
	chown 65534 "$db"
	run 0 'whoever can read the file may verify it' ledger-verify
else
	skip 'a store that may not be read' 'only root can try this'
fi
finish
