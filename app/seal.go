package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"yimen/core/notice"
	"yimen/core/period"
	"yimen/seal"
	"yimen/store"
)

// SealRoom (印章室) is where the seals of a deployment lie: a folder, and the password of its
// keys where this process may seal.
type SealRoom struct {
	Folder   string
	Password []byte      // nil: this process verifies only
	Token    *seal.Token // device that keeps the keys of seals; nil: files do
	TSA      string      // address of an RFC 3161 time stamping service; empty = none
	Demo     bool        // makes an authority and seals of its own, which say 演示

	once      sync.Mutex
	authority *seal.Authority
	opened    map[string]*seal.Seal
}

// Errors of the register of seals.
var (
	ErrNoSealing  = errors.New("app: this process has no password of the seals (YIMEN_SEAL_PASSWORD_FILE)")
	ErrSealOrder  = errors.New("app: the seal does not stand so that this can be done with it")
	ErrSealAbsent = errors.New("no seal in use: ask for one on the desk's page of seals")
)

// open opens the authority once.
func (r *SealRoom) open(now time.Time) (*seal.Authority, error) {
	r.once.Lock()
	defer r.once.Unlock()
	if r.authority != nil {
		return r.authority, nil
	}
	if r.Demo {
		if err := r.demonstrate(now); err != nil {
			return nil, err
		}
	}
	if r.Password == nil {
		return nil, ErrNoSealing
	}
	a, err := seal.OpenAuthority(r.Folder, r.Password)
	if err != nil {
		return nil, err
	}
	if r.Token != nil {
		if err := a.UseToken(*r.Token); err != nil {
			return nil, err
		}
	}
	r.authority, r.opened = a, map[string]*seal.Seal{}
	return a, nil
}

// demonstrate makes the authority of a demonstration at the first need. Its password lies
// beside its keys: they protect nothing.
func (r *SealRoom) demonstrate(now time.Time) error {
	file := filepath.Join(r.Folder, "demo-password")
	text, err := os.ReadFile(file)
	if err == nil {
		r.Password = text
		return nil
	}
	if err := os.MkdirAll(r.Folder, 0o700); err != nil {
		return err
	}
	fresh := make([]byte, 16)
	rand.Read(fresh)
	r.Password = []byte(hex.EncodeToString(fresh))
	if err := os.WriteFile(file, r.Password, 0o600); err != nil {
		return err
	}
	_, err = seal.NewAuthority(r.Folder, "一门演示印章中心", r.Password, true, now)
	return err
}

// seal opens one seal and keeps it open.
func (r *SealRoom) seal(id string, now time.Time) (*seal.Seal, error) {
	a, err := r.open(now)
	if err != nil {
		return nil, err
	}
	r.once.Lock()
	defer r.once.Unlock()
	if s := r.opened[id]; s != nil {
		return s, nil
	}
	s, err := a.Open(id)
	if err == nil {
		r.opened[id] = s
	}
	return s, err
}

// Trust is whom a verifier of this deployment believes, or seal.ErrNoAuthority.
func (h *Hall) Trust() (*seal.Trust, error) {
	if h.Seals == nil {
		return nil, seal.ErrNoAuthority
	}
	return seal.OpenTrust(h.Seals.Folder)
}

func moment(i period.Instant) time.Time { return time.UnixMilli(int64(i)) }

// SealRegister (印章登记簿) reads all seals with their histories.
func (h *Hall) SealRegister(ctx context.Context) ([]seal.Entry, error) {
	rows, err := h.Store.Seals(ctx)
	if err != nil {
		return nil, err
	}
	acts, err := h.Store.SealActs(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]seal.Entry, 0, len(rows))
	for _, r := range rows {
		e := seal.Entry{Items: strings.Fields(r.Items), Request: seal.Request{ID: r.ID, Number: r.Number, Unit: r.Unit, Name: r.Name, Kind: seal.Kind(r.Kind), From: moment(r.From), To: moment(r.To)}}
		for _, a := range acts {
			if a.Seal == r.ID {
				e.Acts = append(e.Acts, seal.Act{What: seal.Deed(a.Act), Who: a.Who, At: moment(a.At), Reason: a.Reason, Serial: a.Serial})
			}
		}
		list = append(list, e)
	}
	return list, nil
}

