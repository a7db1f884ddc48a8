#!/bin/sh
# SPDX-License-Identifier: ISC
# store-backup: a whole, verified copy, or none.
. "${VIGIL_SRC:-.}/tests/lib.sh"
chmod 700 "$T/s"
people
db=$VIGIL_STORE
cp "$db" "$T/good"
last=$(sqlite3 "$db" 'SELECT max(seq) FROM event')

entries() {
	sqlite3 "$1" 'SELECT seq, head, body FROM event ORDER BY seq'
}
logged() {
	sqlite3 "$db" "SELECT count(*) FROM event WHERE
	    body LIKE '%\"tool\":\"store-backup\"%$1%'"
}
nothing_left() {
	is 'nothing is left behind' "$(echo "$T"/*.part-* "$T"/s/*.part-*)" \
	    "$T/*.part-* $T/s/*.part-*"
}

run 0 'a backup is made' store-backup --why 'weekly backup' b.db
is 'the record says how much it holds' "$(jq -c '[.kind,.entries,.whole]' \
    "$T/out")" "[\"ledger\",$((last + 1)),true]"
is 'only its owner can open it' "$(stat -c %a b.db)" 600
entries "$db" >e1
entries b.db >e2
ok 'it holds the same entries' cmp e1 e2
run 0 'there is no trouble in it' store-check --store "$T/b.db"
is 'that it was taken is recorded, and why' "$(logged 'weekly backup')" 1
nothing_left

cp b.db was
run 74 'a file that is there is never overwritten' store-backup b.db
err 'the message names it' 'b.db'
ok 'and it stays as it is' cmp b.db was
ln -s nowhere link
run 74 'nor is a link' store-backup link
ok 'and what it leads to is not made' [ ! -e nowhere ]
run 74 'a folder that is not there' store-backup none/b.db
run 64 'it takes one operand at most' store-backup c.db d.db
run 78 'no store' store-backup --store "$T/none.db" c.db
ok 'makes no file' [ ! -e c.db ]
nothing_left

run 0 'a backup goes through a pipe' sh -c 'store-backup | cat >pipe.db'
is 'and nothing else does' "$(head -c 15 pipe.db)" 'SQLite format 3'
chmod 600 pipe.db
run 0 'there is no trouble in it' store-check --store "$T/pipe.db"
run 0 'a dash is standard output too' sh -c 'store-backup - >dash.db'
is 'a file that the shell made is for its owner alone' \
    "$(stat -c %a dash.db)" 600
chmod 600 dash.db
run 0 'there is no trouble in it' store-check --store "$T/dash.db"
run 74 'a full disk at the other end' sh -c 'store-backup >/dev/full'
err 'says that this is no backup' 'no backup'
sh -c 'store-backup 2>end; echo $? >code' | true
is 'a reader that ends early has no backup' "$(cat code)" 74
nothing_left
if command -v script >/dev/null; then
	script -qec 'store-backup; echo status $?' /dev/null >tty 2>&1
	ok 'a backup does not go to a terminal' grep -q 'status 64' tty
else
	skip 'a backup does not go to a terminal' 'script is not installed'
fi
if command -v age >/dev/null; then
	age-keygen -o age.key 2>/dev/null
	key=$(age-keygen -y age.key)
	run 0 'a backup is sealed with age' sh -c \
	    "store-backup | age -r $key >x.age"
	run 0 'and opened again' sh -c \
	    "age -d -i age.key x.age | store-restore --store '$T/x.db'"
	run 0 'with no trouble' store-check --store "$T/x.db"
else
	skip 'a backup is sealed with age' 'age is not installed'
fi

# while somebody writes
(
	i=0
	while [ "$i" -lt 20 ]; do
		access-list --count >/dev/null
		echo '{"family_name":"Ash","given_name":"Lee","dob":"2011-01-02"}' |
		    pupil-add >/dev/null || echo "$i" >>lost
		i=$((i + 1))
	done
) &
i=0
while [ "$i" -lt 5 ]; do
	store-backup "during$i.db" >/dev/null || echo "$i" >>failed
	i=$((i + 1))
done
wait
ok 'backups are made while others write' [ ! -e failed ]
ok 'who lose nothing by it' [ ! -e lost ]
for i in 0 1 2 3 4; do
	store-check --store "$T/during$i.db" >>troubles 2>&1
done
is 'and each of them is sound' "$(cat troubles)" ''

cp "$T/good" "$db"
damage "$db" "UPDATE event SET body = replace(body, 'Ruth', 'Rutx')
    WHERE body LIKE '%Okafor%'"
run 1 'a ledger that was altered is not passed on as a backup' \
    store-backup bad.db
err 'the entry is named' 'ntry 4 '
ok 'and there is no file' [ ! -e bad.db ]
sh -c 'store-backup >bad.db 2>/dev/null'
is 'nor a byte on standard output' "$(stat -c %s bad.db)" 0
nothing_left

cp "$T/good" "$db"
if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=40k,mode=700 \
    none small 2>/dev/null; then
	run 74 'a full disk' store-backup small/b.db
	err 'is told' 'no room'
	is 'and nothing is left on it' "$(ls small)" ''
	umount small
else
	skip 'a full disk' 'no small disk could be made'
fi
if [ "$(id -u)" = 0 ]; then
	chown 65534 "$db"
	run 77 'who has not the right is refused' store-backup no.db
	is 'which is recorded' "$(logged '"refused":true')" 1
	ok 'and there is no file' [ ! -e no.db ]
else
	skip 'who has not the right is refused' 'only root can try this'
fi
finish
