#!/bin/sh
# SPDX-License-Identifier: ISC
# A clock that jumps ahead is asked about before it enters anything, and an
# entry of a time to come is told.
. "${VIGIL_SRC:-.}/tests/lib.sh"
chmod 700 "$T/s"
people
db=$VIGIL_STORE
echo '{"account":"Asleep in the lesson.","observed_at":"2025-11-10T09:05:00",
"place":"Hall","pupil":"'"$P"'","passed_to":"dsl","client_id":"n1"}' |
    tr -d '\n' >concern
echo >>concern
cp "$db" good
entries() {
	sqlite3 "$db" 'SELECT count(*) FROM event'
}

# last STORE TIME: the time of the last entry becomes another
last() {
	head=$(sqlite3 "$1" 'SELECT head FROM event ORDER BY seq DESC LIMIT 1' |
	    awk -v t="$2" '{ $3 = t; print }')
	hash=$(printf '%s' "$head" | sha256sum | cut -d ' ' -f 1)
	damage "$1" "UPDATE event SET head = '$head', hash = '$hash'
	    WHERE seq = (SELECT max(seq) FROM event)"
}

# ends STORE DAY: its calendar covers nothing after that day
ends() {
	cat >short.yaml <<-END
	kind: calendar
	school: Example PRU
	timezone: Europe/London
	covers: {from: 2025-09-01, to: $2}
	terms:
	  - {year: 2025-26, name: Autumn 1, from: 2025-09-01, to: 2025-10-17}
	bank_holidays:
	  division: england-and-wales
	  covers: {from: 2025-08-01, to: 2026-12-31}
	  days:
	    - {date: 2025-12-25, title: Christmas Day}
	    - {date: 2026-12-25, title: Christmas Day}
	END
	cp good "$1"
	calendar-add --store "$1" short.yaml >/dev/null
}
long_ago=$(date -u -d '3 days ago' +%Y-%m-%dT%H:%M:%SZ)

# aged STORE: nothing was entered in it for three days
aged() {
	last "$1" "$long_ago"
	touch -d '3 days ago' "$1"
}

ends "$db" 2025-10-31
n=$(entries)
run 0 'past its calendar a store that is in use is written' concern-add concern
ends "$db" 2025-10-31
last "$db" "$long_ago"
run 0 'so is one of which the file was changed a moment ago' \
    concern-add concern
ends "$db" 2025-10-31
aged "$db"
n=$(entries)
run 78 'after days without an entry a clock is not believed' \
    concern-add concern
err 'what it says is told' "clock says $(date -u +%Y-%m-%d)"
err 'and the end of the calendar' 'ended on 2025-10-31'
err 'and the day of the last entry' "is of ${long_ago%T*}"
err 'with what to do' '--clock-is-right'
is 'nothing is entered' "$(entries)" "$n"
ok 'and what was sent is kept' cmp concern \
    "$(find "$db.rejected" -name '*-concern-add-*' ! -name '*.why')"
run 78 'nor does a reading enter itself' concern-show "$C"
is 'and nothing is shown' "$(cat out)" ''
run 0 'who knows that it is right says so' concern-add --clock-is-right \
    concern
is 'and it is entered' "$(entries)" $((n + 1))
run 0 'after which it is believed' concern-list
cp good "$db"
aged "$db"
what='before the end of the calendar nobody is asked'
if [ "$(date +%Y%m%d)" -lt 20270731 ]; then
	run 0 "$what" concern-add concern
else
	skip "$what" 'the calendar of the example has ended'
fi

cp good "$db"
run 0 'a store of times that have come has no trouble' store-check
first=$(sqlite3 "$db" 'SELECT max(seq) FROM event')
last "$db" 2071-01-01T00:00:00Z
store-rebuild >/dev/null
run 0 'a clock behind is no refusal' concern-add concern
err 'but is told' 'clock is behind'
run 0 'the ledger is whole' ledger-verify
run 1 'an entry of a time to come is a trouble' store-check
out 'and the first of them is named' "Entry $first was made"
out 'with its time' 2071-01-01T00:00:00Z
out 'and what to do' 'store-restore'
is 'once' "$(wc -l <out | tr -d ' ')" 1
run 0 'it can be copied' store-backup ahead.db
mkdir -m 700 new
run 0 'and put back' store-restore --store "$T/new/school.db" ahead.db
finish
