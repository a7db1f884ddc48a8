# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
line() { # PUPIL RULE STAGE TO
	printf '{"kind":"escalation","pupil":"%s","rule":"%s","stage":"%s","measure":{"days":10,"sessions":20,"percent":"12.5","from":"2025-11-03","to":"2025-11-14"},"to":[%s],"message":"Ten days.","as_at":"2025-11-14"}\n' "$@"
}
{
	line "$P" persistent-absence reached '"attendance-officer","dsl"'
	line "$P" ten-day-unauthorised reached '"attendance-officer","dsl"'
	line "$P2" sickness-fifteen-days reached '"attendance-officer","ews"'
	line "$P2" missing-episode withdrawn '"attendance-officer","dsl"'
	line "$P2" missing-episode reached '"attendance-officer","dsl","ews"'
} >lines
before=$(concern-list --count | jq .count)
run 0 "concerns are proposed" concern-draft --as-at 2025-11-14 lines
cp out drafts
is "one for each child" "$(jq -r .pupil drafts | tr '\n' ' ')" "$P $P2 "
is "of the kinds of absence" "$(jq -c .categories drafts | tr '\n' ' ')" \
    '["persistent-absence","missing-education"] ["missing-education"] '
is "with the facts" "$(sed -n 2p drafts | jq -r .account)" \
    "missing-episode, reached, as at 2025-11-14: Ten days. (days 10, sessions 20, percent 12.5, from 2025-11-03, to 2025-11-14)"
is "all of them" "$(sed -n 1p drafts | jq -r .account | wc -l | tr -d ' ')" 2
is "and no view" "$(jq -r 'keys[]' drafts | grep -c \
    -e significant_harm -e opinion -e immediate_risk)" 0
is "nothing is stored" "$(concern-list --count | jq .count)" "$before"
run 0 "the DSL may record them as they are" concern-add drafts
is "and two are" "$(concern-list --count | jq .count)" $((before + 2))
run 0 "nothing comes in" sh -c ': | concern-draft'
is "and nothing is proposed" "$(cat out)" ""
line "$P" missing-episode reached '"dsl"' |
    jq -c '.upn = "Y856900217107" | del(.pupil)' >upn
run 0 "the UPN stands for the child" concern-draft upn
is "and is taken for it" "$(concern-add <out | jq -r .pupil)" "$P"
echo '{"kind":"escalation","rule":"x"}' >half
run 65 "half an escalation is none" concern-draft half
err "and what lacks is named" pupil
run 65 "nor is a concern" concern-draft drafts
finish
