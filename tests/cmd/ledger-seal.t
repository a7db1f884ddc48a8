#!/bin/sh
# SPDX-License-Identifier: ISC
# ledger-seal: a seal is whole, is of a whole ledger, and overwrites nothing.
. "${VIGIL_SRC:-.}/tests/lib.sh"
people
db=$VIGIL_STORE
cp "$db" "$T/good"
before=$(sha256sum <"$db")
last=$(sqlite3 "$db" 'SELECT max(seq) FROM event')

run 0 'a key is made' ledger-seal --new-key key
is 'in four files' "$(echo key.*)" \
    'key.minisign.pub key.pem key.pub.pem key.signify.pub'
is 'of which the private one is its owner'"'"'s' "$(stat -c %a key.pem)" 600
cp key.pem was
run 74 'a key is never overwritten' ledger-seal --new-key key
err 'the message names the file' 'key.pem'
ok 'and stays as it is' cmp key.pem was
mkdir half
touch half/key.minisign.pub
run 74 'nor is any part of one' ledger-seal --new-key half/key
is 'and nothing else is left behind' "$(ls half)" key.minisign.pub
run 74 'a folder that is not there' ledger-seal --new-key none/key

run 0 'a ledger is sealed' ledger-seal --key key.pem seal
is 'the record says which' "$(jq -c '[.kind,.entries,.whole]' "$T/out")" \
    "[\"ledger\",$last,true]"
is 'the checkpoint is text' "$(cat seal)" "vigil checkpoint 1
school Example PRU
entries $last
hash $(jq -r .hash "$T/out")
at $(jq -r .at "$T/out")"
is 'the signature is 64 bytes' "$(stat -c %s seal.sig)" 64
is 'the store is as it was' "$(sha256sum <"$db")" "$before"
run 0 'a later reading agrees with it' ledger-verify --checkpoint seal \
    --pubkey key.pub.pem
cat seal seal.* >was
run 74 'a seal is never overwritten' ledger-seal --key key.pem seal
cat seal seal.* >now
ok 'and stays as it is' cmp now was
touch part.signify
run 74 'nor is any part of one' ledger-seal --key key.pem part
is 'and nothing else is left behind' "$(echo part*)" part.signify
run 76 'when only the answer is lost that is said' sh -c \
    'ledger-seal --key key.pem told >/dev/full'
ok 'and the seal is there' [ -s told.minisig ]

if command -v openssl >/dev/null; then
	openssl genpkey -algorithm ed25519 -out theirs.pem 2>/dev/null
	openssl pkey -in theirs.pem -pubout -out theirs.pub.pem 2>/dev/null
	run 0 'a key of openssl will do' ledger-seal --key theirs.pem their
	run 0 'and its public half verifies' ledger-verify \
	    --checkpoint their --pubkey theirs.pub.pem
	ok 'our private key is one for openssl' openssl pkey -in key.pem -noout
	openssl pkey -in key.pem -pubout -out derived.pem 2>/dev/null
	ok 'and has the public half that we wrote' cmp derived.pem key.pub.pem
else
	skip 'a key of openssl will do' 'openssl is not installed'
fi

run 64 'without a key there is no seal' ledger-seal seal2
run 64 'nor without a name for it' ledger-seal --key key.pem
run 64 'making a key and sealing are two things' ledger-seal --new-key k2 seal2
run 78 'a key that is not there' ledger-seal --key none seal2
run 78 'a public key seals nothing' ledger-seal --key key.pub.pem seal2
run 78 'no store' ledger-seal --key key.pem --store "$T/none.db" seal2
sqlite3 "$db" "DROP TRIGGER event_kept;
    UPDATE event SET body = replace(body, 'hungry', 'thirsty'),
	head = replace(head, 'Z school', 'Z schoal')"
run 1 'a ledger that was altered is never sealed' ledger-seal --key key.pem \
    seal2
err 'and the first bad entry is named' 'at entry 1:'
is 'no file is left behind' "$(echo seal2*)" 'seal2*'

cp "$T/good" "$db"
if [ "$(id -u)" = 0 ]; then
	chown 65534 "$db"
	run 77 'who has not the right seals nothing' ledger-seal --key key.pem \
	    seal2
	is 'and the refusal is recorded' "$(sqlite3 "$db" \
	    "SELECT count(*) FROM event WHERE body LIKE
	    '%\"tool\":\"ledger-seal\"%\"refused\":true%'")" 1
	is 'no file is left behind' "$(echo seal2*)" 'seal2*'
else
	skip 'who has not the right seals nothing' 'only root can try this'
fi
finish
