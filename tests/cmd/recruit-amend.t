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

I=$(make_id recruit-add '{"vacancy":"Art","interview_date":"2025-11-12","panel":["ihale"]}')
put 65 "a change has its reason" recruit-amend '{"id":"'"$I"'","interview_date":"2025-11-13"}'
err "and the message asks for it" reason
put 0 "with one it is amended" recruit-amend \
    '{"id":"'"$I"'","interview_date":"2025-11-13","reason":"misread"}'
out "as a new version" '"version":2'
is "it reads as amended" "$(recruit-list | jq -r .interview_date)" 2025-11-13
put 0 "the same again" recruit-amend \
    '{"id":"'"$I"'","interview_date":"2025-11-13","reason":"misread"}'
out "changes nothing" '"version":2'
put 65 "part of an id does not do" recruit-amend \
    '{"id":"'"$(printf %.6s "$I")"'","interview_date":"2025-11-13","reason":"x"}'
run 0 "the ledger is whole" ledger-verify
put 0 "who was appointed needs no reason" recruit-amend \
    '{"id":"'"$I"'","person":"nobody","references":"2025-11-14"}'
out "and names the adult by id" '"person":"'"$S2"'"'
put 65 "another one does" recruit-amend '{"id":"'"$I"'","person":"ihale"}'
finish
