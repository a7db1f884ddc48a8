#!/bin/sh
# SPDX-License-Identifier: ISC
# store-check: each kind of trouble is found, and nothing is changed.
. "${VIGIL_SRC:-.}/tests/lib.sh"
chmod 700 "$T/s"
people
db=$VIGIL_STORE
echo eaten | concern-list --search >/dev/null
cp "$db" "$T/good"
before=$(sha256sum <"$db")

run 0 'a sound store has no trouble' store-check
is 'and nothing is printed' "$(cat "$T/out" "$T/err")" ''
is 'looking changes no byte' "$(sha256sum <"$db")" "$before"
is 'nothing is left in the folder' "$(echo "$T"/s/*.part-*)" "$T/s/*.part-*"
run 64 'it takes no operands' store-check school.db

# found NAME SQL TEXT
found() {
	cp "$T/good" "$db"
	sqlite3 "$db" "$2"
	altered=$(sha256sum <"$db")
	run 1 "$1 is found" store-check
	out "$1 is told" "$3"
	is "$1: only troubles are printed" \
	    "$(jq -r .kind "$T/out" | sort -u)" trouble
	is "$1: the store is left as it is" "$(sha256sum <"$db")" "$altered"
}
found 'a trigger dropped' 'DROP TRIGGER event_stays' 'trigger event_stays'
found 'an index dropped' 'DROP INDEX record_at' 'index record_at'
found 'a table dropped' 'DROP TABLE alias' 'table alias'
found 'a table that is not ours' 'CREATE TABLE mine (x)' 'table mine'
found 'a trigger that is not ours' 'CREATE TRIGGER mine AFTER INSERT ON link
    BEGIN SELECT 1; END' 'trigger mine'
found 'a record lost from the views' 'DELETE FROM record WHERE id LIKE "S-%"' \
    'record of S-'
found 'a state changed in the views' 'UPDATE record SET state = "resolved"
    WHERE id LIKE "C-%"' 'record of C-'
found 'a flag put on' 'UPDATE record SET flags = "x" WHERE id LIKE "P-%"' \
    'record of P-'
found 'a link lost' 'DELETE FROM link WHERE target LIKE "P-%"' 'link of'
found 'a name that finds another' 'UPDATE alias SET record = 1' 'alias of'
found 'words that cannot be found' \
    'INSERT INTO words (words) VALUES ("delete-all")' '(words)'
out 'and what to do is said' 'store-rebuild'
found 'a ledger altered' "DROP TRIGGER event_kept;
    UPDATE event SET body = replace(body, 'Ruth', 'Rutx')
    WHERE body LIKE '%Okafor%'" 'not whole at entry 4'
found 'a school'"'"'s record that cannot be read' "DROP TRIGGER event_kept;
    UPDATE event SET body = substr(body, 2) WHERE seq = 1" \
    'not whole at entry 1'

cp "$T/good" "$db"
sqlite3 "$db" 'DROP INDEX record_at; DELETE FROM link'
store-check >"$T/out"
is 'several troubles are several records' "$(wc -l <"$T/out" | tr -d ' ')" 2

cp "$T/good" "$db"
chmod 640 "$db"
run 1 'a file that others may read' store-check
out 'is told with its mode' '640'
chmod 600 "$db"
chmod 770 "$T/s"
run 1 'a folder that others may write' store-check
out 'is told with its mode' '770'
chmod 700 "$T/s"

# the head of a page, where nothing is unused
page=$(($(stat -c %s "$db") / 2 / 8192))
dd if=/dev/urandom of="$db" bs=1 seek=$((page * 8192)) count=3000 \
    conv=notrunc 2>/dev/null
run 1 'a file damaged in its middle' store-check
out 'is told' 'damaged'
run 74 'nor can it be copied' store-backup "$T/copy.db"
err 'what is damaged is not the copy, and what to do is told' "The store $db \
is damaged. Put back the last good backup with store-restore --replace"

