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
finish
