# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

cat >config/local.yaml <<'END'
recipients:
  dsl: dsl@school.example
  attendance-officer: "ao@school.example, office@school.example"
notify:
  from: vigil@school.example
END
cat >lines <<'END'
{"kind":"escalation","pupil":"P-7KQ2MX","rule":"persistent-absence","stage":"reached","measure":{"possible":100,"missed":12,"from":"2026-08-01","to":"2026-11-13"},"to":["attendance-officer","dsl"],"message":"Missed 12 of 100 – look = now.","as_at":"2026-11-13","new":true}
{"kind":"escalation","pupil":"P-8KQ2MX","rule":"unresolved-n","stage":"due","measure":{"sessions":2,"from":"2026-11-06","to":"2026-11-06"},"due":"2026-11-13","to":["attendance-officer","worker"],"as_at":"2026-11-13","new":true}
{"kind":"finding","register":"scr","subject":"S-7KQ2MX","item":"identity","status":"missing","severity":"breach","message":"No check of who this is.","as_at":"2026-11-13"}
END

run 0 "messages are written" notify --as-at 2026-11-13 lines
cp out mbox
is "one for each role that has an address" "$(grep -c '^From vigil ' mbox)" 2
err "the others are named" "recipients.worker"
is "nothing is said in words" "$(grep -c look mbox)" 0
notify --as-at 2026-11-13 lines >again 2>/dev/null
ok "the same lines give the same bytes" cmp mbox again
run 0 "nothing comes in" sh -c ': | notify'
is "and nothing goes out" "$(cat out)" ""
run 0 "of one role" notify --as-at 2026-11-13 --role dsl lines
is "there is one, without its mbox line" "$(head -1 out)" \
    "From: vigil@school.example"
run 0 "of a role that is told nothing" notify --role ews lines
is "there is none" "$(cat out)" ""
run 0 "what names nobody" notify --role business-manager \
    --otherwise business-manager lines
err "goes where it is sent" recipients.business-manager
echo 'recipients: {dsl: dsl@school.example}' >config/local.yaml
run 78 "a line that nobody is told" notify --as-at 2026-11-13 lines
err "is trouble" "Nobody was told of 1 line"
out "and the others are told all the same" "To: dsl@school.example"
kept=$(sed -n 's/.*kept in \(.*\)\.$/\1/p' "$T/err")
ok "and all of it is kept, byte for byte" cmp "$kept" lines
printf 'recipients:\n  dsl: "a@b\\nBcc: c@d"\n' >config/local.yaml
run 78 "an address that would end a header" notify lines
err "is refused" recipients.dsl
is "and no message is written" "$(cat out)" ""
ok "and the lines are kept" \
    cmp "$(sed -n 's/.*kept in \(.*\)\.$/\1/p' "$T/err")" lines
echo 'recipients: {dsl: dsl@school.example}' >config/local.yaml

echo '{"kind":"pupil","family_name":"x"}' >other
run 65 "a pupil is told to nobody" notify --rejects refused other
echo '{"kind":"finding","register":"scr"}' >other
run 65 "nor half a finding" notify --rejects refused other
err "and what lacks is named" severity

cat >sendmail <<'END'
#!/bin/sh
[ "$*" = -t ] || exit 64
cat >"$T/sent.$$"
END
printf '#!/bin/sh\nexit 75\n' >busy
chmod +x sendmail busy
export T
grep -v worker lines >told
run 0 "messages are sent" notify --send ./sendmail --as-at 2026-11-13 told
is "one for each role, as it would be written" "$(cat sent.*)" \
    "$(notify --role dsl --as-at 2026-11-13 told)"
rm sent.*
run 0 "when nothing comes in" sh -c ': | notify --send ./sendmail'
is "nothing is sent" "$(ls sent.* 2>/dev/null)" ""
run 74 "a program that fails" notify --send ./busy told
err "is named, with its status" "./busy"
run 74 "and one that there is not" notify --send ./none told
run 0 "a calendar" notify --as-at 2026-11-13 --format ics lines
is "has what is due" "$(tr -d '\r' <out | grep -e ^SUMMARY -e ^DTSTART |
    tr '\n' ' ')" \
    "DTSTART;VALUE=DATE:20261113 SUMMARY:P-8KQ2MX unresolved-n due "
