#!/bin/sh
# SPDX-License-Identifier: ISC
# What was altered or lost in a store is said, by its entry, and is shown as
# the record by no tool; nothing is entered after what is missing.
. "${VIGIL_SRC:-.}/tests/lib.sh"
chmod 700 "$T/s"
records
db=$VIGIL_STORE
echo eaten | concern-list --search >/dev/null
cp "$db" good
entry=$(sqlite3 "$db" "SELECT seq FROM record WHERE id = '$C'")
echo '{"account":"Lost her scarf.","observed_at":"2025-11-10T09:05:00",
"place":"Hall","pupil":"'"$P"'","passed_to":"dsl","client_id":"n1"}' |
    tr -d '\n' >concern
echo >>concern

# unseen NAME TEXT: no tool shows it
unseen() {
	for tool in "concern-show $C" concern-list "chronology $P" \
	    "concern-list --pupil $P" "referral-route $C"; do
		run 74 "$1: ${tool%% *} fails" $tool
		ok "$1: and does not show it" sh -c "! grep -q '$2' out"
		err "$1: it names the entry" "Entry $entry of the store"
		err "$1: and what to do" 'store-restore --replace'
	done
	run 1 "$1: store-check tells" store-check
	out "$1: of which" "entry $entry"
}
damage "$db" "UPDATE event SET body = replace(body, 'had not eaten',
    'had well eaten') WHERE seq = $entry"
unseen 'words altered' 'well eaten'
cp good "$db"
damage "$db" "UPDATE event SET head = replace(head, ' concern ',
    ' Concern ') WHERE seq = $entry"
unseen 'a head altered' 'had not eaten'
cp good "$db"
damage "$db" "DELETE FROM event WHERE seq = $entry"
run 74 'a record without its entry is no record less' concern-list
err 'it is named' "Entry $entry of the store"

# cut SQL: nothing is entered, and what was sent is kept
cut() {
	rm -rf "$db.rejected"
	cp good "$db"
	damage "$db" "$1"
	n=$(sqlite3 "$db" 'SELECT count(*) FROM event')
	for tool in 'concern-add concern' concern-list 'store-backup b.db'; do
		run 74 "$2: ${tool%% *} fails" $tool
		err "$2: it says so" 'is damaged; nothing was stored'
		err "$2: and what to do" 'store-restore --replace'
	done
	is "$2: nothing is entered" \
	    "$(sqlite3 "$db" 'SELECT count(*) FROM event')" "$n"
	ok "$2: what was sent is kept" cmp concern \
	    "$(find "$db.rejected" -type f ! -name '*.why')"
}
cut 'DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)' \
    'a ledger cut by one entry'
cut 'UPDATE event SET seq = seq + 1000
    WHERE seq = (SELECT max(seq) FROM event)' 'a number altered'
cut "UPDATE event SET hash = replace(hash, substr(hash, 1, 1), 'z')
    WHERE seq = (SELECT max(seq) FROM event)" 'a hash altered'
cut 'UPDATE record SET first = first + 1000
    WHERE first = (SELECT max(first) FROM record)' 'a record of no entry'

# indexed SQL NAME: the index of words is not believed
indexed() {
	cp good "$db"
	sqlite3 "$db" "$1"
	run 1 "$2: store-check tells" store-check
	out "$2: what to do" 'store-rebuild'
	concern-add concern >/dev/null 2>&1
	run 74 "$2: no search says that there is nothing" sh -c \
	    'echo scarf | concern-list --search'
	err "$2: but what to do" 'Run store-rebuild.'
	run 0 "$2: that is done" store-rebuild
	run 0 "$2: then it searches" sh -c \
	    'echo scarf | concern-list --search'
	ok "$2: and finds" grep -q scarf out
}
indexed 'UPDATE searchable SET seq = 100000' 'words past the end'
indexed 'UPDATE searchable SET seq = -1' 'words before the beginning'
indexed 'DELETE FROM searchable' 'words up to nowhere'
indexed 'INSERT INTO searchable VALUES (1)' 'words up to two places'
finish
