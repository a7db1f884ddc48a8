# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 0 "a concern is recorded" concern-add \
    '{"pupil":"'"$P"'","account":"He said:\n\"caf\u00e9 \\u\" \t","observed_at":"2025-10-01T09:00","place":"Hall","passed_to":"dsl"}'
is "its account is kept byte for byte" \
    "$(jq -j .account "$T/out" | od -An -tx1)" \
    "$(printf 'He said:\n"caf\303\251 \\u" \t' | od -An -tx1)"
out "its time as UTC" '"observed_at":"2025-10-01T08:00:00Z"'
out "as reported" '"state":"reported"'
is "without a word more" "$(cat "$T/err")" ""
for field in account observed_at place passed_to pupil; do
	echo '{"pupil":"'"$P"'","account":"x","observed_at":"2025-10-01T09:00","place":"Hall","passed_to":"dsl"}' |
	    jq -c "del(.$field)" >"$T/in"
	run 65 "a concern needs $field" concern-add "$T/in"
	err "and the message says why ($field)" "policy 4.2"
done
put 0 "a child not matched is stored" concern-add \
    '{"pupil_name":"Somebody","account":"x","observed_at":"2025-10-01T09:00","place":"Hall","passed_to":"dsl"}'
out "and flagged" '"flags":['
put 0 "so is one with a UPN that nobody has" concern-add \
    '{"upn":"H801200001001","account":"x","observed_at":"2025-10-01T09:00","place":"Hall","passed_to":"dsl"}'
out "and flagged too" '"flags":['
put 65 "a concern is about one child" concern-add \
    '{"pupil":"'"$P2"'","upn":"Y856900217107","account":"x","observed_at":"2025-10-01T09:00","place":"Hall","passed_to":"dsl"}'
put 65 "what is still to come was not seen" concern-add \
    '{"pupil":"'"$P"'","account":"x","observed_at":"2999-10-01T09:00","place":"Hall","passed_to":"dsl"}'
put 0 "at immediate risk" concern-add \
    '{"pupil":"'"$P"'","account":"x","observed_at":"2025-10-01T09:00","place":"Hall","passed_to":"dsl","immediate_risk":true}'
is "the last word is 999" "$(tail -1 "$T/err")" \
    "If a child is in immediate danger, call 999."
put 65 "a code that there is not is refused" concern-add \
    '{"pupil":"'"$P"'","account":"x","observed_at":"2025-10-01T09:00","place":"Hall","passed_to":"dsl","indicators":["knife-carying"]}'
run 0 "the guide needs no store" env VIGIL_STORE="$T/none.db" \
    concern-add --guide
ok "and is a page to read" test "$(wc -l <"$T/out")" -gt 10
jq -nc --arg p "$P" '{account: "A picture goes round.", pupil: $p,
    observed_at: "2025-10-07T10:00", place: "Hall", passed_to: "dsl",
    indicators: ["online-ai-image", "online-ai-contact"],
    image: {medium: "ai-made", consensual: "no", self_generated: false,
	shared_where: "a group", intent: "malicious"}}' >"$T/in"
run 0 "an image made by a machine" concern-add "$T/in"
out "is told, never kept" '"image":{"medium":"ai-made","consensual":"no",'
finish
