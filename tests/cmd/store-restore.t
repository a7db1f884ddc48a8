#!/bin/sh
# SPDX-License-Identifier: ISC
# store-restore: a sound backup comes to its place whole, and nothing else
# does.
. "${VIGIL_SRC:-.}/tests/lib.sh"
chmod 700 "$T/s"
people
db=$VIGIL_STORE
store-backup b.db >made
ledger-seal --new-key key
ledger-seal --key key.pem early >/dev/null
concern-list >listed
cp "$db" live
mkdir -m 700 new
new=$T/new/school.db

entries() {
	sqlite3 "$1" 'SELECT seq, head, body FROM event ORDER BY seq'
}
entries b.db >e1
# that of the backup, and one more for the restore
begins() { # STORE
	entries "$1" >e2
	n=$(wc -l <e1)
	head -n "$n" e2 | cmp - e1 && [ "$(wc -l <e2)" = $((n + 1)) ]
}
only() { # FOLDER FILES
	is "only that is left in $1" "$(ls "$1")" "$2"
}

run 0 'a backup is restored from a file' store-restore --store "$new" b.db
ledger-verify --store "$new" >verified
ok 'the record is that of its ledger' cmp out verified
ok 'with the entries of the backup, and one for the restore' begins "$new"
access-list --store "$new" --where 'tool = store-restore' >log
is 'which says who it was' "$(jq -r .person log)" lpemberton
is 'and that there was no store before' "$(jq -r .replaced log)" null
is 'only its owner can open it' "$(stat -c %a "$new")" 600
run 0 'there is no trouble in it' store-check --store "$new"
concern-list --store "$new" >now
ok 'and it lists the same concerns' cmp now listed
rm new/*
run 0 'and from a pipe' sh -c "cat b.db | store-restore --store '$new'"
ok 'just the same' begins "$new"
rm new/*
run 0 'a dash is standard input' sh -c "store-restore --store '$new' - <b.db"
only new school.db

sum=$(sha256sum <"$new")
run 74 'a store that is there is not overwritten' store-restore \
    --store "$new" b.db
err 'the message says how it is moved aside' '--replace'
is 'and it stays as it is' "$(sha256sum <"$new")" "$sum"
only new school.db

concern-show "$C" --why 'asked about it' >/dev/null
ledger-seal --key key.pem late >/dev/null
cp "$db" live
last=$(ledger-verify | jq -c '{seq,hash}')
run 0 'with --replace it is moved aside' store-restore --replace \
    --why 'the disk was replaced' b.db
aside=$(sed -n 's/.* is now \(.*\)\.$/\1/p' err)
ok 'where to is said' [ -f "$aside" ]
ok 'and there it is as it was' cmp "$aside" live
ok 'the backup is in its place' begins "$db"
access-list --where 'tool = store-restore' >log
is 'the log says what it replaced' "$(jq -c '.replaced|{seq,hash}' log)" \
    "$last"
is 'where that is kept' "$(jq -r .replaced.file log)" "${aside##*/}"
is 'and why' "$(jq -r .why log)" 'the disk was replaced'
run 0 'a seal made before the backup holds' ledger-verify \
    --checkpoint early --pubkey key.pub.pem
run 1 'one made after it does not' ledger-verify --checkpoint late \
    --pubkey key.pub.pem
run 0 'but in the store moved aside' ledger-verify --store "$aside" \
    --checkpoint late --pubkey key.pub.pem
run 0 'a store that was replaced is told' store-check
err 'and where it is' "$aside"
run 0 'with no trouble' store-check
rm -f "$aside"
run 0 'with --replace and nothing there it is as without' store-restore \
    --replace --store "$T/new/other.db" b.db
is 'and nothing is said' "$(cat err)" ''

