#!/bin/sh
# SPDX-License-Identifier: ISC
# What a caller may choose, and what only the owner of the store may.
. "${VIGIL_SRC:-.}/tests/lib.sh"

people
mkdir "$T/here" "$T/here/rel" "$T/here/rel/vigil"
cp "$VIGIL_STORE" "$T/here/rel/vigil/vigil.db"
cd "$T/here"
bare() {
	env -i "$@"
}
run 78 "without HOME there is no store" bare "$build/bin/pupil-list"
err "and that is said" "HOME is not set"
err "with what to do" "--store PATH"
run 78 "nor below the current folder" bare XDG_DATA_HOME=rel \
    "$build/bin/pupil-list"
run 78 "also by HOME" bare HOME=rel "$build/bin/pupil-list"
run 0 "a store that is named is read" bare "$build/bin/pupil-list" \
    --store rel/vigil/vigil.db
run 0 "what needs none needs no HOME" bare "$build/bin/calendar-check" \
    "$src/data/calendars/example-pru.yaml"
cd "$T"

if [ "$(id -u)" != 0 ]; then
	skip "another account" "needs root to become somebody else"
	finish
fi
chmod 755 "$T"
as_other() {
	setpriv --reuid 65534 --regid 65534 --clear-groups env HOME="$T" "$@"
}
mkdir -p "$T/app/bin" "$T/app/share"
cp -L "$build/bin/concern-list" "$T/app/bin/concern-list"
cp -R "$src/data" "$T/app/share/vigil"
chmod -R a+rX "$T/app"
chmod 777 "$T/s"
chmod 666 "$T"/s/school.db*
list=$T/app/bin/concern-list
if ! as_other "$list" --version >"$T/out" 2>&1; then
	skip "another account" "others cannot run what is in this folder"
	finish
fi

run 77 "an account has the rights of its role" as_other "$list"
err "by the rules of the machine" "may not use this command"
mkdir "$T/own"
printf 'kind: roles\nedition: "x"\nroles:\n  - role: staff\n    may: "*"\n' \
    >"$T/own/roles.yaml"
chmod -R a+rX "$T/own"
refusals() {
	access-list --where 'refused = true' --count | jq .count
}
before=$(refusals)
run 77 "not by a folder of its own" as_other "$list" --config "$T/own"
err "and is told whose the store is" "The store belongs to $(id -un)"
err "and what to leave out" "Leave out --config and VIGIL_CONFIG"
is "nothing is shown" "$(cat "$T/out")" ""
is "which is entered as a refusal" "$(refusals)" $((before + 1))
run 77 "nor by one that the environment names" \
    as_other VIGIL_CONFIG="$T/own" "$list"
run 0 "the owner's folder is the owner's choice" \
    concern-list --config "$T/own"

# a copy of the tools beside rules of one's own
cp "$T/own/roles.yaml" "$T/app/share/vigil/rules/roles.yaml"
chown 65534 "$T/app/share/vigil/rules/roles.yaml"
run 78 "rules that the caller could change are not taken" as_other "$list"
err "whose they have to be is said" "Somebody else than root"
chown 0 "$T/app/share/vigil/rules/roles.yaml"
chmod 666 "$T/app/share/vigil/rules/roles.yaml"
run 78 "nor ones that everybody can" as_other "$list"
cp -R "$src/data/rules/roles.yaml" "$T/app/share/vigil/rules/roles.yaml"
chmod 644 "$T/app/share/vigil/rules/roles.yaml"
mkdir -p "$T/his/bin"
cp "$list" "$T/his/bin/concern-list"
ln -s "$T/app/share" "$T/his/share"
chown -h 65534 "$T/his" "$T/his/bin" "$T/his/share"
chmod -R a+rX "$T/his"
run 78 "nor ones found by way of the caller's folder" \
    as_other "$T/his/bin/concern-list"
run 77 "again by those of the machine" as_other "$list"
err "as before" "may not use this command"

# what a process holds is nobody else's
ln -s concern-list "$T/app/bin/calendar-check"
mkfifo "$T/wait"
chmod 644 "$T/wait"
setpriv --reuid 65534 --regid 65534 --clear-groups \
    "$T/app/bin/calendar-check" "$T/wait" >"$T/out" 2>&1 &
pid=$!
tries=0
until grep -q 'core file size *0 *0' "/proc/$pid/limits" ||
    [ "$tries" -ge 100 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
is "it leaves no core file" "$(sed -n 's/^Max core file size *//p' \
    "/proc/$pid/limits" | tr -s ' ' | cut -d ' ' -f 1,2)" "0 0"
sleep 0.1
# a sanitizer is a debugger of its own
[ "$build" != "${build%/san}" ] ||
    is "no debugger of the same account reaches it" \
	"$(stat -c %u "/proc/$pid/mem")" 0
: >"$T/wait"
wait "$pid"

# with more rights than its caller
as_privileged() {
	setpriv --ruid 65534 --clear-groups env HOME="$T" "$@"
}
run 78 "more rights than the caller's: no store of the environment" \
    as_privileged "$build/bin/vigil" concern-list
err "and what to do" "Run the command as yourself"
run 64 "nor of an option" as_privileged "$build/bin/vigil" concern-list \
    --store "$VIGIL_STORE"
run 64 "nor rules of one" as_privileged "$build/bin/vigil" concern-list \
    --config "$T/own"
finish
