# SPDX-License-Identifier: ISC
# --mine leaves what the caller is still to do, by the fields that a kind's
# table names, and is refused where nothing is anybody's to do.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
for tool in "$build"/bin/*-list; do
	tool=${tool##*/}
	if "$tool" --describe | jq -e .of.mine >"$T/jq"; then
		run 0 "$tool has what is somebody's to do" "$tool" --mine
	else
		run 64 "$tool has nothing to do" "$tool" --mine
		err "and says so" "are nobody's to do"
	fi
done

# The adult whose login is "nobody", as a deputy.
as_deputy() {
	chmod 777 "$T/s"
	chmod 666 "$T"/s/school.db*
	setpriv --reuid 65534 --regid 65534 --clear-groups \
	    env -u VIGIL_CONFIG HOME="$T" "$@"
}
chmod 755 "$T"
if [ "$(id -u)" != 0 ]; then
	skip "what is the deputy's" "needs root to become somebody else"
	finish
elif ! as_deputy test -x "$build/bin/concern-list"; then
	skip "what is the deputy's" "others cannot read this folder"
	finish
fi
me=$S2
make_id appointment-add '{"person":"'"$me"'","role":"deputy-dsl",
    "from":"2024-09-02"}' >/dev/null

mine() { # TOOL
	as_deputy "$build/bin/$1" --mine | jq -r .id | sort | tr '\n' ' '
}
sorted() {
	printf '%s\n' "$@" | sort | tr '\n' ' '
}

is "concerns passed to the DSLs are the deputy's" "$(mine concern-list)" \
    "$(sorted "$C" "$C2")"
make_id concern-amend '{"id":"'"$C2"'","passed_to":"'"$S"'",
    "reason":"handed on"}' >/dev/null
is "and no more once handed to another" "$(mine concern-list)" "$C "
make_id concern-amend '{"id":"'"$C2"'","assigned_to":"'"$me"'"}' >/dev/null
is "but again once assigned" "$(mine concern-list)" "$(sorted "$C" "$C2")"
make_id action-add '{"concern":"'"$C"'","type":"resolve",
    "text":"Fed, and seen to.","outcome":"Settled.","decision":"none",
    "rationale":"He eats at school now."}' >/dev/null
is "what is resolved is nobody's to do" "$(mine concern-list)" "$C2 "

is "a referral that another made" "$(mine referral-list)" ""
R2=$(make_id referral-add '{"concern":"'"$C2"'","to":"dsl",
    "reason":"To be looked at."}')
R3=$(make_id referral-add '{"pupil":"'"$P"'","to":"ews","reason":"Absent.",
    "made_at":"2025-11-04T10:00:00","by":"'"$me"'"}')
is "one to the DSL and one's own" "$(mine referral-list)" \
    "$(sorted "$R2" "$R3")"
make_id referral-amend '{"id":"'"$R3"'","outcome":"Back at school.",
    "closed_at":"2025-11-20T10:00:00"}' >/dev/null
is "not what is closed" "$(mine referral-list)" "$R2 "

is "an action that was done" "$(mine action-list)" ""
echo '{"concern":"'"$C2"'","type":"support","text":"Ring his mother.",' \
    '"due":"2025-12-01"}' | as_deputy "$build/bin/action-add" >"$T/out"
D2=$(jq -r .id "$T/out")
make_id action-add '{"concern":"'"$C2"'","type":"support",
    "text":"Ring the nurse.","due":"2025-12-01"}' >/dev/null
is "the one to be looked at again, and no one else's" "$(mine action-list)" "$D2 "

make_id rota-add '{"person":"'"$S"'","date":"2025-11-03"}' >/dev/null
X=$(make_id rota-add '{"person":"'"$me"'","date":"2025-11-03"}')
is "a duty" "$(mine rota-list)" "$X "
finish