# kept FILE STATUS NAME: refused, and the store there stays
kept() {
	cp live "$db"
	before=$(ls "$T/s")
	run "$2" "$3" store-restore --replace "$1"
	ok "$3: the store stays as it is" cmp "$db" live
	is "$3: nothing is left behind" "$(ls "$T/s")" "$before"
	rm -f new/*
	run "$2" "$3, to a new place" store-restore --store "$new" "$1"
	is "$3: there is nothing in the new place" "$(ls new)" ''
}
altered() { # SQL
	cp b.db bad.db
	sqlite3 bad.db "DROP TRIGGER event_kept; DROP TRIGGER event_stays; $1
	    CREATE TRIGGER event_kept BEFORE UPDATE ON event
	    BEGIN SELECT 1; END;
	    CREATE TRIGGER event_stays BEFORE DELETE ON event
	    BEGIN SELECT 1; END;"
}
altered "UPDATE event SET body = replace(body, 'Ruth', 'Rutx')
    WHERE body LIKE '%Okafor%';"
kept bad.db 1 'a ledger that was altered'
err 'the entry is named' 'at entry 4:'
altered 'DELETE FROM event WHERE seq = 9;'
kept bad.db 1 'a ledger with an entry missing'
cp b.db bad.db
sqlite3 bad.db 'DELETE FROM link'
kept bad.db 1 'a backup with its views altered'
cp b.db bad.db
sqlite3 bad.db 'DROP TRIGGER event_stays'
kept bad.db 1 'a backup with its schema altered'
head -c 20000 b.db >bad.db
kept bad.db 74 'a backup cut short'
cp b.db bad.db
sqlite3 bad.db 'PRAGMA user_version = 99'
kept bad.db 78 'a backup that a later vigil made'
sqlite3 sql.db 'CREATE TABLE t (x)'
kept sql.db 78 'a database of something else'
kept "$T/s/school.yaml" 78 'a file of something else'
kept /dev/null 78 'an empty file'
kept none.db 74 'a file that is not there'
kept "$T/s" 74 'a folder'
printf 'age-encryption.org/v1\n-> X25519 abc\n' >x.age
kept x.age 78 'a backup that is still sealed'
err 'it is told how to open it' 'age -d'
run 74 'a folder that is not there' store-restore --store "$T/no/school.db" \
    b.db
run 64 'it takes one operand at most' store-restore --store "$new" b.db b.db
if command -v script >/dev/null; then
	script -qec "store-restore --store '$new'; echo status \$?" /dev/null \
	    >tty 2>&1
	ok 'a backup does not come from a terminal' grep -q 'status 64' tty
else
	skip 'a backup does not come from a terminal' 'script is not installed'
fi

# An earlier vigil kept the ledger alone.
older() {
	sqlite3 "$1" "SELECT 'DROP ' || type || ' IF EXISTS ' || name || ';'
	    FROM sqlite_schema WHERE type IN ('table', 'view')
	    AND name <> 'event' AND name NOT LIKE 'sqlite%'
	    AND name NOT LIKE 'words^_%' ESCAPE '^' OR name = 'words_text'
	    ORDER BY name <> 'words'" | sqlite3 "$1"
	sqlite3 "$1" 'PRAGMA user_version = 1'
}
cp b.db old.db
older old.db
cp old.db old
run 0 'a backup of an earlier version is brought up to date' store-restore \
    --store "$new" old.db
run 0 'with no trouble' store-check --store "$new"
concern-list --store "$new" >now
ok 'and the same concerns' cmp now listed
ok 'the backup itself is not changed' cmp old.db old
rm new/*
sqlite3 old.db "DROP TRIGGER event_kept;
    UPDATE event SET body = replace(body, 'Ruth', 'Rutx')"
run 1 'an earlier ledger that was altered' store-restore --store "$new" old.db
only new ''

# what a store that is no more has left must not be taken for the new one's
head -c 512 /dev/urandom >"$new-journal"
run 74 'a journal of another store stands in the way' store-restore \
    --store "$new" b.db
run 0 'and is moved aside too' store-restore --replace --store "$new" b.db
ok 'out of reach' [ ! -e "$new-journal" ]
run 0 'with no trouble' store-check --store "$new"

head -c 3000 live >"$db"
run 0 'a damaged store is replaced' store-restore --replace b.db
run 0 'with no trouble' store-check
rm -f "$T"/s/*.before-*
run 76 'when only the answer is lost that is said' sh -c \
    'store-restore --replace b.db >/dev/full'
err 'in so many words' 'The store was restored, but'
rm -f "$T"/s/*.before-*

if [ "$(id -u)" = 0 ]; then
	cp live "$db"
	chown 65534 "$db"
	run 77 'who has not the right replaces nothing' store-restore \
	    --replace b.db
	is 'which is recorded' "$(sqlite3 "$db" \
	    "SELECT count(*) FROM event WHERE body LIKE
	    '%\"tool\":\"store-restore\"%\"refused\":true%'")" 1
	is 'and nothing is left behind' "$(echo "$T"/s/*.part-* \
	    "$T"/s/*.before-*)" "$T/s/*.part-* $T/s/*.before-*"
else
	skip 'who has not the right replaces nothing' 'only root can try this'
fi
if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=40k,mode=700 \
    none small 2>/dev/null; then
	run 74 'a full disk' store-restore --store "$T/small/school.db" b.db
	err 'is told' 'No space left'
	is 'and nothing is left on it' "$(ls small)" ''
	umount small
else
	skip 'a full disk' 'no small disk could be made'
fi
finish
