package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// register (登记) is what an act writes beside the case for look-ups: the licence, and the
// decision and the hearing that everybody may read of.
func register(c casework.Case, f casework.Fact, env casework.Env) store.Plan {
	var plan store.Plan
	if l := licenceRow(c, env.Item); l != nil {
		plan = append(plan, l.Put())
	}
	if p := publication(c, f, env.Item); p != nil {
		plan = append(plan, p.Put())
	}
	if s := hearingNotice(c, f, env); s != nil {
		plan = append(plan, *s)
	}
	return plan
}

// licenceRow is the licence of a case as the register holds it, nil when there is none.
func licenceRow(c casework.Case, item *catalog.Item) *store.Licence {
	if !c.HoldsLicence(item) {
		return nil
	}
	l := store.Licence{CaseID: c.ID, No: c.Issued.No, Ident: c.Issued.ID, Item: c.Item, Unit: c.Decision.Unit,
		Holder: c.Applicant.Name, Masked: MaskedParty(c.Applicant), Tail: tail(c.Applicant.ID), On: c.Decision.On, Until: c.StandsUntil(), Renewing: c.Renewing()}
	if c.Licence != nil && len(c.Licence.Held) > 0 {
		last := c.Licence.Held[len(c.Licence.Held)-1]
		l.Held = [2]period.Date{last.From, last.Until}
	}
	if s := c.LicenceOn(item, c.Decision.On); s != casework.LicenceValid && s != casework.LicenceSuspended { // on that day it had not expired
		l.Gone = s
	}
	return &l
}

// tail is the last four characters of a document's number.
func tail(id string) string { return id[max(0, len(id)-4):] }

// publication is the decision as everybody may read it (许可法40): granted, of the kind 行政许可,
// masked by construction. A refusal is never published.
func publication(c casework.Case, f casework.Fact, item *catalog.Item) *store.Published {
	granted := f.Act == org.Grant || f.Act == org.SettleAmendment && c.Decision != nil && c.Decision.Granted // with its slips mended
	if !granted || item.Type != "01" {
		return nil
	}
	d := c.Decision
	return &store.Published{CaseID: c.ID, Item: c.Item, Unit: d.Unit, Holder: MaskedParty(c.Applicant),
		Content: scrub(d.Content, c.Applicant, c.Agent), On: d.On, Until: d.Until}
}

// MaskedParty is a party's name as the public may see it: of a person the family name only,
// of a body the whole.
func MaskedParty(p casework.Party) string {
	if p.IDType == casework.CreditCode {
		return p.Name
	}
	return MaskName(p.Name)
}

// MaskName (脱敏) keeps the first character of a person's name.
func MaskName(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	return string(first) + strings.Repeat("*", max(1, utf8.RuneCountInString(name)-1))
}

// scrub takes personal data out of a text: the parties' names where they are persons, and
// every run of seven and more digits, which no document number or telephone escapes.
func scrub(text string, who casework.Party, agent *casework.Party) string {
	return longDigits(withoutNames(text, who, agent))
}

// withoutNames masks the names of the parties where they are persons.
func withoutNames(text string, who casework.Party, agent *casework.Party) string {
	for _, p := range []*casework.Party{&who, agent} {
		if p != nil && p.IDType != casework.CreditCode && utf8.RuneCountInString(p.Name) > 1 {
			text = strings.ReplaceAll(text, p.Name, MaskName(p.Name))
		}
		if p != nil && p.Holder != "" {
			text = strings.ReplaceAll(text, p.Holder, MaskName(p.Holder))
		}
	}
	return text
}

// longestDigits is how many digits in a row may stand in a published text: a year, a sum, an
// area, but no telephone and no document.
const longestDigits = 6

func longDigits(text string) string {
	var out strings.Builder
	run := 0
	digits := []rune{}
	flush := func() {
		if run > longestDigits {
			out.WriteString(strings.Repeat("*", len(digits)))
		} else {
			out.WriteString(string(digits))
		}
		run, digits = 0, digits[:0]
	}
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' || r >= '０' && r <= '９':
			run++
			digits = append(digits, r)
		case run > 0 && (r == 'X' || r == 'x' || r == ' ' || r == '-'):
			digits = append(digits, r)
		default:
			flush()
			out.WriteRune(r)
		}
	}
	flush()
	return out.String()
}

// LicenceFile (证照档案) is one licence with its state today.
type LicenceFile struct {
	store.Licence
	State   casework.LicenceState
	RenewBy period.Date // last day for applying to renew it; zero where nothing is to be renewed
	Item    *catalog.Item
}

// ErrNoLicence says that no licence fits what was asked. It does not say what was wrong.
var ErrNoLicence = errors.New("app: no such licence")

