package app

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/store"
)

// What bounds the people who may act for a firm.
const (
	longestMandate = 3 * 366 // days
	invitesADay    = 20
	mostHandlers   = 200 // shown and looked at, ended ones too
)

// Who ended a mandate.
const (
	EndedByFirm = "firm"
	EndedBySelf = "self"
)

// Mandate (委托) is a firm that somebody acts for: as who represents it by law, or as its handler.
type Mandate struct {
	Firm    store.Firm
	Handler *store.Handler // nil: the representative
}

// Covers tells whether one may act by it for an item on a day.
func (m Mandate) Covers(item string, on period.Date) bool {
	return m.Handler == nil || m.Handler.Stands(item, on)
}

// AddFirm (添加法人) adds a legal person to the account of who represents it. That he does is not
// proved here: the account opens no case but those begun in it.
func (h *Hall) AddFirm(ctx context.Context, resident int64, code, name string) (store.Firm, error) {
	f := store.Firm{Resident: resident, Code: catalog.NormalNumber(code), Name: strings.TrimSpace(name), Since: h.Now()}
	wrong := lengthFault("name", f.Name, 100, true)
	if c := catalog.CheckCreditCode(f.Code); c != "" {
		wrong = append(wrong, casework.FieldError{Field: "code", Code: c})
	}
	if len(wrong) > 0 {
		return f, wrong
	}
	f.ID = store.NewID(f.Since)
	err := h.Store.AddFirm(ctx, f)
	if store.ConflictIn(err, "firm") {
		return f, casework.Invalid{{Field: "code", Code: "firmTwice"}}
	}
	return f, err
}

// OwnFirm reads a firm for who represents it, else ErrNotFound.
func (h *Hall) OwnFirm(ctx context.Context, resident, firm int64) (store.Firm, error) {
	f, err := h.Store.Firm(ctx, firm)
	if err == nil && f.Resident != resident {
		err = ErrNotFound
	}
	return f, err
}

// Invite (邀请经办人) invites somebody by his phone to act for a firm. text puts the news into a
// message, which is sent where the hall can send one.
func (h *Hall) Invite(ctx context.Context, rep store.Resident, firm store.Firm, x store.Handler, text string) error {
	x.Name, x.Firm, x.InvitedAt = strings.TrimSpace(x.Name), firm.ID, h.Now()
	known, err := h.Store.HandlersOf(ctx, firm.ID)
	if err != nil {
		return err
	}
	if wrong := h.checkHandler(rep, x, known); len(wrong) > 0 {
		return wrong
	}
	x.ID = store.NewID(x.InvitedAt)
	if err := h.Store.AddHandler(ctx, x); err != nil || h.TextPhone == nil {
		return err
	}
	if err := h.TextPhone(ctx, x.Phone, text); err != nil {
		return errors.Join(casework.Invalid{{Field: "phone", Code: "inviteUnsent"}}, err)
	}
	return nil
}

func (h *Hall) checkHandler(rep store.Resident, x store.Handler, known []store.Handler) casework.Invalid {
	today := h.Today()
	v := lengthFault("name", x.Name, 50, true)
	wrong := func(bad bool, field, code string, args ...string) {
		if bad {
			v = append(v, casework.FieldError{Field: field, Code: code, Args: args})
		}
	}
	invited, waits := 0, false
	for _, k := range known {
		if k.InvitedAt.Date() == today {
			invited++
		}
		waits = waits || k.Phone == x.Phone && k.EndedAt == 0 && k.To >= today
	}
	wrong(!catalog.IsMobile(x.Phone), "phone", "mobile")
	wrong(x.Phone == rep.Phone, "phone", "handlerSelf")
	wrong(waits, "phone", "handlerTwice")
	wrong(invited >= invitesADay || len(known) >= mostHandlers, "phone", "invitesEnough")
	wrong(x.To < today, "to", "dayTooEarly", today.String())
	wrong(x.To < x.From, "to", "dayTooEarly", x.From.String())
	wrong(x.To > x.From.Add(longestMandate), "to", "mandateLong", strconv.Itoa(longestMandate/366))
	for _, code := range x.Items {
		_, ok := h.Catalogue().InForce(code, today)
		wrong(!ok, "items", "not_an_option")
	}
	return v
}

// TakeMandate (接受委托) lets a resident take an invitation of his phone and name.
func (h *Hall) TakeMandate(ctx context.Context, r store.Resident, id int64) error {
	x, err := h.Store.Handler(ctx, id)
	if err == nil && (x.Phone != r.Phone || r.Phone == "") {
		err = ErrNotFound
	}
	if err != nil {
		return err
	}
	if x.Name != r.Name {
		return casework.Refusal{Code: "handlerName"}
	}
	return h.Store.TakeHandler(ctx, id, r.ID, r.Phone, h.Now())
}

// LayDown (辞去委托) declines an invitation of one's phone, or lays down a mandate.
func (h *Hall) LayDown(ctx context.Context, r store.Resident, id int64) error {
	x, err := h.Store.Handler(ctx, id)
	if err == nil && x.Resident != r.ID && (x.Resident != 0 || x.Phone != r.Phone || r.Phone == "") {
		err = ErrNotFound
	}
	if err != nil {
		return err
	}
	return h.Store.EndHandler(ctx, id, EndedBySelf, h.Now())
}

