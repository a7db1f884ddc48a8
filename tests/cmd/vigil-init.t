# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
ok "a store is made" test -s "$VIGIL_STORE"
is "for its owner's eyes only" "$(stat -c %a "$VIGIL_STORE")" 600
cp "$VIGIL_STORE" "$T/before"
run 74 "a store that there is stays" vigil-init "$T/s/school.yaml"
ok "untouched" cmp "$VIGIL_STORE" "$T/before"
cp "$T/s/school.yaml" "$T/good.yaml"
bad() { # NAME SED
	sed "$2" "$T/good.yaml" >"$T/bad.yaml"
	status=0
	vigil-init --store "$T/bad.db" "$T/bad.yaml" >"$T/out" 2>"$T/err" ||
	    status=$?
	is "$1 makes no store" "$status $(cat "$T/out")" "78 "
	ok "and leaves none ($1)" test ! -e "$T/bad.db"
}
for key in name laestab kind calendar; do
	bad "a school without $key" "/^$key:/d"
done
bad "an unknown key" 's/^urn:/urm:/'
err "named with the nearest right one" urn
bad "a kind of school that there is not" 's/^kind: .*/kind: prison/'
bad "a calendar that is not there" 's/^calendar: .*/calendar: none.yaml/'
bad "a LAESTAB that is none" 's/^laestab: .*/laestab: "85"/'
run 64 "a school file is needed" vigil-init

# what runs that were killed left
mkdir -m 700 "$T/n" "$T/n/x.db.part-aB3xYz" "$T/n/mine.part-aB3xYz"
echo half >"$T/n/x.db.part-aB3xYz/store"
echo mine >"$T/n/mine.part-aB3xYz/notes"
run 0 "a store is made where an earlier run was killed" vigil-init \
    --store "$T/n/x.db" "$T/s/school.yaml"
err "and what it left is cleared, which is said" "x.db.part-aB3xYz, which"
is "but not what is no tool's" "$(ls "$T/n" | tr '\n' ' ')" \
    "mine.part-aB3xYz x.db "
run 0 "the store is whole" store-check --store "$T/n/x.db"
echo old >"$T/n/y.db-journal"
run 74 "no store comes beside the journal of another" vigil-init \
    --store "$T/n/y.db" "$T/s/school.yaml"
err "which is named" "y.db-journal"
is "and nothing is left" "$(ls "$T/n" | tr '\n' ' ')" \
    "mine.part-aB3xYz x.db y.db-journal "
run 76 "a school that cannot be told of is there" sh -c \
    'vigil-init --store "$0/n/z.db" "$0/s/school.yaml" >/dev/full' "$T"
run 0 "and whole" store-check --store "$T/n/z.db"
finish
