package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"yimen/core/catalog"
	"yimen/core/period"
)

// DraftMove (草稿流转) is one row of a draft's log. Item is the item as it stood, but for saves
// and comments.
type DraftMove struct {
	Rev    int
	At     period.Instant
	Move   catalog.Move
	By     string // 工号
	Remark string
	Item   *catalog.Item
}

// insert is the statement that logs a move.
func (m DraftMove) insert(draft int64) (Stmt, error) {
	body := ""
	if m.Item != nil {
		text, err := json.Marshal(m.Item)
		if err != nil {
			return Stmt{}, err
		}
		body = string(text)
	}
	return Stmt{
		SQL:  `INSERT INTO item_move (draft_id, rev, at, move, by_no, remark, body) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		Args: []any{draft, m.Rev, int64(m.At), string(m.Move), m.By, m.Remark, body},
	}, nil
}

// AddDraft keeps a new draft with its first move. Is another one of the same item open, it is a
// conflict in item_draft.
func (s *Store) AddDraft(ctx context.Context, d catalog.Draft, m DraftMove) error {
	return s.AddDrafts(ctx, []catalog.Draft{d}, []DraftMove{m})
}

// AddDrafts keeps several, all or none.
func (s *Store) AddDrafts(ctx context.Context, drafts []catalog.Draft, moves []DraftMove) error {
	var all Plan
	for i, d := range drafts {
		plan, err := draftPlan(d, moves[i], Stmt{SQL: `INSERT INTO item_draft (id, rev, at, unit, stage, code, head, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`},
			func(head, body string) []any {
				return []any{d.ID, d.Rev, int64(moves[i].At), d.Unit, string(d.Stage), d.Item.Code, head, body}
			})
		if err != nil {
			return err
		}
		all = append(all, plan...)
	}
	if len(all) == 0 {
		return nil
	}
	return s.db.write(ctx, all)
}

// MoveDraft saves a draft over the revision before its own, with the move that made it and what
// belongs to it. Did somebody else move it first, it is a conflict.
func (s *Store) MoveDraft(ctx context.Context, d catalog.Draft, m DraftMove, more ...Stmt) error {
	plan, err := draftPlan(d, m, Stmt{SQL: `UPDATE item_draft SET rev = $1, at = $2, stage = $3, code = $4, head = $5, body = $6 WHERE id = $7 AND rev = $8`, Rows: 1},
		func(head, body string) []any {
			return []any{d.Rev, int64(m.At), string(d.Stage), d.Item.Code, head, body, d.ID, d.Rev - 1}
		})
	if err != nil {
		return err
	}
	return s.db.write(ctx, append(plan, more...))
}

func draftPlan(d catalog.Draft, m DraftMove, save Stmt, args func(head, body string) []any) (Plan, error) {
	body, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("store: draft %d: %w", d.ID, err)
	}
	head, err := json.Marshal(headOf(d))
	if err != nil {
		return nil, fmt.Errorf("store: draft %d: %w", d.ID, err)
	}
	save.Args = args(string(head), string(body))
	m.Rev = d.Rev
	log, err := m.insert(d.ID)
	return Plan{save, log}, err
}

// PublishItem gives the statements that publish one version with the move that does it.
func PublishItem(item catalog.Item, by string, now period.Instant) ([]Stmt, error) {
	body, err := json.Marshal(item)
	if err != nil {
		return nil, fmt.Errorf("store: item %s: %w", item.Code, err)
	}
	return []Stmt{{
		SQL:  `INSERT INTO item_version (code, version, at, by_no, body) VALUES ($1, $2, $3, $4, $5)`,
		Args: []any{item.Code, item.Version, int64(now), by, string(body)},
	}, bump(ItemDefinitions)}, nil
}

// DraftHead (草稿要目) is what a list shows of a draft, without its item.
type DraftHead struct {
	ID    int64          `json:"-"`
	Rev   int            `json:"-"`
	At    period.Instant `json:"-"`
	Unit  string         `json:"-"`
	Stage catalog.Stage  `json:"-"`
	Code  string         `json:"-"`

	Name     string   `json:"name"`
	NameEN   string   `json:"nameEn"`
	Writers  []string `json:"writers,omitempty"`
	Preparer string   `json:"preparer,omitempty"`
	Leader   string   `json:"leader,omitempty"`
}

func headOf(d catalog.Draft) DraftHead {
	return DraftHead{Name: d.Item.Name, NameEN: d.Item.NameEN, Writers: d.Writers, Preparer: d.Preparer, Leader: d.Leader}
}

// DraftScope (草稿范围) are the drafts of a unit that are in some stages.
type DraftScope struct {
	Unit   string // empty: of any unit
	Stages []catalog.Stage
	Apart  string // 工号 of who did not write, check or sign them; empty: whoever did
}

// DraftList says which drafts a list has.
type DraftList struct {
	In, Out []DraftScope // those of one of the former and of none of the latter
	Unit    string       // of this unit alone, where it is not empty
	Stages  []catalog.Stage
	Words   []DraftWord // each of them
	Before  int64       // id before which the list goes on; 0 is its beginning
}

// DraftWord (检索词) is in the code or the head of a draft, or the draft is of an item that it means.
// As the head has more than names, who asks looks at what was found once more.
type DraftWord struct {
	Text  string // in small letters
	Items []string
}

// where is the list's condition.
func (l DraftList) where() (string, []any) {
	var c conditions
	if c.any(l.In); len(l.Out) > 0 {
		c.text += " AND NOT "
		c.any(l.Out)
	}
	if l.Unit != "" {
		c.text += " AND unit = " + c.arg(l.Unit)
	}
	c.text += " AND " + c.stages(l.Stages)
	for _, w := range l.Words {
		c.word(w)
	}
	if l.Before > 0 {
		c.text += " AND id < " + c.arg(l.Before)
	}
	return c.text, c.args
}

// conditions is the text of a WHERE clause with its arguments.
type conditions struct {
	text string
	args []any
}

// arg adds an argument and gives its place.
func (c *conditions) arg(v any) string {
	c.args = append(c.args, v)
	return fmt.Sprintf("$%d", len(c.args))
}

// any is true for what is in one of the scopes.
func (c *conditions) any(scopes []DraftScope) {
	var list []string
	for _, s := range scopes {
		one := c.stages(s.Stages)
		if s.Unit != "" {
			one = "unit = " + c.arg(s.Unit) + " AND " + one
		}
		if s.Apart != "" { // the head has numbers of staff as strings of JSON
			one += " AND head NOT LIKE " + c.arg(`%"`+escapeLike(s.Apart)+`"%`) + " ESCAPE '!'"
		}
		list = append(list, one)
	}
	c.text += "(" + strings.Join(list, " OR ") + ")"
}

func (c *conditions) word(w DraftWord) {
	like := c.arg("%" + escapeLike(w.Text) + "%")
	c.text += " AND (LOWER(code) LIKE " + like + " ESCAPE '!' OR LOWER(head) LIKE " + like + " ESCAPE '!'"
	if len(w.Items) > 0 {
		var places string
		places, c.args = among(w.Items, c.args)
		c.text += " OR code IN (" + places + ")"
	}
	c.text += ")"
}

func (c *conditions) stages(list []catalog.Stage) (text string) {
	text, c.args = among(list, c.args)
	return "stage IN (" + text + ")"
}

// DraftHeads lists the drafts of a list, newest first, at most limit.
func (s *Store) DraftHeads(ctx context.Context, l DraftList, limit int) ([]DraftHead, error) {
	if len(l.In) == 0 || len(l.Stages) == 0 {
		return nil, nil
	}
	where, args := l.where()
	var list []DraftHead
	err := s.db.query(ctx, `SELECT id, rev, at, unit, stage, code, head FROM item_draft WHERE `+where+fmt.Sprintf(` ORDER BY id DESC LIMIT $%d`, len(args)+1),
		append(args, limit), func(r Row) error {
			var d DraftHead
			var at int64
			var stage string
			var head []byte
			if err := r.Scan(&d.ID, &d.Rev, &at, &d.Unit, &stage, &d.Code, &head); err != nil {
				return err
			}
			if err := json.Unmarshal(head, &d); err != nil {
				return fmt.Errorf("store: draft %d: %w", d.ID, err)
			}
			d.At, d.Stage = period.Instant(at), catalog.Stage(stage)
			list = append(list, d)
			return nil
		})
	return list, err
}

// PublishedBy is the unit that published an item last from a draft; empty if none did.
func (s *Store) PublishedBy(ctx context.Context, code string) (unit string, err error) {
	err = s.one(ctx, `SELECT unit FROM item_draft WHERE code = $1 AND stage = 'published' ORDER BY id DESC LIMIT 1`, []any{code}, &unit)
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return unit, err
}

// DraftCodes tells of every code which unit published it last from a draft, and whether a draft
// of it is open.
type DraftCodes struct {
	Publisher map[string]string
	Open      map[string]bool
}

// DraftCodes reads them.
func (s *Store) DraftCodes(ctx context.Context) (DraftCodes, error) {
	c := DraftCodes{map[string]string{}, map[string]bool{}}
	err := s.db.query(ctx, `SELECT code, unit, stage FROM item_draft WHERE stage <> 'dropped' ORDER BY id`, nil, func(r Row) error {
		var code, unit, stage string
		err := r.Scan(&code, &unit, &stage)
		if catalog.Stage(stage).Open() {
			c.Open[code] = true
		} else {
			c.Publisher[code] = unit
		}
		return err
	})
	return c, err
}

const selectDrafts = `SELECT id, rev, at, body FROM item_draft `

// DraftAt is a draft with when it was moved last.
type DraftAt struct {
	catalog.Draft
	At period.Instant
}

// Draft reads one, or ErrNotFound.
func (s *Store) Draft(ctx context.Context, id int64) (DraftAt, error) {
	list, err := s.drafts(ctx, selectDrafts+`WHERE id = $1`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return DraftAt{}, err
	}
	return list[0], nil
}

func (s *Store) drafts(ctx context.Context, sql string, args ...any) ([]DraftAt, error) {
	var list []DraftAt
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var d DraftAt
		var at int64
		var rev int
		var id int64
		var body []byte
		if err := r.Scan(&id, &rev, &at, &body); err != nil {
			return err
		}
		if err := json.Unmarshal(body, &d.Draft); err != nil {
			return fmt.Errorf("store: draft %d: %w", id, err)
		}
		d.ID, d.Rev, d.At = id, rev, period.Instant(at)
		list = append(list, d)
		return nil
	})
	return list, err
}

// DraftMoves reads the log of a draft, newest first.
func (s *Store) DraftMoves(ctx context.Context, draft int64) ([]DraftMove, error) {
	var list []DraftMove
	err := s.db.query(ctx, `SELECT rev, at, move, by_no, remark, body FROM item_move WHERE draft_id = $1 ORDER BY rev DESC`, []any{draft}, func(r Row) error {
		var m DraftMove
		var at int64
		var move string
		var body []byte
		if err := r.Scan(&m.Rev, &at, &move, &m.By, &m.Remark, &body); err != nil {
			return err
		}
		m.At, m.Move = period.Instant(at), catalog.Move(move)
		if len(body) > 0 {
			m.Item = new(catalog.Item)
			if err := json.Unmarshal(body, m.Item); err != nil {
				return err
			}
		}
		list = append(list, m)
		return nil
	})
	return list, err
}

// Withdrawal (事项停用) says that a published version is in force until a day and no longer.
type Withdrawal struct {
	Code    string
	Version int
	Last    period.Date
	At      period.Instant
	By      string
	Reason  string
}

// Withdraw keeps it; was the version withdrawn before, it is a conflict in item_withdrawal.
func (s *Store) Withdraw(ctx context.Context, w Withdrawal) error {
	return s.db.write(ctx, Plan{{
		SQL:  `INSERT INTO item_withdrawal (code, version, last_on, at, by_no, reason) VALUES ($1, $2, $3, $4, $5, $6)`,
		Args: []any{w.Code, w.Version, int(w.Last), int64(w.At), w.By, w.Reason},
	}, bump(ItemDefinitions)})
}

// Withdrawals reads all.
func (s *Store) Withdrawals(ctx context.Context) ([]Withdrawal, error) {
	var list []Withdrawal
	err := s.db.query(ctx, `SELECT code, version, last_on, at, by_no, reason FROM item_withdrawal ORDER BY code, version`, nil, func(r Row) error {
		var w Withdrawal
		var last, at int64
		err := r.Scan(&w.Code, &w.Version, &last, &at, &w.By, &w.Reason)
		w.Last, w.At = period.Date(last), period.Instant(at)
		list = append(list, w)
		return err
	})
	return list, err
}

// ItemUse (在办影响) is what holds a version of an item: cases with open work, the first of them
// by their numbers, and drafts of applicants.
type ItemUse struct {
	Running, Drafts int
	Nos             []string
}

// ItemUse counts them.
func (s *Store) ItemUse(ctx context.Context, code string, most int) (ItemUse, error) {
	var u ItemUse
	err := s.one(ctx, `SELECT COUNT(*) FROM todo WHERE item = $1 AND n = 0 AND act IN ('', 'conclude')`, []any{code}, &u.Running)
	if err == nil {
		err = s.one(ctx, `SELECT COUNT(*) FROM cases WHERE item = $1 AND draft IS NOT NULL AND no IS NULL`, []any{code}, &u.Drafts)
	}
	if err != nil {
		return u, err
	}
	err = s.db.query(ctx, `SELECT c.no FROM todo t JOIN cases c ON c.id = t.case_id WHERE t.item = $1 AND t.n = 0 AND t.act IN ('', 'conclude') AND c.no IS NOT NULL ORDER BY c.no LIMIT $2`,
		[]any{code, most}, func(r Row) error {
			var no string
			err := r.Scan(&no)
			u.Nos = append(u.Nos, no)
			return err
		})
	return u, err
}
