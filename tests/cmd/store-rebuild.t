#!/bin/sh
# SPDX-License-Identifier: ISC
# store-rebuild: the views come out of the ledger, row for row, or not at all.
. "${VIGIL_SRC:-.}/tests/lib.sh"
chmod 700 "$T/s"
people
db=$VIGIL_STORE
last=$(sqlite3 "$db" 'SELECT max(seq) FROM event')

rows() {
	for t in event record earlier link alias; do
		sqlite3 "$1" "SELECT * FROM $t ORDER BY 1, 2, 3"
	done
}
# An earlier vigil kept the ledger alone.
older() {
	sqlite3 "$1" "SELECT 'DROP ' || type || ' IF EXISTS ' || name || ';'
	    FROM sqlite_schema WHERE type IN ('table', 'view')
	    AND name <> 'event' AND name NOT LIKE 'sqlite%'
	    AND name NOT LIKE 'words^_%' ESCAPE '^' OR name = 'words_text'
	    ORDER BY name <> 'words'" | sqlite3 "$1"
	sqlite3 "$1" 'PRAGMA user_version = 1'
}
cp "$db" "$T/good"
rows "$db" >"$T/rows"
concern-list >"$T/listed"
echo eaten | concern-list --search >"$T/found"
ok 'a word is found' [ -s "$T/found" ]
cp "$T/good" "$db"

run 0 'a sound store is rebuilt' store-rebuild
is 'it says how many entries were read' "$(jq -c '[.kind,.entries,.whole]' \
    "$T/out")" "[\"ledger\",$last,true]"
rows "$db" >"$T/now"
ok 'and is the same, row for row' cmp "$T/now" "$T/rows"
run 64 'it takes no operands' store-rebuild school.db

# again NAME SQL
again() {
	cp "$T/good" "$db"
	sqlite3 "$db" "$2"
	run 0 "$1: it is rebuilt" store-rebuild
	rows "$db" >"$T/now"
	ok "$1: it is as it was" cmp "$T/now" "$T/rows"
	run 0 "$1: no trouble is left" store-check
	echo eaten | concern-list --search >"$T/now"
	ok "$1: the word is found again" cmp "$T/now" "$T/found"
}
again 'all views emptied' 'DELETE FROM record; DELETE FROM earlier;
    DELETE FROM link; DELETE FROM alias;
    INSERT INTO words (words) VALUES ("delete-all")'
again 'states changed' 'UPDATE record SET state = "resolved", flags = "x"'
again 'links turned' 'UPDATE OR IGNORE link SET target = "P-7KQ2MX"'
again 'a table lost' 'DROP TABLE link'
again 'a table and its index lost' 'DROP TABLE record'
again 'the index of words lost' 'DROP TABLE words; DROP VIEW words_text'
again 'a table of the index of words lost' 'DROP TABLE words_config'
again 'the words of the index lost' 'DELETE FROM words_data'
again 'all tables of the index lost' 'DROP TABLE words_idx;
    DROP TABLE words_data; DROP TABLE words_config'
again 'the name of the index taken' 'DROP TABLE words;
    CREATE VIEW words AS SELECT 1'
again 'a trigger lost' 'DROP TRIGGER event_kept'
cp "$T/good" "$db"
sqlite3 "$db" 'DELETE FROM words_data'
run 74 'nothing is found in an index that is damaged' sh -c \
    'echo eaten | concern-list --search'
err 'and it says what to do' 'index of words'
err 'in one sentence more' 'Run store-rebuild.'
cp "$T/good" "$db"
older "$db"
run 78 'a store of an earlier version opens with no other tool' concern-list
run 0 'it is brought up to date' store-rebuild
rows "$db" >"$T/now"
ok 'and is as today'"'"'s would be' cmp "$T/now" "$T/rows"
run 0 'with no trouble' store-check
concern-list >"$T/now"
ok 'and the same concerns' cmp "$T/now" "$T/listed"

# refused STATUS NAME
refused() {
	altered=$(sha256sum <"$db")
	run "$1" "$2" store-rebuild
	is 'and nothing is changed' "$(sha256sum <"$db")" "$altered"
	is 'and nothing is left behind' "$(echo "$T"/s/*.part-*)" \
	    "$T/s/*.part-*"
}
cp "$T/good" "$db"
sqlite3 "$db" "DROP TRIGGER event_kept; DELETE FROM link;
    UPDATE event SET body = replace(body, 'Ruth', 'Rutx')
    WHERE body LIKE '%Okafor%'"
refused 1 'nothing is made of a ledger that was altered'
err 'and the entry is named' 'at entry 4:'
older "$db"
refused 1 'nor of one of an earlier version'
err 'and the entry is named' 'at entry 4:'
cp "$T/good" "$db"
sqlite3 "$db" "DROP TRIGGER event_stays; DELETE FROM event WHERE seq = $last"
refused 1 'nor of one that was cut off'
cp "$T/good" "$db"
sqlite3 "$db" 'PRAGMA user_version = 99'
refused 78 'a store of a later vigil is left alone'
cp "$T/s/school.yaml" "$db"
refused 78 'a file that is no store is left alone'
run 78 'no store' store-rebuild --store "$T/s/none.db"
cp "$T/good" "$db"
sqlite3 "$db" 'DROP TRIGGER event_stays; DROP TABLE event'
refused 78 'a store without its ledger'
err 'with what to do' 'store-restore'

cp "$T/good" "$db"
run 76 'when only the answer is lost that is said' sh -c \
    'store-rebuild >/dev/full'
err 'in so many words' 'The store was rebuilt, but'
if [ "$(id -u)" = 0 ]; then
	cp "$T/good" "$db"
	chown 65534 "$db"
	sqlite3 "$db" 'DROP TABLE alias'
	run 78 'tables are lost, and the file is another account'"'"'s' \
	    store-rebuild
	err 'whom to ask is said' 'Ask the owner of the file'
	cp "$T/good" "$db"
	rows "$db" >"$T/rows"
	run 77 'who has not the right is refused' store-rebuild
	is 'which is recorded' "$(sqlite3 "$db" \
	    "SELECT count(*) FROM event WHERE body LIKE
	    '%\"tool\":\"store-rebuild\"%\"refused\":true%'")" 1
else
	skip 'who has not the right is refused' 'only root can try this'
fi
finish
