#!/bin/sh
# SPDX-License-Identifier: ISC
# The questions on a terminal, driven through a terminal of script(1).
. "${VIGIL_SRC:-.}/tests/lib.sh"
people

command -v script >/dev/null || {
	skip 'the questions on a terminal' 'script(1) is not installed'
	finish
}

# Types a file's lines, each once the tool has said something more, and
# leaves the status in $status, what was shown in $T/seen, and only what this
# one kept beside the store.
terminal() { # FILE COMMAND
	: >"$T/seen"
	rm -rf "$VIGIL_STORE".rejected
	{
		size=0
		while IFS= read -r line || [ -n "$line" ]; do
			tries=0
			while [ "$(wc -c <"$T/seen")" -le "$size" ] &&
			    [ "$tries" -lt 100 ]; do
				sleep 0.02
				tries=$((tries + 1))
			done
			# what is being shown is shown whole
			while size=$(wc -c <"$T/seen"); sleep 0.03
			    [ "$(wc -c <"$T/seen")" -gt "$size" ]; do :; done
			printf '%s\n' "$line"
		done <"$1"
		sleep 0.3
	} | {
		script -qefc "trap : INT QUIT; stty -echo; $2; echo \"status=\$?\"" \
		    /dev/null >"$T/seen" 2>&1
	}
	status=$(tr -d '\r' <"$T/seen" | sed -n 's/^status=//p')
}

seen() { # NAME TEXT
	tr -d '\r' <"$T/seen" >"$T/plain"
	holds plain "$@"
}

digest() {
	sha256sum <"$VIGIL_STORE"
}

kept() {
	cat "$VIGIL_STORE".rejected/*.jsonl 2>/dev/null
}

# An account as it was typed: slang, an emoji, blanks at both ends of lines,
# an empty line, what looks like markup and a comment.
cat >"$T/account" <<'END'
  He goes "im gettin battered innit 😀"   
# not a comment	

<b>café</b> \n %s 
END
account=$(cat "$T/account"; echo .)
account=${account%
.}

# Only the questions that must be answered, and a wrong day.
{
	cat <<-END
	tobi
	1
	31/9/2025 9:05
	2025-09-15T09:05
	KS3 corridor


	END
	cat "$T/account"
	cat <<-END
	.







	y









	s
	END
} >"$T/typed"

before=$(concern-list --count | jq .count)
terminal "$T/typed" 'concern-add'
is 'a concern is entered by answering questions' "$status" 0
is 'and one is stored' "$(concern-list --count | jq .count)" $((before + 1))
seen 'a wrong date is asked again, with a sentence' 'You typed 31/9/2025 9:05'
seen 'the time is said back in words' '= Monday 15 September 2025, 09:05'
seen 'a child is found by the beginning of a name' 'Marlow Tobias'
is 'no question is wider than 80 columns' \
    "$(grep -E '^[0-9]+/[0-9]+ .{77}' "$T/plain")" ""
new=$(sed -n 's/^Stored as \([^ ]*\).*/\1/p' "$T/plain")
concern-show "$new" >"$T/new"
jq -j .account "$T/new" >"$T/got"
printf '%s' "$account" >"$T/want"
ok 'the account is stored byte for byte' cmp "$T/got" "$T/want"
is 'the child is the one chosen' "$(jq -r .pupil "$T/new")" "$P"
is 'a time typed is one of London' "$(jq -r .observed_at "$T/new")" \
    2025-09-15T08:05:00Z
is 'Enter takes what stands in brackets' "$(jq -r .passed_to "$T/new")" dsl
is 'a question passed over leaves nothing' \
    "$(jq 'has("wishes") or has("categories")' "$T/new")" false
hash=$(jq -r .receipt.hash "$T/new" | cut -c 1-12)
seq=$(jq -r .receipt.seq "$T/new")
seen 'the receipt is shown' "entry $seq of the ledger, $hash"
is 'the last line is about danger' \
    "$(grep -v '^status=' "$T/plain" | tail -n 1)" \
    'If a child is in immediate danger, call 999.'

# q stops.
before=$(digest)
sed '$s/s/q/' "$T/typed" >"$T/stops"
terminal "$T/stops" 'concern-add'
is 'q ends with 1' "$status" 1
is 'q stores nothing' "$(digest)" "$before"
seen 'and says where the answers are kept' "kept in $VIGIL_STORE.rejected/"
is 'they are kept' "$(kept | jq -j .account)" "$account"
is 'for nobody else' "$(stat -c %a "$VIGIL_STORE".rejected/*.jsonl |
    sort -u)" 600
