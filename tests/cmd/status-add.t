# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
# put STATUS NAME TOOL JSON
put() {
	printf '%s\n' "$4" >"$T/in"
	run "$1" "$2" "$3" "$T/in"
}

put 0 "a status names its child by UPN" status-add \
    '{"upn":"Y856900217107","status":"looked-after","from":"2025-10-01"}'
out "and keeps the id" '"pupil":"'"$P"'"'
put 0 "or by both" status-add \
    '{"pupil":"'"$P"'","upn":"Y856900217107","status":"semh","from":"2025-10-01"}'
put 65 "but not by the id of one and the UPN of another" status-add \
    '{"pupil":"'"$P2"'","upn":"Y856900217107","status":"ehcp","from":"2025-10-01"}'
err "and the message says which" "upn: This UPN is that of another pupil"
put 65 "a status that there is not is refused" status-add \
    '{"pupil":"'"$P"'","status":"looked-afer","from":"2025-10-01"}'
err "with the nearest right one" looked-after
put 65 "it does not end before it begins" status-add \
    '{"pupil":"'"$P"'","status":"ehcp","from":"2025-10-01","to":"2025-09-30"}'
put 65 "it has its first day" status-add '{"pupil":"'"$P"'","status":"ehcp"}'
put 65 "nor is a number that nobody has passed over" status-add \
    '{"pupil":"'"$P"'","upn":"H801200001001","status":"eal","from":"2025-10-01"}'
err "but told" "No pupil on record has the UPN"
a_status() {
	jq -nc --arg p "$P" --arg s "$1" \
	    '{pupil: $p, status: $s, from: "2025-09-01"}' >"$T/in"
}
a_status family-help
run 0 "family help is not early help" status-add "$T/in"
a_status family-hlep
run 65 "a slip" status-add "$T/in"
err "is answered with the nearest" "Did you mean family-help?"
a_status our-breakfast
run 65 "a status that nobody has" status-add "$T/in"
err "and where the right ones are" "vigil-rules(5)"
mkdir "$VIGIL_CONFIG/rules"
cat >"$VIGIL_CONFIG/rules/codes.yaml" <<'END'
kind: codes
lists:
  - name: our-statuses
    field: status
    codes:
      - code: our-breakfast
        label: comes to breakfast
      - code: family-help
        withdrawn: yes
END
run 0 "a school adds one of its own" status-add "$T/in"
out "which is kept" '"status":"our-breakfast"'
a_status family-help
run 65 "and takes one out of use" status-add "$T/in"
err "which is said" "The school uses family-help no more."
is "what was recorded with it stays" \
    "$(status-list --where 'status = family-help' | wc -l | tr -d ' ')" 1
cat >"$VIGIL_CONFIG/rules/ours.yaml" <<'END'
kind: routing
rules:
  - id: our-breakfast
    edition: "1"
    effective_from: 2025-09-01
    effective_to: ~
    kind: policy
    cite: [Minute 12]
    when: {status: our-breakfast}
    why: The cook sees the child daily.
    do: [safety-plan]
END
run 0 "a rule may speak of it" referral-route "$C"
sed 's/{status: our-breakfast}/{status: our-breakfats}/' \
    "$VIGIL_CONFIG/rules/ours.yaml" >"$T/rule"
mv "$T/rule" "$VIGIL_CONFIG/rules/ours.yaml"
run 78 "but of none that there is not" referral-route "$C"
err "which is named" 'Did you mean "our-breakfast"?'
finish
