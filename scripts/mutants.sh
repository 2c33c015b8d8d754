#!/usr/bin/env bash
# Breaks one rule after the other (变异检查) in a copy of the tree, runs the tests that are
# narrowest for it, and demands that one of them fails. A rule that can be changed without a
# failing test is not proved. Not part of `make test`: it builds once for each rule.
#   scripts/mutants.sh [WORD]     only the rules whose name contains WORD
# A row is: name | file | what stands there | what shall stand there | packages | -run
# Tests on PostgreSQL take YIMEN_TEST_PG; run it within scripts/with-postgres.sh.
set -uo pipefail
cd "$(dirname "$0")/.."
only=${1:-}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -co --exclude-standard -z | xargs -0 tar -cf - --ignore-failed-read 2>/dev/null | tar -xf - -C "$copy"

rules() {
  cat <<'ROWS'
acceptance limit of five working days (许可法32(4))|core/casework/decide.go|AcceptWithin:  period.Period{N: 5,|AcceptWithin:  period.Period{N: 6,|./core/notice|EveryFactHasItsDocument
ten days of extension (许可法42)|core/casework/decide.go|ExtendBy:      period.Period{N: 10,|ExtendBy:      period.Period{N: 11,|./core/notice|EveryFactHasItsDocument
ten days for delivery (许可法44)|core/casework/decide.go|DeliverWithin: period.Period{N: 10,|DeliverWithin: period.Period{N: 9,|./core/notice|EveryFactHasItsDocument
start day not counted (民法典201)|core/period/due.go|end := c.AddWorking(from, n)|end := c.AddWorking(from-1, n)|./core/period|Due
run-on over days off (民法典203)|core/period/due.go|d = c.NextWorking(d)|d += 0|./core/period|Due
month end (民法典202)|core/period/date.go|if last := monthDays(y, m); day > last {|if last := monthDays(y, m); day > last+31 {|./core/period|Months
stopped days not counted (许可法45)|core/period/due.go|n += c.Count(first-1, s.To)|n += 0|./core/period|Due
no supplement notice twice (许可法72(4))|core/casework/supplement.go|v.need(c.MayAsk \|\| !blank(a.Because)|v.need(true|./core/notice|EveryFactHasItsDocument
supplement complete (许可法32(4))|core/casework/supplement.go|v.need(came, "material."|v.need(came \|\| true, "material."|./core/casework|MissingInput
retroactive acceptance (许可法32(4))|core/casework/tick.go|c.AcceptedOn, c.Deemed, c.Line = c.deemedOn(), true, a.Line|c.AcceptedOn, c.Deemed, c.Line = f.At.Date(), true, a.Line|./core/notice|EveryFactHasItsDocument
competent body named (许可法32(2))|core/casework/refuse_acceptance.go|"competentMissing"|"required"|./core/casework|MissingInput
stop only of the step's kinds (许可法45)|core/casework/special.go|slices.Contains(StopKinds(env.Item.Procedure.Steps[c.At]), a.Kind), "kind"|slices.Contains(StopKinds(env.Item.Procedure.Steps[c.At]), a.Kind) \|\| true, "kind"|./core/casework|MissingInput
stop only with a written notice (许可法45)|core/casework/special.go|v.need(!blank(a.Notice), "notice"|v.need(true, "notice"|./core/casework|MissingInput
extension once only (许可法42)|core/casework/review.go|case len(c.Extensions) > 0:|case len(c.Extensions) > 1:|./core/notice|EveryFactHasItsDocument
extension before the limit (许可法42)|core/casework/review.go|case env.today() > due:|case env.today() > due+9:|./core/notice|EveryFactHasItsDocument
head of the body alone extends (许可法42)|core/org/may.go|(!l.head \|\| h.Head)|(!l.head \|\| true)|./core/org|.
who accepted does not decide (岗位分设)|core/org/may.go|case l.apart && t.accepted(who.No):|case l.apart && t.accepted("nobody"):|./core/org|.
two people at a check (许可法34)|core/casework/site_check.go|v.need(len(list) >= 2|v.need(len(list) >= 1|./core/casework|Check
not the same person twice (许可法34)|core/casework/site_check.go|v.need(!people[p.No]|v.need(true|./core/casework|Check
nothing granted while a material is owed (浙2018 A11(2))|core/casework/decision.go|if c.owes() {|if c.owes() && c.Version < 0 {|./core/notice|EveryFactHasItsDocument
silence renews a licence (许可法50(2))|core/casework/about.go|return c.renewalClock().Ends|return c.renewalClock().Kept|./core/casework|Renewal
silence renews nothing that was complete after the end (许可法50(2))|core/casework/about.go|c.AcceptedOn > c.About.Until|c.AcceptedOn > c.About.Until+9999|./core/notice|EveryFactHasItsDocument
silence renews only what was applied for in time (许可法50)|core/casework/about.go|!a.By.IsZero() && on <= a.By|!a.By.IsZero() && on <= a.Until|./core/casework|Renewal
nothing is renewed once it is over (许可法50)|core/casework/about.go|env.Owned != nil && env.Owned.State.stands() {|env.Owned != nil \|\| c.Version > 0 {|./core/casework|Renewal
a change moves no term (许可法49)|core/casework/about.go|v.need(a.Kind != Change \|\| until == a.Until|v.need(a.Kind != Change \|\| until > 0|./core/casework|Term
told days come no earlier (许可法8)|core/casework/recount.go|case slices.Contains(applicants, m.Clock):|case slices.Contains(applicants[:0], m.Clock):|./core/casework|Recount
nothing lapses by a later notice (许可法8)|core/casework/recount.go|least := min(m.Old, today)|least := min(m.Old, today-99)|./core/casework|Recount
an act on a closed case is held to the calendar in force (许可法82)|app/do.go|env, err := h.acting(ctx|env, err := h.lined(ctx|./testkit/scenario|StoredScenarios
calendar before everybody (许可法82)|core/casework/decide.go|case len(c.Moves(env)) > 0:|case len(c.Moves(env)) > 9:|./core/casework|Recount
calendar by a second person|app/calendar.go|if p.By == staff {|if p.By == "" {|./web/desk|CalendarByTwo
a page that is out of date is refused|app/do.go|if seen != 0 && seen != rec.Version {|if seen != 0 && seen > rec.Version {|./app|Stale|Seen|SecondPress|Race|Act
one of two rivals (case, seq)|store/migrations/sqlite/00650_packed_facts.sql|PRIMARY KEY (case_id, seq)|PRIMARY KEY (case_id, seq, at, act)|./store|Version|Stale|Model|Save
hash of each fact|store/fact.go|case link.Short() != row.Hash:|case link.Short() != row.Hash && row.Seq < 0:|./app|AuditFindsEveryDamage
head of the chain|store/fact.go|if link != head {|if link != head && id < 0 {|./app|AuditFindsEveryDamage
the re-checker's own limit (core/watch)|core/watch/clocks.go|w.held("acceptance", from, w.due(from, w.Rules.AcceptWithin, nil, nil))|w.held("acceptance", from, w.due(from-1, w.Rules.AcceptWithin, nil, nil))|./core/watch|Sound|Scenarios
the re-checker sees a stop on the last day (许可法45)|core/watch/examine.go|(s.from == due \|\| w.now == due)|(s.from == due-99)|./core/notice|EveryFactHasItsDocument
the re-checker sees stops in a row (许可法45)|core/watch/examine.go|Count(before, s.from.Add(-1)) <= 0|Count(before, s.from.Add(-1)) < 0|./core/notice|EveryFactHasItsDocument
the re-checker sees a dead licence in the register (许可法70)|core/watch/clocks.go|w.cancelWaited()|_ = w.cancelWaited|./core/notice|EveryFactHasItsDocument
no original comes by fax or e-mail (许可法29)|core/casework/filing.go|v.need(g.How != Original|v.need(true \|\| g.How != Original|./core/casework|WrongInput
other proof stands for no licence of the register (浙2018 A9)|core/casework/filing.go|v.need(g.Instead == "" \|\| g.How != Registered|v.need(g.Instead == "" \|\| true \|\| g.How != Registered|./core/casework|Instead
a poor rating is set aside by another (国办发〔2019〕51号)|app/rating.go|case r.DoubtedBy != staff:|case r.DoubtedBy != "":|./app|RatingAgainAndAside
who holds to account hears first (问责登记)|app/accountability.go|return len(steps) > 0 \|\| h.Today() > h.AccountHeardOn(a)|return true|./app|Account
the re-checker looks at complaints (core/watch)|core/watch/register.go|w.need(blank(c.Staff) \|\| d.By != c.Staff, "complaintSelf"|w.need(true, "complaintSelf"|./core/watch|EveryDamage
all are told of their right to a hearing (许可法47(1))|core/casework/hearing_call.go|!told && !interested {|!told && !interested \|\| c.Version > 0 {|./core/notice|EveryFactHasItsDocument
everybody interested in a licence is told of his right to a hearing (许可法47(1))|core/casework/hearing_call.go|interested := len(c.Interested) > 0|interested := len(c.Interested) > 9|./core/notice|EveryFactHasItsDocument
everybody has his notice of a hearing before it is held (许可法48(1)(1))|core/casework/serve_hearing.go|if on.IsZero() {|if on < 0 {|./core/notice|EveryFactHasItsDocument
nothing is filed before it is served (民诉法87)|core/casework/exit.go|return Refusal{"serveFirst"|_ = Refusal{"serveFirst"|./core/notice|EveryFactHasItsDocument
what is to be served is open work until it is (民诉法87)|core/casework/exit.go|if len(owed) == 0 {|if len(owed) >= 0 {|./core/notice|EveryFactHasItsDocument
past the law a clock is purple as its work is (许可法32(4)、44)|core/casework/light.go|if c.byLaw(r.Name) {|if c.byLaw(r.Name) && r.Name == StatutoryClock {|./core/casework|ClockAsQueue
a served case is not late for its delivery (许可法44)|core/casework/light.go|if c.State() == Delivered {|if c.State() == Closed {|./core/notice|EveryFactHasItsDocument
nobody resumes the clock of a hearing by hand (许可法45、48)|core/casework/special.go|if c.hearingStop() != nil {|if c.hearingStop() != nil && c.Version < 0 {|./core/notice|EveryFactHasItsDocument
remedies run from the service of the exit (复议法20)|core/casework/exit.go|served = c.exitServed(last.Act)|_ = c.exitServed(last.Act)|./core/notice|EveryFactHasItsDocument
a stop told in time begins within the promise (许可法45)|core/casework/special.go|env.today() <= promise && a.From > promise:|env.today() <= promise && a.From > promise+99:|./core/notice|EveryFactHasItsDocument
remedies by the law of the later decision (复议法24)|core/casework/exit.go|if x.On >= last.On {|if x.On >= last.On && last.Act == "" {|./core/notice|EveryFactHasItsDocument
a bar ends on the same day of the month (民法典202)|core/casework/revoke_licence.go|barFor.After(env.today())|barFor.LastDay(env.today().Add(1))|./core/notice|EveryFactHasItsDocument
the file holds the minutes of the hearing (案卷评查标准)|core/casework/file_away.go|add(h.held(), "hearingMinutes")|add(false, "hearingMinutes")|./core/notice|EveryFactHasItsDocument
a withdrawal knows no keeping for public harm (许可法69(3))|core/casework/revoke_licence.go|v.need(a.Outcome != KeepForHarm|v.need(true|./core/notice|EveryFactHasItsDocument
demands are held to the facts by the audit|app/audit.go|case w.Chases != store.ChasesText(w.Case):|case w.Chases != store.ChasesText(w.Case) && w.ID < 0:|./app|AuditFindsEveryDamage
ROWS
}

survived=0 checked=0
while IFS= read -r row; do
  # the separator may be escaped within a column
  IFS=$'\x01' read -r name file from to packages run <<<"$(sed -e 's/\\|/\x02/g' -e 's/|/\x01/; s/|/\x01/; s/|/\x01/; s/|/\x01/; s/|/\x01/' -e 's/\x02/|/g' <<<"$row")"
  [[ -z $only || $name == *"$only"* ]] || continue
  checked=$((checked + 1))
  cp "$copy/$file" "$copy/.kept"
  FROM=$from TO=$to perl -0pi -e 's/\Q$ENV{FROM}\E/$ENV{TO}/' "$copy/$file"
  if cmp -s "$copy/$file" "$copy/.kept"; then
    echo "LOST      $name: the rule is not where this script looks ($file)"
    survived=$((survived + 1))
  elif ! out=$(cd "$copy" && go vet $packages 2>&1); then
    echo "BROKEN    $name: does not build: $(head -3 <<<"$out")"
    survived=$((survived + 1))
  elif out=$(cd "$copy" && go test -count=1 -short -run "$run" $packages 2>&1); then
    echo "SURVIVED  $name: no test of $packages ($run) fails"
    survived=$((survived + 1))
  else
    echo "killed    $name: $(grep -m1 -oE -- '--- FAIL: [^ ]+' <<<"$out" | cut -c11-)"
  fi
  cp "$copy/.kept" "$copy/$file"
done < <(rules)
echo "$checked rules broken, $((checked - survived)) found."
[[ $survived == 0 && $checked -gt 0 ]]