ok 'what is kept can be stored later' sh -c \
    'concern-add <"$(echo "$VIGIL_STORE".rejected/*.jsonl)"'

# So does ^C, and the end of input, in the middle of it.
before=$(digest)
{ head -n 8 "$T/typed"; printf '\003\n'; } >"$T/breaks"
terminal "$T/breaks" 'concern-add'
is '^C ends with 1' "$status" 1
is '^C stores nothing' "$(digest)" "$before"
is 'and keeps the line it came after' "$(kept | jq -r .account)" \
    "$(head -n 1 "$T/account")"
{ head -n 8 "$T/typed"; printf '\034\n'; } >"$T/breaks"
terminal "$T/breaks" 'concern-add'
is '^\ ends with 1' "$status" 1
seen 'and says where the answers are kept' "kept in $VIGIL_STORE.rejected/"
is 'with the line it came after' "$(kept | jq -r .account)" \
    "$(head -n 1 "$T/account")"
{ head -n 4 "$T/typed"; printf '\004\n'; } >"$T/breaks"
terminal "$T/breaks" 'concern-add'
is 'so does the end of input' "$status" 1
is 'and what was answered is kept' "$(kept | jq -r .observed_at)" \
    2025-09-15T08:05:00Z

# An editor.
cat >"$T/editor" <<'END'
#!/bin/sh
cp "$1" "$FOLDER/given"
stat -c %a "$1" "${1%/*}" >"$FOLDER/modes"
printf '%s\n' "$1" >"$FOLDER/path"
cp "$1" "$1~"
cat "$FOLDER/account" >>"$1"
END
chmod +x "$T/editor"
{
	head -n 7 "$T/typed"
	sed '1,/^\.$/d' "$T/typed"
} >"$T/edits"
terminal "$T/edits" "FOLDER='$T' EDITOR='$T/editor' concern-add"
is 'an editor is opened for the account' "$status" 0
new=$(tr -d '\r' <"$T/seen" | sed -n 's/^Stored as \([^ ]*\).*/\1/p')
concern-show "$new" | jq -j .account >"$T/got"
ok 'its text is stored byte for byte' cmp "$T/got" "$T/want"
ok 'its file begins with what is to be done' grep -q '^# vigil' "$T/given"
is 'the file and its folder are private' "$(tr '\n' ' ' <"$T/modes")" \
    '600 700 '
is 'they stand beside the store' "$(dirname "$(dirname "$(cat "$T/path")")")" \
    "$(dirname "$VIGIL_STORE")"
ok 'and are gone afterwards, with the copies' test ! -e \
    "$(dirname "$(cat "$T/path")")"

# An editor that ends badly: Enter opens it again on what it left, and until
# then, and whatever else is answered, that stays in the file that is named.
cat >"$T/crashes" <<'END'
#!/bin/sh
grep -q 'half of it' "$1" && again=yes
cat "$FOLDER/account" >>"$1"
[ -n "${again:-}" ] || { echo 'half of it' >>"$1"; kill -SEGV $$; }
END
cat >"$T/latin1" <<'END'
#!/bin/sh
printf 'caf\351 half of it\n' >>"$1"
END
chmod +x "$T/crashes" "$T/latin1"
{
	head -n 7 "$T/typed"
	echo
	sed '1,/^\.$/d' "$T/typed"
} >"$T/again"
terminal "$T/again" "FOLDER='$T' EDITOR='$T/crashes' concern-add"
is 'Enter opens an editor again that ended badly' "$status" 0
new=$(tr -d '\r' <"$T/seen" | sed -n 's/^Stored as \([^ ]*\).*/\1/p')
concern-show "$new" | jq -j .account >"$T/got"
printf '%s\nhalf of it\n%s' "$account" "$account" >"$T/twice"
ok 'with the text as it was' cmp "$T/got" "$T/twice"
is 'and then nothing is left of it' \
    "$(ls -d "$VIGIL_STORE".editor-* 2>/dev/null)" ""