// SealEntry finds one seal of the register, or store.ErrNotFound.
func (h *Hall) SealEntry(ctx context.Context, id string) (seal.Entry, error) {
	all, err := h.SealRegister(ctx)
	if err != nil {
		return seal.Entry{}, err
	}
	if i := slices.IndexFunc(all, func(e seal.Entry) bool { return e.ID == id }); i >= 0 {
		return all[i], nil
	}
	return seal.Entry{}, store.ErrNotFound
}

// SealAsked (刻章申请) is what an administrator asks for.
type SealAsked struct {
	Unit     string // code
	Items    []string
	From, To period.Date
	Reason   string
}

// longestSeal is how long a seal may be valid.
const longestSeal = 366 * 10

// AskSeal (申请刻制) registers the wish for a seal; a second person makes it. What is wrong
// comes as Problems.
func (h *Hall) AskSeal(ctx context.Context, a SealAsked, staff string) (string, error) {
	if !h.Administers(staff) {
		return "", ErrNotAdministrator
	}
	var all Problems
	need := func(ok bool, field, code string, args ...string) {
		if !ok {
			all = append(all, Problem{Field: field, Code: code, Args: args})
		}
	}
	u, known := h.Directory().Unit(a.Unit, h.Today())
	need(known, "unit", "unknown", "value", a.Unit)
	for _, code := range a.Items {
		_, inForce := h.Catalogue().InForce(code, h.Today())
		need(inForce, "items", "unknown", "value", code)
	}
	need(!a.From.IsZero(), "from", "required")
	need(a.To > a.From, "to", "endsFirst")
	need(a.To <= a.From.Add(longestSeal), "to", "tooLong", "max", fmt.Sprint(longestSeal))
	need(strings.TrimSpace(a.Reason) != "", "reason", "required")
	need(len([]rune(a.Reason)) <= mostText, "reason", "tooLong", "max", fmt.Sprint(mostText))
	if len(all) > 0 {
		return "", all
	}
	now := h.Now()
	row := sealRow(u.Code, u.Name, now)
	row.Items, row.From, row.To = strings.Join(a.Items, " "), period.StartOf(a.From), period.StartOf(a.To.Add(1))-1
	return row.ID, h.Store.Write(ctx, store.Plan{row.Insert(),
		store.SealAct{Seal: row.ID, Seq: 1, At: now, Act: string(seal.Ask), Who: staff, Reason: strings.TrimSpace(a.Reason)}.Insert()})
}

// sealRow is a new seal of a unit. Its number has thirteen digits: the division and seven more.
func sealRow(unit, name string, now period.Instant) store.SealRow {
	id := store.NewID(now)
	return store.SealRow{ID: fmt.Sprintf("%s-%d", unit, id), Number: district + fmt.Sprintf("%07d", id%10_000_000), Unit: unit, Kind: string(seal.Approval), Name: name}
}

// DoSeal does one thing with a seal: makes it or refuses to (who did not ask for it), suspends,
// resumes, revokes. ErrSealOrder: it does not stand so, or somebody was first.
func (h *Hall) DoSeal(ctx context.Context, id string, deed seal.Deed, reason, staff string) error {
	if !h.Administers(staff) {
		return ErrNotAdministrator
	}
	e, err := h.SealEntry(ctx, id)
	if err != nil {
		return err
	}
	if e.State() == seal.Asked && e.Acts[0].Who == staff {
		return ErrSamePerson
	}
	if !slices.Contains(e.Deeds(staff), deed) {
		return ErrSealOrder
	}
	if strings.TrimSpace(reason) == "" {
		return Problems{{Field: "reason", Code: "required"}}
	}
	return h.doSeal(ctx, e, seal.Act{What: deed, Who: staff, At: moment(h.Now()), Reason: strings.TrimSpace(reason)})
}