// Revoke (撤销委托) ends the mandate of a firm's handler at once.
func (h *Hall) Revoke(ctx context.Context, firm store.Firm, id int64) error {
	x, err := h.Store.Handler(ctx, id)
	if err == nil && x.Firm != firm.ID {
		err = ErrNotFound
	}
	if err != nil {
		return err
	}
	return h.Store.EndHandler(ctx, id, EndedByFirm, h.Now())
}

// Mandates reads all that somebody may act for today.
func (h *Hall) Mandates(ctx context.Context, resident int64) ([]Mandate, error) {
	firms, err := h.Store.FirmsOf(ctx, resident)
	if err != nil {
		return nil, err
	}
	var list []Mandate
	for _, f := range firms {
		list = append(list, Mandate{Firm: f})
	}
	taken, err := h.Store.HandlersFor(ctx, resident)
	if err != nil {
		return nil, err
	}
	today := h.Today()
	for _, x := range taken {
		if x.EndedAt != 0 || x.From > today || x.To < today {
			continue
		}
		f, err := h.Store.Firm(ctx, x.Firm)
		if err != nil {
			return nil, err
		}
		list = append(list, Mandate{f, &x})
	}
	return list, nil
}

// MandatesFor are those that cover an item today.
func (h *Hall) MandatesFor(ctx context.Context, resident int64, item string) ([]Mandate, error) {
	all, err := h.Mandates(ctx, resident)
	var list []Mandate
	for _, m := range all {
		if m.Covers(item, h.Today()) {
			list = append(list, m)
		}
	}
	return list, err
}

// mandate finds the one by which somebody may act for a firm in a matter of an item today; nil: there
// is none.
func (h *Hall) mandate(ctx context.Context, resident, firm int64, item string) (*Mandate, error) {
	list, err := h.MandatesFor(ctx, resident, item)
	if i := slices.IndexFunc(list, func(m Mandate) bool { return m.Firm.ID == firm }); i >= 0 {
		return &list[i], err
	}
	return nil, err
}

// mandateOn finds the one by which somebody may act on a case that was begun in a firm's name; nil:
// there is none, or the case was begun in nobody's name.
func (h *Hall) mandateOn(ctx context.Context, resident int64, c casework.Case) (*Mandate, error) {
	firm, err := h.Store.FirmOf(ctx, c.ID)
	if err != nil || firm == 0 {
		return nil, err
	}
	return h.mandate(ctx, resident, firm, c.Item)
}

// BeginFor (以法人名义新建草稿) opens a draft in the name of a firm.
func (h *Hall) BeginFor(ctx context.Context, resident, firm int64, item string, f casework.Filing) (Record, error) {
	r, err := h.Store.Resident(ctx, resident)
	if err != nil {
		return Record{}, err
	}
	m, err := h.mandate(ctx, resident, firm, item)
	if err != nil {
		return Record{}, err
	}
	if m == nil {
		return Record{}, casework.Refusal{Code: "mandateEnded"}
	}
	f.Applicant = casework.Party{Name: m.Firm.Name, IDType: casework.CreditCode, ID: m.Firm.Code, Phone: r.Phone, Holder: r.Name}
	return h.newDraft(ctx, item, f, func(id int64) store.Stmt { return store.FirmCase(id, firm, resident, h.Now()) })
}

// Via (经办) is the name of who acts for the firm in whose name a case was begun; empty where that
// is nobody who signed in.
func (h *Hall) Via(ctx context.Context, resident int64, c casework.Case) (string, error) {
	m, err := h.mandateOn(ctx, resident, c)
	if err != nil || m == nil {
		return "", err
	}
	r, err := h.Store.Resident(ctx, resident)
	return r.Name, err
}

// SubmitAs hands a draft in for who signed in (0: nobody). One that was begun in the name of a firm is
// handed in for that firm alone, by somebody who may act for it today.
func (h *Hall) SubmitAs(ctx context.Context, code string, f casework.Filing, resident int64) (Record, error) {
	rec, err := h.Store.CaseByDraft(ctx, code)
	if errors.Is(err, store.ErrNotFound) {
		return h.Submit(ctx, code, f)
	}
	if err != nil {
		return Record{}, err
	}
	firm, err := h.Store.FirmOf(ctx, rec.ID)
	if err != nil || firm == 0 {
		return h.submit(ctx, rec, f, "", err)
	}
	m, err := h.mandate(ctx, resident, firm, rec.Item)
	if err != nil {
		return Record{}, err
	}
	if m == nil {
		return Record{}, casework.Refusal{Code: "mandateEnded"}
	}
	if f.Applicant.IDType != casework.CreditCode || catalog.NormalNumber(f.Applicant.ID) != m.Firm.Code {
		return Record{}, casework.Invalid{{Field: "applicant.id", Code: "firmDiffers", Args: []string{m.Firm.Name}}}
	}
	r, err := h.Store.Resident(ctx, resident)
	by := store.FirmHand{Firm: firm, Resident: resident}
	if m.Handler != nil {
		by.Mandate = m.Handler.ID
	}
	return h.submit(ctx, rec, f, r.Name, err, store.HandIn(rec.ID, by))
}
