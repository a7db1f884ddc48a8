# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
# put STATUS NAME TOOL JSON [OPTION ...]
put() {
	printf '%s\n' "$4" | sed -z 's/\n  */ /g' >"$T/in"
	s=$1 n=$2 t=$3
	shift 4
	run "$s" "$n" "$t" "$@" "$T/in"
}

I=$(make_id induction-add '{"person":"ihale","item":"kcsie","date":"2025-09-01","mode":"issued"}')
put 65 "a change has its reason" induction-amend '{"id":"'"$I"'","date":"2025-09-02"}'
err "and the message asks for it" reason
put 0 "with one it is amended" induction-amend \
    '{"id":"'"$I"'","date":"2025-09-02","reason":"misread"}'
out "as a new version" '"version":2'
is "it reads as amended" "$(induction-list | jq -r .date)" 2025-09-02
put 0 "the same again" induction-amend \
    '{"id":"'"$I"'","date":"2025-09-02","reason":"misread"}'
out "changes nothing" '"version":2'
put 65 "part of an id does not do" induction-amend \
    '{"id":"'"$(printf %.6s "$I")"'","date":"2025-09-02","reason":"x"}'
run 0 "the ledger is whole" ledger-verify
put 0 "that it was read needs no reason" induction-amend \
    '{"id":"'"$I"'","acknowledged":"2025-09-08"}'
put 65 "it is not read before it is given" induction-amend \
    '{"id":"'"$I"'","acknowledged":"2025-09-01","reason":"x"}'
finish
