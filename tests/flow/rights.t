# SPDX-License-Identifier: ISC
# What is about an adult is kept from that adult, whatever the role.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
as_head() {
	setpriv --reuid 65534 --regid 65534 --clear-groups \
	    env HOME="$T" "$@"
}

if [ "$(id -u)" != 0 ]; then
	skip "another account" "needs root to become somebody else"
	finish
fi
chmod 755 "$T"
if ! as_head test -x "$build/bin/concern-list"; then
	skip "another account" "others cannot read this folder"
	finish
fi
make_id appointment-add '{"person":"'"$S2"'","role":"headteacher",
    "from":"2024-09-02"}' >"$T/id"
about=$(make_id concern-add '{"account":"He shouted at her.",
    "observed_at":"2025-11-10T09:05:00","place":"office","pupil":"'"$P"'",
    "passed_to":"chair","conduct_of":"headteacher"}')
step=$(make_id action-add '{"concern":"'"$about"'","type":"read",
    "text":"Read by the chair."}')
chmod 777 "$T/s"
chmod 666 "$T"/s/school.db*

is "the headteacher sees the other concerns" \
    "$(as_head concern-list | jq -r .id | tr '\n' ' ')" "$C2 $C "
is "and what was done about them, whole" \
    "$(as_head action-list | jq -r '.id + " " + .text')" \
    "$D Read the same morning."
run 77 "not the one about the headteacher" as_head concern-show "$about"
is "of which nothing is shown" "$(cat "$T/out")" ""
err "and the message says so" "kept from you"
run 77 "nor what was done about it" as_head action-show "$step"
run 77 "nor where it goes" as_head referral-route "$about"
echo '{"id":"'"$about"'","place":"x","reason":"x"}' >"$T/in"
chmod 644 "$T/in"
run 77 "nor can it be amended" as_head concern-amend "$T/in"
# add NAME TOOL JSON
add() {
	echo "$3" | tr -d '\n' >"$T/in"
	echo >>"$T/in"
	run 77 "$1" as_head "$2" "$T/in"
}
before=$(action-list --count; referral-list --count; share-list --count)
add "nor closed" action-add '{"concern":"'"$about"'","type":"resolve",
    "text":"x","decision":"none","rationale":"x"}'
err "and the message says which it was" "$about is kept from you"
add "nor referred" referral-add '{"concern":"'"$about"'","to":"csc",
    "reason":"x"}'
add "nor told of" share-add '{"concern":"'"$about"'","what":"x","with":"x",
    "when":"2025-11-11T09:00","why":"x"}'
add "nor what is about another made to be about it" action-amend \
    '{"id":"'"$D"'","concern":"'"$about"'","amend_reason":"x"}'
is "all of which leaves nothing" \
    "$(action-list --count; referral-list --count; share-list --count)" \
    "$before"
is "nor who has read it is shown" \
    "$(as_head access-list | grep -c -e "$about" -e "$step")" 0
concern-show "$C" >"$T/shown"
is "who has read others is" \
    "$(as_head access-list | jq -r '.record // empty')" "$C"
is "every refusal is logged" "$(access-list --where 'refused = true' |
    jq -r '.person + " " + .tool' | sort | tr '\n' ',')" \
    "$S2 action-add,$S2 action-amend,$S2 action-show,$S2 concern-amend,$S2 \
concern-show,$S2 referral-add,$S2 referral-route,$S2 share-add,"
is "the owner sees it" "$(concern-show "$about" | jq -r .place)" office
as_stranger() {
	setpriv --reuid 65533 --regid 65533 --clear-groups \
	    env HOME="$T" "$@"
}
chmod 600 "$T"/s/school.db
run 74 "who may not open the file" as_stranger concern-list
err "is told whom to ask" "Ask whoever keeps it to let this account in"
chmod 666 "$T"/s/school.db
for tool in scr-audit concern-list store-check; do
	run 77 "who has no role may not use $tool" as_stranger $tool
	err "that is told, and entered" "this refusal has been recorded"
	is "as a refusal of $tool" "$(access-list --where 'refused = true' |
	    jq -r 'select(.tool == "'$tool'") | .person' | wc -l)" 1
done

# nobody steps out of what is kept from them
post=$(appointment-list --where "person = $S2" --fields id | jq -r .id)
add "the own appointment is not ended" appointment-amend \
    '{"id":"'"$post"'","to":"2025-11-01","reason":"x"}'
err "and the message says whom to ask" "somebody else has to change it"
add "nor another one made" appointment-add \
    '{"person":"'"$S2"'","role":"lead-dsl","from":"2025-09-01"}'
add "nor the login given away" person-amend \
    '{"id":"'"$S2"'","login":"other","reason":"x"}'
echo '{"id":"'"$post"'","to":"2025-11-30","reason":"left the post"}' |
    appointment-amend >/dev/null
make_id appointment-add '{"person":"'"$S2"'","role":"deputy-dsl",
    "from":"2025-12-01"}' >/dev/null
run 77 "who was headteacher does not see it in another post" \
    as_head concern-show "$about"
run 0 "but what else the new post shows" as_head concern-show "$C"
echo '{"id":"'"$S2"'","end_date":"2026-01-31","reason":"left"}' |
    person-amend >/dev/null
run 77 "who has left sees nothing, though the post was not ended" \
    as_head concern-show "$C"
finish
