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
put 65 "about nobody" share-add \
    '{"what":"a","with":"b","when":"2025-11-05T09:00","why":"c"}'
err "it must say about whom" "pupil or concern"
# asked WHEN: that it was withheld, under the duty of 30 September 2026
asked() {
	jq -nc --arg when "$1" --arg p "$P" '{what: "a", with: "b",
	    when: $when, why: "c", pupil: $p, lawful_basis: "ca2004-16la",
	    decision: "withheld", consent: "not-sought"}' >"$T/in"
}
asked 2026-09-29T12:00
run 65 "a duty before its day" share-add --as-at 2026-12-01 "$T/in"
err "its day is named" "from 30 September 2026"
asked 2026-09-30T12:00
run 0 "what was withheld, on its day" share-add --as-at 2026-12-01 "$T/in"
out "with its basis" '"lawful_basis":"ca2004-16la","decision":"withheld"'
finish
