package desk

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// afterActs are what follows a decision beside handing it out: the fee, the closing of the
// file, the correction of a closed case.
var afterActs = []action{
	{act: org.OrderFee, look: ui.Plain, fields: feeFields, readOf: readFee, place: feePlace, asks: true},
	{act: org.PayFee, fields: payFields, start: payStart, read: readPay},
	{act: org.FileAway, look: ui.Plain, fields: fileFields, start: fileStart, readOf: readFile, asks: true, large: true},
	{act: org.ProposeAmendment, look: ui.Plain, fields: amendFields, read: readAmend, asks: true},
	{act: org.SettleAmendment, look: ui.Plain, fields: settleFields, read: readSettle},
}

const feePrefix, reducedPrefix, byPrefix, pagesPrefix = "fen.", "reduced.", "by.", "pages."

// feeFields are one line for each charge that the item publishes: amount, what is waived, on
// which basis. An empty line is not charged.
func feeFields(s subject) []ui.Field {
	var fields []ui.Field
	for _, f := range s.Item.Sheet.Fee.Items {
		name := ui.Text{Zh: f.Name, En: f.NameEN}
		fields = append(fields,
			ui.Field{Name: feePrefix + f.Name, Kind: ui.KindText, Label: ui.Words("handout.f.fen", "name", name), Hint: ui.Text{Zh: f.Standard + "（" + f.Basis + "）"}, Max: 14},
			ui.Field{Name: reducedPrefix + f.Name, Kind: ui.KindText, Label: ui.Words("handout.f.reduced", "name", name), Max: 14, Half: true},
			ui.Field{Name: byPrefix + f.Name, Kind: ui.KindText, Label: ui.Words("handout.f.reducedBy", "name", name), Hint: ui.Text{Zh: f.Reduction}, Max: 200, Half: true})
	}
	return fields
}

// charged are the charges that were filled in, in the order of their names.
func charged(f ui.Form) []string {
	var list []string
	for _, name := range sortedNames(f) {
		if of, ok := strings.CutPrefix(name, feePrefix); ok && f.Get(name) != "" {
			list = append(list, of)
		}
	}
	return list
}

func readFee(_ *Desk, _ subject, f *ui.Form) (casework.Command, error) {
	var a casework.OrderFee
	for _, name := range charged(*f) {
		a.Lines = append(a.Lines, casework.FeeLine{Name: name, Fen: fenOf(f.Get(feePrefix + name)), Reduced: fenOf(f.Get(reducedPrefix + name)), By: f.Get(byPrefix + name)})
	}
	return a, nil
}

// feePlace finds the line that the core speaks of by its place in the list.
func feePlace(f ui.Form, field string) string {
	list := charged(f)
	if i, err := strconv.Atoi(strings.TrimPrefix(field, "lines.")); err == nil && i < len(list) {
		return feePrefix + list[i]
	}
	if field == "lines" {
		for _, name := range sortedNames(f) {
			if strings.HasPrefix(name, feePrefix) {
				return name
			}
		}
		return ""
	}
	return field
}

// fenOf reads an amount in yuan; what is none is less than nothing, which the core refuses.
func fenOf(text string) int64 {
	if text == "" {
		return 0
	}
	yuan, cents, _ := strings.Cut(text, ".")
	if len(cents) > 2 || len(yuan) > 10 || strings.ContainsAny(text, "+-_") {
		return -1
	}
	n, err := strconv.ParseInt(yuan+(cents + "00")[:2], 10, 64)
	if err != nil {
		return -1
	}
	return n
}

func payFields(subject) []ui.Field {
	return []ui.Field{
		{Name: "fen", Kind: ui.KindText, Label: ui.Words("handout.f.paid"), Required: true, Max: 14, Half: true},
		{Name: "receipt", Kind: ui.KindText, Label: ui.Words("handout.f.receipt"), Hint: ui.Words("handout.f.receipt.hint"), Required: true, Max: 200, Half: true}}
}

func payStart(s subject) url.Values {
	if s.Fee == nil {
		return url.Values{}
	}
	return url.Values{"fen": {casework.Yuan(s.Fee.Total())}}
}

func readPay(f ui.Form) casework.Command {
	return casework.PayFee{Fen: fenOf(f.Get("fen")), Receipt: f.Get("receipt")}
}

// fileFields ask how many pages each paper of the file has; their numbers follow from that.
func fileFields(s subject) []ui.Field {
	var fields []ui.Field
	for _, code := range casework.Contents(s.Case) {
		fields = append(fields, ui.Field{Name: pagesPrefix + code, Kind: ui.KindNumber, Label: ui.Words("handout.f.pages", "name", paperName(s, code)),
			Required: true, Half: true, Lowest: "1", Highest: "9999"})
	}
	keep := ui.Field{Name: "keep", Kind: ui.KindSelect, Label: ui.Words("handout.f.keep"), Required: true, Half: true}
	for _, k := range casework.Retentions {
		keep.Options = append(keep.Options, ui.Option{Value: string(k), Label: ui.Words("codes.keep." + string(k))})
	}
	return append(fields, keep, ui.Field{Name: "place", Kind: ui.KindText, Label: ui.Words("handout.f.shelf"), Max: 200, Half: true})
}

// paperName is the name of a paper of the file.
func paperName(s subject, code string) ui.Text {
	if of, ok := strings.CutPrefix(code, "m:"); ok {
		if m := s.material(of); m != nil {
			return ui.Text{Zh: m.Name, En: m.NameEN}
		}
		return ui.Text{Zh: of}
	}
	return ui.Words("codes.paper." + code)
}

