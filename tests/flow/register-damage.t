# SPDX-License-Identifier: ISC
# A register whose tables are damaged is said to be damaged: no tool crashes,
# waits for ever, or takes what stands there for what was marked.
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
U=Y856900217107
at='--as-at 2025-11-14'
import() {
	printf 'upn,date,session,code\n%s,%s,AM,%s\n' "$U" "$1" "$2" >in
	attendance-import $at --quiet in >/dev/null 2>&1
}
import 2025-11-03 N
for day in 04 05 06 07 10 11 12 13; do
	import "2025-11-$day" I
done
cp "$VIGIL_STORE" whole.db
printf 'upn,date,session,code\n%s,2025-11-14,AM,/\n' "$U" >in
run 1 'the whole one' attendance-check $at

# damaged NAME SQL
damaged() {
	cp whole.db "$VIGIL_STORE"
	sqlite3 "$VIGIL_STORE" "$2"
	run 74 "$1: check" timeout 10 attendance-check $at
	err "$1: it says so" 'is damaged'
	# what it need not read it may pass over, the later mark is good
	timeout 10 attendance-import $at in >out 2>err
	is "$1: import" "$(case $? in 0 | 74) echo as it may ;; esac)" \
	    'as it may'
}
damaged 'a block cut short' 'UPDATE marked SET blocks = substr(blocks, 1, 9)'
damaged 'no pupils in one' "UPDATE marked SET low = 0, blocks =
    X'01000000000000007471000000000040'"
damaged 'no slots in one' "UPDATE marked SET low = 0, blocks =
    X'01000000010000007471000000000000'"
damaged 'more pupils than there are bytes' "UPDATE marked SET low = 0,
    blocks = X'01000000FFFFFF7F747100000100000009'"
damaged 'a slot past every calendar' "UPDATE marked SET low = 0,
    blocks = X'0100000001000000F4FFFF7F0100000009'"
damaged 'blocks out of order' "UPDATE marked SET low = 0, blocks =
    X'02000000010000007471000001000000090100000001000000747100000100000009'"
damaged 'a row with no number' 'UPDATE marked SET row = -5 WHERE row = 2'
damaged 'a row far away' 'UPDATE marked SET row = 1000000 WHERE row = 2'
damaged 'and farther' "UPDATE marked SET row = 1 << 62 WHERE row = 2"
damaged 'pupils that end before they begin' 'UPDATE marked SET high = -1'
damaged 'pupils without end' 'UPDATE marked SET high = 1 << 62'
damaged 'a slice merged before there was a row' \
    'INSERT OR REPLACE INTO merged VALUES (3, -7, 5)'
damaged 'after the last' 'INSERT OR REPLACE INTO merged VALUES (3, 1 << 62, 5)'
damaged 'a slice that is none' 'INSERT INTO merged VALUES (99, 1, 5)'
damaged 'an entry of the roll cut short' \
    'UPDATE roll SET pupils = substr(pupils, 1, length(pupils) - 1)'
damaged 'a pupil of another block' 'UPDATE roll SET block = block + 1'
damaged 'a pupil twice' \
    'UPDATE roll SET pupils = CAST(pupils || pupils AS BLOB)'
damaged 'a code that is none' \
    "UPDATE mark SET codes = X'0909090909FF09090909090909090909090909'"
damaged 'nor is one that waits' "UPDATE marked SET low = 0, blocks =
    X'010000000100000074710000010000003F'"
damaged 'a year that begins before all time' \
    'UPDATE mark SET slot = 1 << 63'
finish
