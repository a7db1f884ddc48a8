# SPDX-License-Identifier: ISC
# A concern is lawfully removed: what hung on it is listed without the child,
# or a message says why it is not; nothing ends well without a word.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
to_make=$(make_id referral-add '{"concern":"'"$C"'","to":"csc",
    "reason":"Hungry."}')
share=$(make_id share-add '{"what":"x","with":"y","when":"2025-10-08T09:00",
    "why":"z","concern":"'"$C"'"}')
concern-show "$C" >/dev/null
seq=$(concern-show "$C" | jq .receipt.seq)
sqlite3 "$VIGIL_STORE" "UPDATE event SET body = NULL WHERE seq IN (SELECT seq
    FROM record WHERE id = '$C')"

run 65 "it is not shown" concern-show "$C"
err "and the message says why" "$C said was lawfully removed"
run 65 "nor by a part of its id" concern-show "$(echo "$C" | cut -c1-6)"
err "and the message says why" "lawfully removed"
run 65 "nor routed" referral-route "$C"
err "and the message says why" "lawfully removed"
echo '{"id":"'"$C"'","place":"x","reason":"x"}' >"$T/in"
run 65 "nor amended" concern-amend "$T/in"
err "and the message says why" "lawfully removed"
echo '{"concern":"'"$C"'","type":"note","text":"x"}' >"$T/in"
run 65 "nor is anything added to it" action-add "$T/in"
err "and the message says why" "lawfully removed"
is "it is in no list" "$(concern-list | jq -r .id)" "$C2"
run 0 "a step about it is shown" action-show "$D"
out "whole" "Read the same morning."
is "and entered, without the child" "$(access-list --limit 1 |
    jq -c '[.record, .pupil]')" '["'"$D"'",null]'
is "it is listed" "$(action-list | jq -r .id)" "$D"
is "and what was shared" "$(share-list | jq -r .id | grep -c "$share")" 1
run 0 "what is owed about it is told" referral-list --owed --as-at 2025-10-09
is "without the child" "$(jq -c 'select(.referral == "'"$to_make"'") |
    .pupil' "$T/out" | sort -u)" null
run 0 "the chronology of the child is told" chronology "$P"
echo '{"id":"'"$D"'","due":"2025-12-01","amend_reason":"x"}' >"$T/in"
run 0 "a step is amended" action-amend "$T/in"

if [ "$(id -u)" != 0 ]; then
	skip "another account" "needs root to become somebody else"
	finish
fi
chmod 755 "$T"
as_head() {
	setpriv --reuid 65534 --regid 65534 --clear-groups \
	    env HOME="$T" "$@"
}
if ! as_head test -x "$build/bin/concern-list"; then
	skip "another account" "others cannot read this folder"
	finish
fi
make_id appointment-add '{"person":"'"$S2"'","role":"headteacher",
    "from":"2024-09-02"}' >/dev/null
chmod 777 "$T/s"
chmod 666 "$T"/s/school.db*
run 65 "whom it was about cannot be told, so others see nothing of it" \
    as_head action-show "$D"
err "and the message says why" "nobody can tell from whom it is kept"
run 0 "nor in a list" as_head action-list
is "of which it is left out" "$(cat "$T/out")" ""
err "and the message says so" "Some actions are left out"
run 0 "what can be seen is listed all the same" as_head referral-list
is "and the rest is left out" "$(jq -r .id "$T/out")" "$R"
err "and the message says so" "Some referrals are left out"
run 65 "the whole id of what was removed" as_head concern-show "$C"
err "is answered as to everybody" "lawfully removed"
run 65 "but no part of it" as_head concern-show "$(echo "$C" | cut -c1-6)"
err "is told from one that there is not" "No id in this store begins with"
finish
