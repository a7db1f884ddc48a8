#!/bin/sh
# SPDX-License-Identifier: ISC
# The states of a concern: none is skipped silently.
. "${VIGIL_SRC:-.}/tests/lib.sh"
people

new_concern() { # CATEGORY
	make_id concern-add '{"account":"Asked for toast, then for more.",
	    "observed_at":"2026-10-20T09:05","place":"breakfast club",
	    "pupil":"'"$P"'","passed_to":"dsl","categories":["'"$1"'"]}'
}

C=$(new_concern neglect)
C2=$(new_concern bullying)

overdue() { # NAME DAY: what is owed about this concern, in $T/out
	run 0 "$1" referral-list --overdue --as-at "$2"
	jq -r 'select(.concern=="'"$C"'")|[.to,.rule,.due_at]|join(" ")' \
	    "$T/out" >"$T/owed"
}

state() {
	concern-show "$C" | jq -r .state
}

act() { # STATUS NAME JSON-MEMBERS
	printf '{"concern":"%s",%s}\n' "$C" "$3" >"$T/act"
	run "$1" "$2" action-add "$T/act"
}

is 'a new concern is reported' "$(state)" reported
act 65 'what nobody has read is not resolved' \
	'"type":"resolve","text":"Done","outcome":"All well"'
err 'and the message says what to do' 'Record a decision'
act 0 'a note changes nothing' '"type":"note","text":"Rang reception"'
is 'it is still reported' "$(state)" reported
act 65 'a decision needs its reasons' \
	'"type":"decision","decision":"not-refer","text":"Keep an eye on it"'
err 'also one not to refer' 'also one not to refer'
act 0 'a decision with reasons is recorded' \
	'"type":"decision","decision":"monitor","text":"Keep an eye on it","rationale":"First sign, child well"'
is 'the concern is triaged' "$(state)" triaged
act 65 'it is not resolved with nothing done' \
	'"type":"resolve","text":"Closed"'
err 'and the message says what this step lacks' 'Say with this step'

# a referral to make is not made yet; once it is, the concern is referred
printf '{"concern":"%s","to":"csc","reason":"Hungry, unwashed"}\n' "$C" |
	referral-add >"$T/to-make"
is 'a referral to make leaves the concern where it is' "$(state)" triaged
is 'and is itself to make' "$(jq -r .state "$T/to-make")" to-make
R=$(jq -r .id "$T/to-make")
printf '{"id":"%s","made_at":"2026-11-02T10:00"}\n' "$R" >"$T/change"
run 65 'it is not made without saying by whom' \
	referral-amend --as-at 2026-11-03 "$T/change"
err 'by is named' 'by: '
printf '{"id":"%s","made_at":"2026-11-02T10:00","by":"lead-dsl"}\n' "$R" \
	>"$T/change"
run 0 'it is made when somebody says when and by whom' \
	referral-amend --as-at 2026-11-03 "$T/change"
is 'then the concern is referred' "$(state)" referral

# 2 November 2026 is a Monday: the answer is due on Tuesday's end
overdue 'what is overdue on the next day' 2026-11-03
is 'nothing is' "$(cat "$T/owed")" ""
overdue 'what is overdue on the day after' 2026-11-04
is 'the answer is, and the agency that owes it is named' \
	"$(cat "$T/owed")" "csc csc-answer 2026-11-03T23:59:59Z"

act 0 'something is done' '"type":"support","text":"Breakfast club"'
is 'the concern is followed up' "$(state)" follow-up
act 0 'it is resolved with what came of it' \
	'"type":"resolve","text":"Closed","outcome":"Family support in place"'
is 'the concern is resolved' "$(state)" resolved
act 65 'nothing is done about a resolved one' \
	'"type":"support","text":"More"'
act 0 'until it is reopened' '"type":"reopen","text":"A new sign"'
is 'then it is followed up again' "$(state)" follow-up

# what was to be made and never was is at least said
printf '{"concern":"%s","to":"police","reason":"Theft"}\n' "$C" |
	referral-add >/dev/null
act 0 'a concern with a referral to make can be resolved' \
	'"type":"resolve","text":"Closed","outcome":"Nothing more"'
err 'but that is said' 'still to be made: police'

# sexual harm between children is never closed as banter
C=$C2
printf '{"id":"%s","categories":["sexual-harassment"],"reason":"Coded"}\n' \
	"$C" | concern-amend >/dev/null
act 0 'another concern is decided on' \
	'"type":"decision","decision":"monitor","text":"Seen","rationale":"Why"'
act 65 'banter closes no sexual harassment' \
	'"type":"resolve","decision":"none","rationale":"It was just banter","text":"Closed"'
err 'and the policy is named' 'policy 29.4'
act 0 'what was found and done does' \
	'"type":"resolve","decision":"none","rationale":"Apology, seats changed","text":"Closed"'

store-rebuild >/dev/null 2>&1
is 'the states follow from the ledger alone' "$(state)" resolved
finish
