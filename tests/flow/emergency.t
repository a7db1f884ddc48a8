#!/bin/sh
# SPDX-License-Identifier: ISC
# What is read although the ledger cannot take it is kept for the ledger.
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
kept=$VIGIL_STORE.emergency
# as an account whose rights are those of the modes, root too
bound() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --bounding-set -dac_override,-dac_read_search,-fowner \
		    --inh-caps -all "$@"
	else
		"$@"
	fi
}
if [ "$(id -u)" = 0 ] && ! bound true 2>/dev/null; then
	skip "an emergency" "this root cannot give up its rights"
	finish
fi
where="there is no system log here"
[ -S /dev/log ] && where="it went to the system log"

count() {
	access-list --where 'tool = concern-show' --count | jq .count
}
before=$(count)
reason=$(printf 'not breathing\nfalse: entry\033[2J')
chmod 400 "$VIGIL_STORE"
run 74 "what cannot be logged is not shown" bound concern-show "$C"
run 0 "save in an emergency" bound concern-show --emergency "$reason" "$C"
ok "which shows it" grep -q eaten "$T/out"
err "and says where the reading went" "$where"
err "and where it is kept" "is kept in $kept"
is "in one line" "$(grep -c . "$T/err")" 1
is "for nobody else" "$(stat -c %a "$kept")" 600
is "a line for each" "$(wc -l <"$kept")" 1
is "whatever the reason holds" "$(jq -r .why "$kept")" \
    "not breathing<U+000A>false: entry<U+001B>[2J"
bound concern-show --emergency again "$C" >"$T/out" 2>"$T/err"
err "what cannot be entered yet is told" "are not yet in the ledger"
is "and the next is kept after it" "$(wc -l <"$kept")" 2
chmod 600 "$VIGIL_STORE"
run 1 "the store has a trouble while it is there" store-check
out "which names the file" "$kept"
cp "$kept" "$T/copy"
run 0 "the next that writes" concern-list
is "enters them" "$(count)" $((before + 2))
is "as read by who read them" "$(access-list --where 'tool = concern-show' \
    --limit 1 | jq -r '.person + " " + .record + " " + .why')" \
    "lpemberton $C again"
ok "and removes the file" test ! -e "$kept"
run 0 "the store is in order again" store-check
cp "$T/copy" "$kept"
concern-list >/dev/null
is "what was entered is not entered twice" "$(count)" $((before + 2))
ok "and is removed all the same" test ! -e "$kept"
echo '{"person":"x"}' >"$kept"
run 0 "what is no reading hinders nobody" concern-list
err "but is told" "are not yet in the ledger"
ok "and stays" test -s "$kept"
rm "$kept"
ln -s "$T/elsewhere" "$kept"
chmod 400 "$VIGIL_STORE"
bound concern-show --emergency linked "$C" >"$T/out" 2>"$T/err"
ok "no link is followed" test ! -e "$T/elsewhere"
rm "$kept"

chmod 500 "$T/s"
run 0 "where no file can be made it is shown" \
    bound concern-show --emergency "no room" "$C"
if [ -S /dev/log ]; then
	err "and the message says so" "the system log alone"
else
	err "and the message says so" "could be logged nowhere"
fi
ok "and nothing is kept" test ! -e "$kept"
chmod 700 "$T/s"
chmod 600 "$VIGIL_STORE"
concern-show --why "$reason" "$C" >"$T/out"
is "a reason for reading is one line too" "$(access-list --limit 1 \
    --where 'tool = concern-show' | jq -r .why | wc -l)" 1
finish