tr -d '\r' <out | grep ^UID >uid
notify --as-at 2026-11-20 --format ics lines | tr -d '\r' | grep ^UID >uid2
ok "by a uid that stays" cmp uid uid2

# Read back by another: the headers by their grammar, the body decoded.
cat >read.pl <<'END'
use strict; use MIME::QuotedPrint; binmode(STDOUT);
local $/; my $mail = <STDIN>;
my ($head, $body) = split(/\n\n/, $mail, 2);
$head =~ s/\n[ \t]+/ /g;
my %h;
for (split(/\n/, $head)) {
	/^([!-9;-~]+): ([ -~]*)$/ or die "no header: $_\n";
	die "twice: $1\n" if exists $h{lc $1};
	$h{lc $1} = $2;
}
for (qw(from to date subject message-id mime-version content-type)) {
	die "no $_\n" unless exists $h{$_};
}
$h{date} =~ /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/
    or die "date: $h{date}\n";
$h{"message-id"} =~ /^<[^<>@ ]+@[^<>@ ]+>$/ or die "id\n";
$h{"content-transfer-encoding"} eq "quoted-printable" or die "encoding\n";
for (split(/\n/, $body)) { die "long\n" if length > 76; }
print "$h{to}|$h{subject}\n", decode_qp($body);
END
if perl -MMIME::QuotedPrint -e 1 2>/dev/null; then
	notify --as-at 2026-11-13 --full --role dsl lines >mail 2>/dev/null
	run 0 "another reader takes the message" sh -c 'perl read.pl <mail'
	is "with who it is for and how many lines" "$(head -1 out)" \
	    "dsl@school.example|vigil: 2 lines for dsl"
	out "each line by its id" "P-7KQ2MX persistent-absence reached"
	out "and in words where that is asked" "Missed 12 of 100 – look = now."
	sed 's/Missed 12 of 100/&'"$(printf '%0300d' 0 | sed s/0/é/g)"'/' lines |
	    notify --as-at 2026-11-13 --full --role dsl >mail 2>/dev/null
	run 0 "long words too" sh -c 'perl read.pl <mail'
	is "come as they are" "$(grep -o é out | wc -l | tr -d ' ')" 300
else
	skip "another reader takes the message" "there is no perl"
fi
# The outbox: what is not taken stays, and goes out once.
cat >config/local.yaml <<'END'
recipients: {dsl: dsl@school.example, attendance-officer: ao@school.example}
END
box=$VIGIL_STORE.outbox
school
notify --send ./sendmail >/dev/null 2>&1
rm -f sent.*
cat >send <<'END'
#!/bin/sh
cat >"$T/one"
to=$(sed -n 's/^To: //p' "$T/one")
grep -q "^$to$" "$T/refused" && exit 75
echo "$to" >>"$T/went"
END
chmod +x send
# went NAME ADDRESS ...: what went out since the last time
went() {
	what=$1
	shift
	is "$what" "$(cat went 2>/dev/null)" "$(printf '%s\n' "$@")"
	rm -f went
}
echo ao@school.example >refused
run 74 "of two messages one is refused" notify --send ./send \
    --as-at 2026-11-13 told
went "the other goes out, though it is the later" dsl@school.example
err "and where the first is kept is said" "kept in $box"
is "for nobody else" "$(find "$box" -type f -name '0*' -exec stat -c %a {} + |
    sort -u) $(stat -c %a "$box")" "600 700"
run 1 "store-check" store-check
out "names it" "1 message was not sent yet: $box"
run 0 "notify without --send" sh -c ': | notify'
err "too" "--send sends them"
run 74 "the same lines again" notify --send ./send --as-at 2026-11-13 told
went "send nothing twice"
: >refused
run 0 "with nothing coming in" sh -c ': | notify --send ./send'
went "what is in the outbox goes out" ao@school.example
run 0 "and then" sh -c ': | notify --send ./send'
went "nothing does"
run 0 "store-check has nothing to say" store-check
cat >one <<'END'
{"kind":"finding","register":"scr","subject":"S-7KQ2MX","item":"dbs","status":"late","severity":"breach"}
END
run 74 "a message that no program takes" notify --send ./none \
    --as-at 2026-11-12 one