// FindLicence (证照查询) finds the licence with a number or identifier whose holder's document
// ends as said: who knows both sees what is public of it, and no more.
func (h *Hall) FindLicence(ctx context.Context, no, tail string) (LicenceFile, error) {
	list, err := h.licencesEnding(ctx, no, tail)
	if err == nil && len(list) == 0 {
		err = ErrNoLicence
	}
	if err != nil {
		return LicenceFile{}, err
	}
	return h.licenceFile(list[0]), nil
}

// licencesEnding are the licences with a number or identifier whose holder's document ends so,
// newest first.
func (h *Hall) licencesEnding(ctx context.Context, no, end string) ([]store.Licence, error) {
	list, err := h.Store.LicencesByNo(ctx, no)
	return slices.DeleteFunc(list, func(l store.Licence) bool { return l.Tail == "" || !strings.EqualFold(l.Tail, end) }), err
}

// shown reads from the register the licences that an act hands in as materials (电子证照调用):
// those that are valid today and whose holder is the applicant, by the whole number.
func (h *Hall) shown(ctx context.Context, c casework.Case, cmd casework.Command) ([]casework.Shown, error) {
	holder, numbers := casework.Showing(c, cmd)
	var found []casework.Shown
	for _, no := range numbers {
		list, err := h.licencesEnding(ctx, strings.TrimSpace(no), tail(holder))
		if err != nil {
			return nil, err
		}
		for _, l := range list {
			if l.StateOn(h.Today()) != casework.LicenceValid {
				continue
			}
			rec, err := h.Store.CaseByNo(ctx, l.CaseNo)
			if err != nil {
				return nil, err
			}
			if catalog.NormalNumber(rec.Applicant.ID) == holder {
				found = append(found, casework.Shown{No: l.No, Ident: l.Ident, Item: l.Item, Unit: l.Unit, Case: l.CaseNo, Until: l.Until})
			}
		}
	}
	return found, nil
}

// Fallen (失效的电子证照) tells of the licences that serve as materials of a case and have not
// stood any more since they were looked up: what became of each, by the code of the material. The
// file keeps what the register said then; whether the change matters is for those who decide.
func (h *Hall) Fallen(ctx context.Context, c casework.Case) (map[string]casework.LicenceState, error) {
	fallen := map[string]casework.LicenceState{}
	for _, g := range c.Materials {
		if g.Licence == nil {
			continue
		}
		list, err := h.Store.LicencesByNo(ctx, g.Licence.No)
		if err != nil {
			return nil, err
		}
		for _, l := range list {
			if state := l.StateOn(h.Today()); l.CaseNo == g.Licence.Case && state != casework.LicenceValid {
				fallen[g.Code] = state
			}
		}
	}
	return fallen, nil
}

func (h *Hall) licenceFile(l store.Licence) LicenceFile {
	f := LicenceFile{Licence: l, State: l.StateOn(h.Today())}
	if list := h.Catalogue().Versions(l.Item); len(list) > 0 {
		f.Item = list[len(list)-1]
		if f.State == casework.LicenceValid && !l.Until.IsZero() {
			f.RenewBy = casework.RenewBy(f.Item, l.Until, h.Calendar()).On
		}
	}
	return f
}

// Licences lists the licences that a body granted, a page of them, newest first.
func (h *Hall) Licences(ctx context.Context, unit string, before store.Place, limit int) ([]LicenceFile, error) {
	list, err := h.Store.LicencesOf(ctx, unit, before, limit)
	if err != nil {
		return nil, err
	}
	var out []LicenceFile
	for _, l := range list {
		out = append(out, h.licenceFile(l))
	}
	return out, nil
}

// LicencesByNo finds the licences with a number or identifier that belong to one of the
// units.
func (h *Hall) LicencesByNo(ctx context.Context, no string, units []string) ([]LicenceFile, error) {
	list, err := h.Store.LicencesByNo(ctx, no)
	if err != nil {
		return nil, err
	}
	var out []LicenceFile
	for _, l := range list {
		for _, u := range units {
			if u == l.Unit {
				out = append(out, h.licenceFile(l))
			}
		}
	}
	return out, nil
}

// sameLicence compares what the register holds with what the facts give.
func sameLicence(stored, derived *store.Licence) bool {
	if stored == nil || derived == nil {
		return stored == nil && derived == nil
	}
	return stored.No == derived.No && stored.Ident == derived.Ident && stored.Unit == derived.Unit &&
		stored.Holder == derived.Holder && stored.Until == derived.Until && stored.Renewing == derived.Renewing && stored.Gone == derived.Gone
}
