#!/bin/sh
# SPDX-License-Identifier: ISC
# The recipe in ledger-seal(1) by which an outside expert checks chain and
# seal without vigil, taken from the manual and run as it stands there.
. "${VIGIL_SRC:-.}/tests/lib.sh"
people

# The displays of the section as files block1, block2, …
awk '/^\.Sh / { on = /CHECKING BY HAND/ }
	on && /^\.Bd/ { f = "block" ++n; next }
	/^\.Ed/ { f = "" }
	f != "" { sub(/^[$>] ?/, ""); gsub(/\\e/, "\\"); print >f }' \
    "$src/man/ledger-seal.1"
is 'the manual shows four things to run' "$(echo block*)" \
    'block1 block2 block3 block4'

ledger-seal --new-key key
ledger-seal --key key.pem seal >out
last=$(jq -r .seq out)
cp "$VIGIL_STORE" school.db
cp school.db good
cp seal sealed

try() { # TOOL BLOCK
	if ! command -v "$1" >/dev/null; then
		skip "$1 verifies the seal" "$1 is not installed"
		return
	fi
	cp sealed seal
	run 0 "$1 verifies the seal" sh "./$2"
	sed 's/^entries .*/entries 1/' sealed >seal
	ok "$1 refuses another text" sh -c "! sh ./$2"
	cp sealed seal
}
try openssl block1
try minisign block2
try signify-openbsd block3

sum=$(sha256sum <school.db)
run 0 'the chain is whole and as sealed' sh ./block4
out 'and says so' "$last entries, whole and as sealed."
is 'checking changes no byte' "$(sha256sum <school.db)" "$sum"

concern-list >/dev/null
cp "$VIGIL_STORE" school.db
run 0 'also when it has grown since' sh ./block4
cp good school.db
sqlite3 school.db 'UPDATE event SET body = NULL WHERE seq = 5'
run 1 'a body that was removed is missed' sh ./block4
out 'and the entry is named' 'What entry 5 holds has been altered.'

altered() { # NAME SQL WHAT
	cp good school.db
	sqlite3 school.db "DROP TRIGGER event_kept; DROP TRIGGER event_stays;
	    $2"
	run 1 "$1 is found" sh ./block4
	[ -z "$3" ] || out "$1: the entry is named" "$3"
}
altered 'an altered body' \
    "UPDATE event SET body = replace(body, 'e', 'a') WHERE seq = 6" \
    'What entry 6 holds has been altered.'
altered 'an altered header line' \
    "UPDATE event SET head = replace(head, 'lpem', 'rpem') WHERE seq = 6" \
    'Entry 7 does not continue the chain.'
altered 'an entry missing' 'DELETE FROM event WHERE seq = 6' \
    'Entry 6 does not continue the chain.'
altered 'a last entry missing' "DELETE FROM event WHERE seq = $last" ''
altered 'two entries exchanged' 'UPDATE event SET seq = -3 WHERE seq = 3;
    UPDATE event SET seq = 3 WHERE seq = 6;
    UPDATE event SET seq = 6 WHERE seq = -3' \
    'Entry 3 does not continue the chain.'
altered 'a last header line altered' "UPDATE event
    SET head = replace(head, 'lpem', 'rpem') WHERE seq = $last" ''
finish