run 0 "goes before those that come later" notify --send ./sendmail \
    --as-at 2026-11-13 told
is "each once" "$(cat sent.* | grep -c ^To:)" 3
rm sent.*

printf '#!/bin/sh\nsleep 300 & echo $! >"$T/child"; wait\n' >hangs
printf '#!/bin/sh\nkill -9 $$\n' >dies
printf '#!/bin/sh\nkill -9 $PPID\nexit 0\n' >kills
chmod +x hangs dies kills
run 74 "a program that does not end" notify --send ./hangs --wait 1 \
    --as-at 2026-11-13 one
err "is ended" "did not end within 1 second"
is "with what it started" \
    "$(grep -s '^State:[[:space:]]*[A-Y]' "/proc/$(cat child)/status")" ""
run 74 "a program that is killed" sh -c ': | notify --send ./dies'
err "leaves a message that may be sent" "may have been sent before"
run 0 "it is sent again" sh -c ': | notify --send ./send'
err "and named" "may have been sent before"
went "once" dsl@school.example
run 137 "notify is killed while the program has a message" notify \
    --send ./kills --as-at 2026-11-13 told
run 0 "what was left goes out" sh -c ': | notify --send ./send'
is "and what was with the program is named" "$(grep -c 'may have been' err)" 1
sort -o went went
went "each once" ao@school.example dsl@school.example

# Lines that nobody is told of, by themselves.
run 78 "a line that nobody is told, beside others" notify --send ./send \
    --as-at 2026-11-13 --otherwise chair told
kept=$(sed -n 's/.*kept in \(.*\)\.$/\1/p' err)
ok "is kept without them" sh -c "grep finding told | cmp - $kept"
rm -f went
run 0 "a store that is nowhere yet" env -u VIGIL_STORE HOME="$T/home" \
    notify --send ./send --as-at 2026-11-13 told
went "has an outbox all the same" ao@school.example dsl@school.example
: >"$T/file"
run 74 "where none can be made" notify --store "$T/file/v.db" --send ./send \
    --as-at 2026-11-13 told
err "is said how the lines come again" "without --only-new"
is "and not that nothing was stored" "$(grep -c 'othing was stored' err)" 0
went "and nothing is sent"

# The lines of two mornings, together.
echo 'recipients: {dsl: dsl@school.example}' >config/local.yaml
for day in 11 10; do
	printf '%s"2025-11-%s","due":"2025-11-28","message":"On the %s."}\n' \
	    '{"kind":"finding","register":"training","subject":"S-7KQ2MX","item":"prevent","status":"missing","severity":"breach","as_at":' \
	    $day $day
done >two
run 0 "of findings of two days" notify --role dsl --full two
is "one line is told" "$(grep -c S-7KQ2MX out)" 1
out "the latest" "On the 11."
run 0 "in a calendar" notify --role dsl --format ics two
is "there is one event" "$(grep -c '^UID' out)" 1
sed 's/11-10/11-11/; 2s/11-28/11-27/' two >both
run 0 "of one day, due on two" notify --role dsl --format ics both
is "there are two" "$(grep '^UID' out | sort -u | grep -c .)" 2

# Addresses that reach nobody.
while IFS= read -r list; do
	printf 'recipients:\n  dsl: "%s"\n' "$list" >config/local.yaml
	run 78 "refused: '$list'" notify two
	err "its key is named" recipients.dsl
done <<'END'

,
a@school.example; b@school.example
a@school.example b@school.example
the office
a@
@school.example
mailto:a@school.example
<a@school.example
END
echo 'recipients: {dsl: "The DSL <a@school.example>, b@school.example"}' \
    >config/local.yaml
run 0 "a name and an address, and another" notify two
finish
