# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

run 0 'alone it lists the commands by topic' vigil
out 'with what each does' 'record what was seen or said about a child'
is 'and leaves none out' "$(for t in "$build"/bin/*; do
	t=${t##*/}
	[ "$t" = vigil ] || grep -q "^  $t " "$T/out" || echo "$t"
done)" ''
ok 'the topics are those of the manual' sh -c '
	sed -n "s/^\.Sy //p" "$1" | sed "s/.*&//" | sort >"$2/manual"
	grep "^[A-Z].*[a-z]$" "$2/out" | sort >"$2/listed"
	cmp "$2/manual" "$2/listed"' - "$build/man/vigil.1" "$T"
is 'each is told of on one line, of 80 columns' \
    "$(awk 'length > 80' "$T/out")" ''

run 0 'a command runs by its name' vigil deadline --help
is 'as by its link' "$(cat "$T/out")" "$(deadline --help)"
run 64 'and its errors are its own' vigil deadline --hepl
err 'under its name' 'deadline: There is no option --hepl.'
run 0 'its options are its own too' vigil deadline --version
out 'the version' 'deadline (vigil) '

run 0 'help tells of a command' vigil help deadline
is 'as its own help does' "$(cat "$T/out")" "$(deadline --help)"
run 0 'help finds by the task' vigil help ABSENT
out 'the task' 'Who is absent too often'
out 'and the command' '    attendance-check.'
is 'the names alone are those of the links' "$({ vigil --commands; echo vigil; } | sort)" "$(ls "$build/bin")"
run 0 'help alone is the list' vigil help
out 'by topic' 'The school'
run 64 'of what nothing speaks help says so' vigil help zebra
err 'and how to find it' 'Type vigil to see them all'

run 64 'an unknown command is refused' vigil concern-ad
err 'with the nearest' 'Did you mean concern-add?'
run 64 'also beside operands' vigil chronolgy P-7KQ2MX
err 'with the nearest of those too' 'Did you mean chronology?'
run 74 'a full disk is told' sh -c 'vigil >/dev/full'

ln -s "$(readlink -f "$build/bin/vigil")" "$T/concern-sing"
run 64 'a link of another version says so' "$T/concern-sing"
err 'and what to do' 'was made by another version. Install vigil again'

prefix=$T/usr
run 0 'it is installed' make -s -C "$src" BUILD="$build" prefix="$prefix" \
    install
is 'as one executable' "$(find "$prefix/bin" -type f -printf '%f\n')" vigil
most=8192 # KiB; a sanitizer puts in much of its own
[ "$build" = "${build%/san}" ] || most=32768
ok 'in less than 8 MB' [ "$(du -s --apparent-size -k "$prefix" |
    cut -f1)" -lt $most ]
run 0 "and finds its data beside it" "$prefix/bin/vigil" help absent
finish
