# SPDX-License-Identifier: ISC
# Every kind that has verbs keeps what its table promises: its good record goes
# in, comes out and goes in again, and is changed without a loss.  What is lost
# on a full disk, and who may not, conformance.t tries for every command.
# With names of kinds as arguments it takes only those.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
concern-list >/dev/null
cp -r "$T/s" "$T/clean"

trouble() {
	echo "$*" >>"$T/trouble"
}

promise() {
	if [ -s "$T/trouble" ]; then
		fail "$1" "$(cat "$T/trouble")"
	else
		pass "$1"
	fi
	: >"$T/trouble"
}

has() { # VERB
	[ -x "$build/bin/$stem-$1" ]
}

# refused FIELD RECORD: the record is refused for that field
refused() {
	status=0
	echo "$2" | "$add" --errors json >"$T/out" 2>"$T/err" || status=$?
	[ $status = 65 ] || trouble "$1: exit status $status, not 65: $2"
	got=$(jq -r '.field // empty' "$T/err")
	[ "$got" = "$1" ] || trouble "refused for ${got:-nothing}, not $1: $2"
	[ ! -s "$T/out" ] || trouble "$1: something was printed"
}

# What the school said of a record, without what vigil made of it.
content() {
	jq -Sc 'del(.id, .receipt, .recorded_at, .recorded_by, .amended,
	    .state, .flags)' "$@"
}

look() { # ID
	if has show; then
		"$stem-show" "$1"
	else
		"$stem-list" | jq -c --arg id "$1" 'select(.id == $id)'
	fi
}

amend() { # JSON, the change to $id
	echo "$1" | jq -c --arg id "$id" '{$id} + .' |
	    "$stem-amend" >"$T/out" 2>"$T/err" ||
	    trouble "not amended with $1: $(cat "$T/err")"
}

: >"$T/trouble"
[ $# -gt 0 ] || set -- $(basename -s .jsonl "$src"/tests/data/kind/*.jsonl)
for stem; do
	file=$src/tests/data/kind/$stem.jsonl
	add=$(adder "$stem")
	good=$(cases "$stem" good)
	rm -rf "$T/s"
	cp -r "$T/clean" "$T/s"
	if [ -z "$good" ]; then
		"$add" | jq -e .id >"$T/out" || trouble "$add finds none"
		"$stem-list" | jq -e .id >"$T/out" || trouble "none is listed"
		promise "$stem: what $add makes is listed"
		continue
	fi

	fields=$("$add" --describe | jq -c .fields)
	for field in $(echo "$fields" | jq -r '.[] | select(.required).name')
	do
		refused "$field" "$(echo "$good" |
		    jq -c --arg f "$field" 'del(.[$f])')"
	done
	promise "$stem: each required field is demanded"
	jq -c 'select(.case == "refused")' "$file" >"$T/refused"
	[ -s "$T/refused" ] || trouble "the file says of nothing that it is"
	while read -r line; do
		refused "$(echo "$line" | jq -r .field)" "$(echo "$good" |
		    jq -c --argjson line "$line" '. + $line.record
		    | with_entries(select(.value != null))')"
	done <"$T/refused"
	promise "$stem: what is not so is refused"

	echo "$good" | jq -c '.x_tried = "yes"' | "$add" >"$T/added" \
	    2>"$T/err" || trouble "not added: $(cat "$T/err")"
	id=$(jq -r .id "$T/added")
	look "$id" >"$T/shown"
	content "$T/added" >"$T/a"
	content "$T/shown" >"$T/b"
	cmp -s "$T/a" "$T/b" || trouble "shown is $(cat "$T/b")"
	"$add" <"$T/shown" >"$T/again" 2>"$T/err" ||
	    trouble "not added again: $(cat "$T/err")"
	content "$T/again" >"$T/b"
	cmp -s "$T/a" "$T/b" || trouble "again is $(cat "$T/b")"
	promise "$stem: what goes in comes out, and goes in again"

	if has show; then
		"$stem-show" "${id%??}" >"$T/out" 2>"$T/err" ||
		    trouble "not found: $(cat "$T/err")"
		[ "$(jq -r .id "$T/out")" = "$id" ] || trouble "not $id"
		promise "$stem: the first four symbols of its id will do"
	fi
	has amend || continue

	change=$(cases "$stem" change)
	why=$(echo "$fields" | jq -r 'if any(.[]; .name == "reason")
	    then "amend_reason" else "reason" end')
	amend "$change"
	amend "$change"
	look "$id" | content >"$T/b"
	content "$T/a" | jq -Sc --argjson c "$change" --arg why "$why" \
	    '. + ($c | del(.[$why]))' >"$T/want"
	jq -Sc --slurpfile want "$T/want" \
	    'with_entries(select(.key | in($want[0])))' "$T/b" >"$T/got"
	cmp -s "$T/got" "$T/want" || trouble "is now $(cat "$T/b")"
	if has show; then
		"$stem-show" --versions "$id" >"$T/out"
		[ "$(wc -l <"$T/out")" = 2 ] ||
		    trouble "not two versions: $(cat "$T/out")"
		head -1 "$T/out" | content | cmp -s - "$T/a" ||
		    trouble "the first version is $(head -1 "$T/out")"
	fi
	promise "$stem: a change is one version more, and takes no field"

	amend "{\"clear\":[\"x_tried\"],\"$why\":\"tried\"}"
	look "$id" | jq -e 'has("x_tried") | not' >"$T/out" ||
	    trouble "it is still there"
	promise "$stem: a field that is cleared is gone"
done
finish