for editor in crashes latin1; do
	for answer in 'n\n.' '\003'; do
		{
			head -n 7 "$T/typed"
			printf "$answer"'\n\003\n'
		} >"$T/breaks"
		terminal "$T/breaks" "FOLDER='$T' EDITOR='$T/$editor' concern-add"
		left=$(tr -d '\r' <"$T/seen" | tr '\n' ' ' |
		    sed -n 's/.*What you wrote is kept in \([^ ]*\.txt\)\..*/\1/p')
		ok "what the editor $editor left is in the file named" \
		    grep -qa 'half of it' "$left"
		rm -rf "$VIGIL_STORE".editor-*
	done
done
printf '#!/bin/sh\ncat "$FOLDER/account" >>"$1"\nkill -9 $PPID\n' >"$T/kills"
chmod +x "$T/kills"
head -n 7 "$T/typed" >"$T/breaks"
terminal "$T/breaks" "FOLDER='$T' EDITOR='$T/kills' concern-add"
is 'a tool that is killed leaves what was written' \
    "$(sed 1,3d "$VIGIL_STORE".editor-*/account.txt)" "$account"
rm -rf "$VIGIL_STORE".editor-*

# An editor that is not there: the text is typed instead.  An injury is
# added while checking, and a word is known by its beginning.
{
	head -n 7 "$T/typed"
	printf 'n\n'
	sed '1,7d;$d' "$T/typed"
	printf '19\ny\nforearm\nleft\n\nbru\n20\n\nslipped\nn\nlinked\ny\n'
	printf '%s\nwit\nn\n99\ns\n' "$P2"
} >"$T/hurt"
terminal "$T/hurt" "EDITOR='$T/none' concern-add"
seen 'an editor that does not work is told of' 'did not end well'
seen 'a number not in the list is told of' '99 is neither'
new=$(sed -n 's/^Stored as \([^ ]*\).*/\1/p' "$T/plain")
concern-show "$new" >"$T/new"
jq -j .account "$T/new" >"$T/got"
ok 'the account is typed instead' cmp "$T/got" "$T/want"
is 'an injury is asked for part by part' "$(jq -c .injuries "$T/new")" \
    '[{"region":"forearm","side":"left","type":"bruise","size_mm":20,"account_given":"slipped"}]'
is 'a field that was not asked for is added by name' \
    "$(jq -c .linked "$T/new")" '[{"pupil":"'"$P2"'","as":"witness"}]'

# A child nobody knows, and a change.
{
	printf 'Zebedee Quux\n\n\n'
	sed -n '4,$p' "$T/typed"
} >"$T/unknown"
terminal "$T/unknown" 'concern-add'
new=$(tr -d '\r' <"$T/seen" | sed -n 's/^Stored as \([^ ]*\).*/\1/p')
is 'a child who is not found is stored by name' \
    "$(concern-show "$new" | jq -r .pupil_name)" 'Zebedee Quux'
printf '%s\nplace\nKS4 yard\ns\nwrong yard\n' "$new" >"$T/change"
terminal "$T/change" 'concern-amend'
is 'a change is asked for' "$(concern-show "$new" | jq -r .place)" 'KS4 yard'
is 'with its reason' "$(concern-show "$new" | jq -r .amended.reason)" \
    'wrong yard'

# Words to search for.
echo 'eaten yesterday' >"$T/words"
terminal "$T/words" 'concern-list --search --count --format json'
seen 'the words of a search are asked for' '"count":1'
run 65 'no words are no search' concern-list --search
err 'and it says so' 'no words'
run 0 'the guide needs no store' env VIGIL_STORE="$T/none" concern-add --guide
out 'and names questions that do not lead' 'Describe'
is 'it fits a narrow screen' "$(awk 'length > 72' "$T/out")" ''

# Whose record, where nobody has said.
printf 'Zebedee\nmárlow tob\n1\n' >"$T/whose"
terminal "$T/whose" 'pupil-show --fields id --format json'
seen 'whose record is asked for' 'Whose? A name, or an id'
seen 'and who is not found, once more' 'Nobody on record was chosen by that.'
seen 'until somebody is chosen' "\"id\":\"$P\""
echo ihale >"$T/whose"
terminal "$T/whose" 'person-show --fields id --format json'
seen 'a login says it too' "\"id\":\"$S\""
run 64 'nobody is asked without a terminal' pupil-show
finish