// fileStart begins with one page each, and thirty years.
func fileStart(s subject) url.Values {
	v := url.Values{"keep": {string(casework.ThirtyYears)}}
	for _, code := range casework.Contents(s.Case) {
		v.Set(pagesPrefix+code, "1")
	}
	return v
}

func readFile(_ *Desk, s subject, f *ui.Form) (casework.Command, error) {
	a := casework.FileAway{Keep: casework.Retention(f.Get("keep")), Place: f.Get("place")}
	for _, code := range casework.Contents(s.Case) {
		if n, err := strconv.Atoi(f.Get(pagesPrefix + code)); err == nil {
			a.Papers = append(a.Papers, casework.Paper{Code: code, Pages: n})
		}
	}
	return a, nil
}

func amendFields(s subject) []ui.Field {
	what := ui.Field{Name: "what", Kind: ui.KindSelect, Label: ui.Words("handout.f.amendWhat"), Hint: ui.Words("handout.f.amendWhat.hint"), Required: true}
	for _, k := range s.CanAmend() {
		what.Options = append(what.Options, ui.Option{Value: string(k), Label: ui.Words("handout.f.amendNow", "what", ui.Words("codes.amend."+string(k)), "now", short(s.TextOf(k)))})
	}
	return []ui.Field{what,
		{Name: "after", Kind: ui.KindTextarea, Label: ui.Words("handout.f.amendAfter"), Required: true, Max: maxText, Rows: 2},
		{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words("desk.f.reason"), Required: true, Max: maxText, Rows: 2}}
}

// short is the beginning of a text, for a list to choose from.
func short(s string) string {
	if r := []rune(s); len(r) > 24 {
		return string(r[:24]) + "…"
	}
	return s
}

func readAmend(f ui.Form) casework.Command {
	return casework.ProposeAmendment{What: casework.Amendable(f.Get("what")), After: f.Get("after"), Reason: f.Get("reason")}
}

func settleFields(subject) []ui.Field {
	return []ui.Field{
		{Name: "agreed", Kind: ui.KindRadio, Label: ui.Words("handout.f.agreed"), Required: true, Options: []ui.Option{
			{Value: "yes", Label: ui.Words("handout.f.agreed.yes")}, {Value: "no", Label: ui.Words("handout.f.agreed.no")}}},
		{Name: "opinion", Kind: ui.KindTextarea, Label: ui.Words("desk.f.opinion"), Required: true, Max: maxText, Rows: 2}}
}

func readSettle(f ui.Form) casework.Command {
	return casework.SettleAmendment{Agreed: f.Get("agreed") == "yes", Opinion: f.Get("opinion")}
}

// afterText tells what these acts did, in one line.
func (p casePage) afterText(ctx context.Context, f casework.Fact) string {
	switch a := f.Body.(type) {
	case *casework.OrderFee:
		return feeText(ctx, a.Lines)
	case *casework.PayFee:
		if a.Provider != "" {
			return ui.Say(ctx, "handout.told.paidOnline", "yuan", casework.Yuan(a.Fen), "receipt", a.Receipt, "ref", a.Ref)
		}
		return ui.Say(ctx, "handout.fact.paid", "yuan", casework.Yuan(a.Fen), "receipt", a.Receipt)
	case *casework.FileAway:
		last := a.Papers[len(a.Papers)-1]
		return ui.Say(ctx, "handout.fact.filed", "n", len(a.Papers), "pages", last.From+last.Pages-1, "keep", ui.CodeName(ctx, "keep", string(a.Keep)))
	case *casework.ProposeAmendment:
		return ui.Say(ctx, "handout.fact.proposed", "what", ui.CodeName(ctx, "amend", string(a.What)), "before", a.Before, "after", a.After, "reason", a.Reason)
	case *casework.SettleAmendment:
		if a.Agreed {
			return join(ctx, ui.Say(ctx, "handout.f.agreed.yes"), a.Opinion)
		}
		return join(ctx, ui.Say(ctx, "handout.f.agreed.no"), a.Opinion)
	}
	return ""
}

func feeText(ctx context.Context, lines []casework.FeeLine) string {
	var text []string
	for _, l := range lines {
		one := ui.Say(ctx, "handout.fee.line", "name", l.Name, "yuan", casework.Yuan(l.Fen))
		if l.Reduced > 0 {
			one += ui.Say(ctx, "handout.fee.reduced", "yuan", casework.Yuan(l.Reduced), "by", l.By)
		}
		text = append(text, one)
	}
	return join(ctx, append(text, ui.Say(ctx, "handout.fee.total", "yuan", casework.Yuan(casework.Fee{Lines: lines}.Total())))...)
}

// afterNotices are what must be seen of the fee, the file and a correction.
func (p casePage) afterNotices(ctx context.Context) []string {
	var list []string
	if p.OwesFee() {
		list = append(list, ui.Say(ctx, "handout.notice.fee", "yuan", casework.Yuan(p.Fee.Total())))
	}
	if m := p.OpenAmendment(); m != nil {
		list = append(list, ui.Say(ctx, "handout.fact.proposed", "what", ui.CodeName(ctx, "amend", string(m.What)), "before", m.Before, "after", m.After, "reason", m.Reason))
	}
	if p.Ended != "" && p.Archived == nil && !p.ReceivedOn.IsZero() {
		list = append(list, ui.Say(ctx, "handout.notice.file", "day", isoDue(ctx, p.desk.hall.Calendar().Due(p.FilingTime(p.desk.hall.Rules)))))
	}
	return list
}
