# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

for field in what with when why; do
	echo '{"what":"a","with":"b","when":"2025-11-05T09:00","why":"c"}' |
	    jq -c "del(.$field)" >"$T/in"
	run 65 "sharing is recorded with $field" share-add "$T/in"
	err "and the message says why ($field)" "policy 10.1"
done
put 65 "without consent, why" share-add \
    '{"what":"a","with":"b","when":"2025-11-05T09:00","why":"c","consent":"not-sought"}'
err "it was shared all the same" no_consent_reason
put 0 "a record of sharing" share-add \
    '{"what":"a","with":"b","when":"2025-11-05T09:00","why":"c","concern":"'"$C"'"}'
out "is kept" '"kind":"share"'
finish
