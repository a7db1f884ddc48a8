# SPDX-License-Identifier: ISC
# The examples for cron and systemd work as they stand: their lines are run
# as cron would run them, and the units are what systemd takes.
. "${VIGIL_SRC:-.}/tests/lib.sh"

records
cat >config/local.yaml <<'END'
recipients: {dsl: a@school.example, lead-dsl: b@school.example,
  business-manager: c@school.example, attendance-officer: d@school.example,
  ews: e@school.example, worker: f@school.example}
END
mkdir bin
cat >bin/sendmail <<END
#!/bin/sh
cat >"$T/sent.\$\$"
END
chmod +x bin/sendmail

examples=$src/data/examples
grep -v -e '^#' -e '^$' "$examples/crontab" >crontab
grep -E '^[A-Z_]+=' crontab >settings
is "the crontab says where the store is" \
    "$(grep -c -e ^VIGIL_STORE= -e ^VIGIL_CONFIG= -e ^PATH= settings)" 3
grep -vE '^[A-Z_]+=' crontab >lines
is "each line is five times and a command" \
    "$(grep -vcE '^([0-9*,-]+ +){5}[a-z]' lines)" 0
ok "a per cent sign would end the line" test -z "$(grep % lines)"
while read -r minute hour day month weekday command; do
	status=0
	case $command in
	attendance-check*)
		(attendance-check >out 2>&1) || [ $? -eq 1 ] || {
			skip "it runs: $command" "no calendar of this year"
			continue
		} ;;
	esac
	env -i HOME="$HOME" LOGNAME=vigil SHELL=/bin/sh \
	    PATH="$build/bin:$T/bin:/usr/bin:/bin" \
	    VIGIL_STORE="$VIGIL_STORE" VIGIL_CONFIG="$T/config" \
	    /bin/sh -c "$command" </dev/null >out 2>err || status=$?
	case $command in
	*--unmarked)
		ok "it runs: $command" test "$status" -le 1
		is "and names who has no mark, if anybody" \
		    "$(grep -vc '^{"kind":"unmarked"' out)$(cat err)" 0
		continue ;;
	esac
	is "it runs: $command" \
	    "$status $(cat out err | grep -v 'have no mark')" "0 "
done <lines
is "and what was found is sent" "$(cat sent.* | grep '^To:' | sort -u |
    grep -c -e b@school -e c@school)" 2

is "by ids and counts, and no name" \
    "$(cat sent.* | grep -ci -e hale -e voss -e marlow -e okafor)" 0

if command -v systemd-analyze >/dev/null; then
	cp "$examples"/vigil-* .
	sed -i 's/^User=.*/User=root/' vigil-*.service
	run 0 "the units are what systemd takes" systemd-analyze verify --man=no \
	    ./vigil-*.service ./vigil-*.timer
	is "without a word" "$(cat err)" ""
	for timer in vigil-*.timer; do
		sed -n 's/^OnCalendar=//p' "$timer" >times
		ok "$timer has a time" test -s times
		while read -r time; do
			run 0 "$time" systemd-analyze calendar "$time"
		done <times
	done
else
	skip "the units are what systemd takes" "there is no systemd-analyze"
fi
for unit in "$examples"/vigil-*.service; do
	name=$(basename "$unit" .service)
	service=$(sed -n "s/^ExecStart=.* -c '\(.*\)'$/\1/p" "$unit")
	ok "$name runs what the crontab runs" grep -qF "$service" lines
	ok "findings are no failure of it" grep -qx SuccessExitStatus=1 "$unit"
	ok "it has its timer" test -e "$examples/$name.timer"
done
finish
