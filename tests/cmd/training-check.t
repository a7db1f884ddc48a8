# SPDX-License-Identifier: ISC
. "${VIGIL_SRC:-.}/tests/lib.sh"

school
E=$(make_id person-add '{"family_name":"Hale","given_name":"Imogen",
    "category":"teacher","start_date":"2025-01-06","client_id":"ihale"}')
L=$(make_id person-add '{"family_name":"Orme","given_name":"Piers",
    "category":"leader","start_date":"2020-01-06","client_id":"porme"}')
M=$(make_id person-add '{"family_name":"Rook","given_name":"Della",
    "category":"committee-member","client_id":"drook"}')
training-add >/dev/null <<END
{"person":"ihale","course":"whole-school","date":"2025-09-01"}
{"person":"ihale","course":"online-safety","date":"2025-09-01"}
{"person":"ihale","course":"aup","date":"2025-10-24"}
{"person":"ihale","course":"safeguarding-update","date":"2025-10-24"}
{"person":"porme","course":"whole-school","date":"2026-09-01"}
{"person":"porme","course":"online-safety","date":"2026-09-01"}
{"person":"porme","course":"aup","date":"2026-09-01"}
{"person":"porme","course":"safeguarding-update","date":"2026-09-01"}
{"person":"porme","course":"lado","date":"2001-01-01"}
{"person":"drook","course":"lado","date":"2001-01-01"}
{"person":"drook","course":"safer-recruitment","date":"2001-01-01"}
{"person":"drook","course":"committee-safeguarding","date":"2001-01-01"}
END
at="--as-at 2026-10-24"
short() { jq -r '[.item, .status, .severity, .accepted.by] | @tsv' "$T/out"; }

run 1 "what ran out and what runs out" training-check $at
is "breaches come first" "$(short | tr '\t\n' ' ;')" \
"online-safety expired breach ;whole-school expired breach ;aup expiring advice ;safeguarding-update expiring advice ;"
is "each says whom, why and what to do" "$(jq -r 'select(.item == "aup") |
    [.kind, .register, .subject, .due, .rule, .cite[0], .as_at] | @tsv' \
    "$T/out" | tr '\t' ' ')" \
    "finding training $E 2026-10-24 training-aup Policy 12.4 2026-10-24"
out "in words" "Imogen Hale: whole-school safeguarding training ran out on 1 September 2026. Renew it"
cp "$T/out" "$T/first"
run 1 "asked again it" training-check $at
ok "answers the same bytes" cmp "$T/first" "$T/out"
run 1 "a past day goes by what had taken place" training-check \
    --as-at 2026-08-31
is "then it was good" "$(jq -r 'select(.subject == "'"$E"'") | .status' \
    "$T/out" | sort -u)" expiring
run 1 "a table is headed by a summary" training-check $at --format table
is "of how many need action" "$(head -1 "$T/out")" \
    "1 adult needs action. 2 are complete."
run 1 "CSV" training-check $at --format csv
is "has a row for each finding" "$(wc -l <"$T/out" | tr -d ' ')" 5

mkdir -p "$T/config"
echo 'training: {whole-school: {months: 24}, prevent: {months: 12}}' \
    >"$T/config/local.yaml"
run 1 "the school sets intervals of its own" training-check $at
is "one longer, one where there was none" \
    "$(jq -r 'select(.subject == "'"$E"'" and .severity == "breach") |
    .item + " " + .status' "$T/out" | tr '\n' ';')" \
    "online-safety expired;prevent missing;"
echo 'training: {whole-shool: {months: 24}}' >"$T/config/local.yaml"
run 78 "a course that there is not is refused" training-check $at
err "with the nearest right one" whole-school
err "and its place" local.yaml
rm "$T/config/local.yaml"
mkdir "$T/config/rules"
cat >"$T/config/rules/training.yaml" <<END
kind: training
rules:
  - {id: training-online-safety, edition: ours, effective_from: 2020-01-01,
     kind: policy, cite: [our own], item: online-safety, name: n,
     of: [staff], months: 36}
  - {id: training-whole-school, edition: ours, effective_from: 2020-01-01,
     kind: policy, cite: [our own], item: whole-school, name: n,
     of: [staff], months: 12, severity: advice}
END
run 1 "a school's rule replaces the policy's" training-check $at
is "by its id" "$(jq -r .item "$T/out" | tr '\n' ' ')" \
    "aup safeguarding-update whole-school "
is "and says how bad it is" "$(jq -r 'select(.item == "whole-school") |
    .status + " " + .severity' "$T/out")" "expired advice"
rm -r "$T/config/rules"

run 0 "what is asked can be read" training-check --expected
is "also what has no interval" "$(jq -r 'select(.item == "prevent") |
    .of + " " + .months' "$T/out")" "staff not set"
is "and of how many" "$(jq -r 'select(.rule == "training-lado-slt") |
    [.of, .least, .months] | @tsv' "$T/out" | tr '\t' ' ')" "slt 1 once"

run 1 "a calendar" training-check $at --format ics
is "has lines that end in CR LF, at most 75 bytes long" \
    "$(awk '!/\r$/ || length > 76' "$T/out")" ""
tr -d '\r' <"$T/out" >"$T/ics"
is "an event for a course and day" "$(grep '^UID' "$T/ics" | head -1)" \
    "UID:training-aup-2026-10-24@8561100.vigil"
ok "stamped by the clock of the command" \
    grep -qx DTSTAMP:20261024T225959Z "$T/ics"
ok "on the last good day" grep -qx 'DTSTART;VALUE=DATE:20261024' "$T/ics"
ok "with ids" grep -q "$E" "$T/ics"
is "and no names" "$(grep -c -e Hale -e Orme -e Rook "$T/ics")" 0
is "it begins and ends as many" "$(grep -c ^BEGIN "$T/ics")" \
    "$(grep -c ^END "$T/ics")"

run 1 "a page" training-check $at --format html
out "is headed by the school and the day" \
    "Example PRU, as at 24 October 2026."
is "names its adults, by family name" "$(grep -o \
    '<th scope="row">[A-Za-z ]*' "$T/out" | sed 's/.*>//' | tr '\n' ';')" \
    "Imogen Hale;Piers Orme;Della Rook;"
out "says in words what is good" "✓ <time datetime=\"2026-09-01\">"
out "what ran out" "✗ Ran out <time datetime=\"2026-09-01\">"
out "what is due" "! Due <time datetime=\"2026-10-24\">"
out "what is not needed" "– Not needed"
out "and what has no interval" "training.prevent.months"
is "without script or anything from elsewhere" \
    "$(grep -ciE '<script|https?://|<link|<img' "$T/out")" 0

jq -c 'select(.status == "expired") | .reason = "no course until spring" |
    .by = "headteacher"' "$T/first" >"$T/in"
run 0 "findings are accepted" scr-accept "$T/in"
run 1 "the others still stand" training-check $at
is "and those accepted say by whom" "$(short | tr '\t\n' ' ;')" \
"online-safety expired breach headteacher;whole-school expired breach headteacher;aup expiring advice ;safeguarding-update expiring advice ;"
jq -c 'select(.status == "expiring") | .reason = "booked" |
    .by = "headteacher" | .until = "2026-10-24"' "$T/first" >"$T/in"
run 0 "the rest until a day" scr-accept "$T/in"
run 0 "with all accepted nothing needs anybody" training-check $at
is "and all is printed still" "$(wc -l <"$T/out" | tr -d ' ')" 4
run 1 "the day after they do again" training-check --as-at 2026-10-25
finish