run 78 'no store' store-check --store "$T/none.db"
run 78 'a file that is no store' store-check --store "$T/s/school.yaml"
cp "$T/good" "$db"
sqlite3 "$db" 'PRAGMA user_version = 1'
run 78 'a store of an earlier version' store-check
err 'with what to do' 'store-rebuild'

# What lies beside the store.
cp "$T/good" "$db"
mkdir -m 700 "$T/s/b.db.part-aB3xYz" "$T/s/b.db.editor-aB3xYz"
cp "$db" "$T/s/b.db.part-aB3xYz/store"
echo 'He told me' >"$T/s/b.db.editor-aB3xYz/account.txt"
ln "$db" "$db.before-2026-01-02T03:04:05Z"
run 1 'what was left behind is a trouble' store-check
out 'a copy of the records is named' "$T/s/b.db.part-aB3xYz"
out 'with its size' "\"bytes\":$(stat -c %s "$db")"
out 'and its age' '"days":0'
out 'and what was written in an editor' "$T/s/b.db.editor-aB3xYz"
out 'and a second name of the store' "$db.before-2026"
ok 'and looking removes nothing' [ -s "$T/s/b.db.part-aB3xYz/store" ]
run 0 'it is cleared' store-check --clear
is 'which is told' "$(jq -r 'select(.cleared).file' "$T/out" | wc -l)" 3
is 'and nothing is left' "$(ls -A "$T/s")" "$(printf 'school.db\nschool.yaml')"
ok 'the store is as it was' cmp "$db" "$T/good"
run 0 'there is nothing more to clear' store-check --clear
is 'and nothing to tell' "$(cat "$T/out" "$T/err")" ''

mkdir -m 700 "$T/s/b.db.part-aB3xYz"
run 0 'a folder that a tool works in' flock "$T/s/b.db.part-aB3xYz" \
    store-check --clear
ok 'is left alone' [ -d "$T/s/b.db.part-aB3xYz" ]
is 'and is no trouble' "$(cat "$T/out")" ''
rmdir "$T/s/b.db.part-aB3xYz"

cp "$db" "$db.before-2026-01-02T03:04:05Z"
for i in 1 2; do
	echo '{"family_name":1}' | pupil-add >"$T/out" 2>&1
done
for f in "$db.rejected"/*.jsonl; do
	touch -d '40 days ago' "$f"
	break
done
echo mine >"$db.rejected/notes"
run 0 'what is kept is no trouble' store-check
err 'but it is told what' "2 copies of refused input"
err 'how old it is' 'the oldest of 40 days ago'
err 'how it is cleared' '--clear lists them, and with --older-than 30d'
err 'and which store was replaced' "$db.before-2026-01-02T03:04:05Z"
run 0 'it is listed' store-check --clear
is 'each with its age' "$(jq -c .days "$T/out" | sort -n | tr '\n' ' ')" \
    '0 0 40 '
run 0 'what is too old is removed' store-check --clear --older-than 30d
is 'and told' "$(jq -r 'select(.cleared).days' "$T/out")" 40
is 'with its reasons, and nothing else' "$(ls "$db.rejected" | wc -l)" 3
ok 'a store that was replaced is kept' [ -s "$db.before-2026-01-02T03:04:05Z" ]
run 0 'a date will do' store-check --clear --older-than tomorrow
is 'and then only what is not ours is left' "$(ls "$db.rejected")" notes
run 64 'an age goes with --clear' store-check --older-than 30d
run 64 'an age is days or a date' store-check --clear --older-than long
rm -r "$db.rejected" "$db.before-2026-01-02T03:04:05Z"

cp "$T/good" "$db"
if [ "$(id -u)" = 0 ]; then
	chown 65534 "$db"
	run 77 'who has not the right' store-check
	is 'is refused, which is recorded' "$(sqlite3 "$db" \
	    "SELECT count(*) FROM event WHERE body LIKE
	    '%\"tool\":\"store-check\"%\"refused\":true%'")" 1
else
	skip 'who has not the right' 'only root can try this'
fi
finish
