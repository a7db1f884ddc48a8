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

I=$(make_id rota-add '{"person":"ihale","date":"2025-11-03"}')
put 65 "a change has its reason" rota-amend '{"id":"'"$I"'","date":"2025-11-04"}'
err "and the message asks for it" reason
put 0 "with one it is amended" rota-amend \
    '{"id":"'"$I"'","date":"2025-11-04","reason":"misread"}'
out "as a new version" '"version":2'
is "it reads as amended" "$(rota-list | jq -r .date)" 2025-11-04
put 0 "the same again" rota-amend \
    '{"id":"'"$I"'","date":"2025-11-04","reason":"misread"}'
out "changes nothing" '"version":2'
put 65 "part of an id does not do" rota-amend \
    '{"id":"'"$(printf %.6s "$I")"'","date":"2025-11-04","reason":"x"}'
run 0 "the ledger is whole" ledger-verify
finish