func (h *Hall) doSeal(ctx context.Context, e seal.Entry, a seal.Act) error {
	if h.Seals == nil {
		return ErrNoSealing
	}
	authority, err := h.Seals.open(a.At)
	if err != nil {
		return err
	}
	if a.What == seal.Make {
		made, err := authority.Open(e.ID) // made before, and the power went
		if errors.Is(err, seal.ErrNoSeal) {
			made, err = authority.Issue(e.Request, a.At)
		}
		if err != nil {
			return err
		}
		a.Serial = made.Serial().Text(16)
	}
	err = h.Store.Write(ctx, store.Plan{store.SealAct{Seal: e.ID, Seq: len(e.Acts) + 1, At: period.Instant(a.At.UnixMilli()),
		Act: string(a.What), Who: a.Who, Reason: a.Reason, Serial: a.Serial}.Insert()})
	switch {
	case store.ConflictIn(err, "seal_act"):
		return ErrSealOrder
	case err != nil:
		return err
	case a.What == seal.Revoke:
		return h.listRevoked(ctx, authority)
	case a.What == seal.Make || a.What == seal.Resume:
		return h.Store.PrintAgain(ctx) // documents may have waited for it
	}
	return nil
}

// listRevoked writes the list of revoked seals anew, from the register.
func (h *Hall) listRevoked(ctx context.Context, a *seal.Authority) error {
	all, err := h.SealRegister(ctx)
	if err != nil {
		return err
	}
	var list []seal.Revoked
	for _, e := range all {
		if r, ok := e.Revoked(); ok {
			list = append(list, r)
		}
	}
	return a.Revoke(list, moment(h.Now()))
}

// sealFor finds the seal in use for a document about an item, or about none: of the body that decides, never the centre's
// own (浙2018 A11(4)). A demonstration makes it at the first need.
func (h *Hall) sealFor(ctx context.Context, unit, item string) (*seal.Seal, error) {
	now := moment(h.Now())
	if _, err := h.Seals.open(now); err != nil {
		return nil, err
	}
	all, err := h.SealRegister(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(e seal.Entry) bool { return e.Serves(unit, item, now) })
	if i >= 0 {
		return h.Seals.seal(all[i].ID, now)
	}
	if !h.Seals.Demo {
		return nil, ErrSealAbsent
	}
	u, ok := h.Directory().UnitOrLast(unit, h.Today())
	if !ok {
		return nil, ErrSealAbsent
	}
	row := sealRow(u.Code, u.Name, h.Now())
	row.From, row.To = period.StartOf(h.Today().Add(-1)), period.StartOf(h.Today().Add(3650))
	ask := seal.Act{What: seal.Ask, Who: demoKeeper, At: now, Reason: "演示"}
	if err := h.Store.Write(ctx, store.Plan{row.Insert(), store.SealAct{Seal: row.ID, Seq: 1, At: h.Now(), Act: string(seal.Ask), Who: demoKeeper, Reason: ask.Reason}.Insert()}); err != nil {
		return nil, err
	}
	e := seal.Entry{Request: seal.Request{ID: row.ID, Number: row.Number, Unit: row.Unit, Name: row.Name, Kind: seal.Approval, From: moment(row.From), To: moment(row.To)}, Acts: []seal.Act{ask}}
	if err := h.doSeal(ctx, e, seal.Act{What: seal.Make, Who: demoKeeper, At: now, Reason: "演示"}); err != nil {
		return nil, err
	}
	return h.Seals.seal(row.ID, now)
}

// demoKeeper stands in the register where a demonstration made a seal by itself.
const demoKeeper = "demo"

// sealed puts the seal on a printed document and records it: the intent before, the result
// with the file. A crash between leaves the intent, and the document is sealed anew.
func (h *Hall) sealed(ctx context.Context, w store.Written, d notice.Document, s *seal.Seal, printed []byte) ([]byte, store.SealUse, error) {
	return h.useSeal(ctx, store.SealUse{CaseID: w.CaseID, Seq: w.Seq, Place: w.Place, Who: h.decidedBy(ctx, w)}, s, printed, d.CaseNo)
}

// useSeal (用印) writes the intent, puts the seal on a file and gives the use as it is to be recorded.
func (h *Hall) useSeal(ctx context.Context, use store.SealUse, s *seal.Seal, printed []byte, reason string) ([]byte, store.SealUse, error) {
	use.Seal, use.At, use.Before = s.ID, h.Now(), sumOf(printed)
	if err := h.Store.Write(ctx, store.Plan{use.Begin()}); err != nil {
		return nil, use, err
	}
	file, err := s.Seal(printed, seal.Stamping{Now: moment(h.Now()), Reason: reason, TSA: h.Seals.TSA})
	use.DoneAt, use.After = h.Now(), sumOf(file)
	return file, use, err
}
