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

I=$(make_id training-add '{"person":"ihale","course":"aup","date":"2025-09-01"}')
put 65 "a change has its reason" training-amend '{"id":"'"$I"'","date":"2025-09-02"}'
err "and the message asks for it" reason
put 0 "with one it is amended" training-amend \
    '{"id":"'"$I"'","date":"2025-09-02","reason":"misread"}'
out "as a new version" '"version":2'
is "it reads as amended" "$(training-list | jq -r .date)" 2025-09-02
put 0 "the same again" training-amend \
    '{"id":"'"$I"'","date":"2025-09-02","reason":"misread"}'
out "changes nothing" '"version":2'
put 65 "part of an id does not do" training-amend \
    '{"id":"'"$(printf %.6s "$I")"'","date":"2025-09-02","reason":"x"}'
run 0 "the ledger is whole" ledger-verify
finish
