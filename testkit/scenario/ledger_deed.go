package scenario

import (
	"errors"
	"fmt"
	"slices"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
)

// deed is a line on which somebody does something on a ledger.
type deed struct {
	at        period.Instant
	who, unit string
	do        func(entry) error
}

// deedWord finds the deed that a line tells; the word stands after day, time and who.
func deedWord(words []word) (build func(*args) func(entry) error, is bool) {
	i := slices.IndexFunc(words, func(w word) bool { return !dated(w) })
	if i < 0 || i+1 >= len(words) || words[i+1].given {
		return nil, false
	}
	for _, d := range deedWords {
		if d.word == words[i+1].text {
			return d.build, true
		}
	}
	return nil, false
}

// readDeed reads when, who, what and with what; what follows → is returned.
func (p *parser) readDeed(words []word, build func(*args) func(entry) error) (d deed, after []word, err error) {
	if d.at, words, err = p.moment(words); err != nil {
		return d, nil, err
	}
	if d.who, d.unit, err = readActor(words[0].text); err != nil {
		return d, nil, err
	}
	rest, after := cutArrow(words[2:])
	given := args{words: slices.Clone(rest)}
	d.do = build(&given)
	return d, after, given.done()
}

// enter does the deed; that somebody has no right is a refusal, too.
func (d deed) enter(p *play) error {
	e, err := p.entry(d.at)
	if err != nil {
		return err
	}
	p.now = d.at
	if e.who, err = p.cast(d.who, d.unit); err != nil {
		return err
	}
	if err = d.do(e); errors.Is(err, app.ErrNoRight) {
		return casework.Refusal{Code: "notYours"}
	}
	return err
}

func (p *play) entry(at period.Instant) (entry, error) {
	h, ok := p.hall.(Ledger)
	if !ok {
		return entry{}, errNoLedger
	}
	c, err := p.hall.Case(p.current)
	return entry{Hall: h.Beside(at), c: c, play: p}, err
}

// play does a deed that must be done, and leaves the case as it was.
func (d deed) play(p *play) error {
	before, err := p.hall.Case(p.current)
	if err != nil {
		return err
	}
	if err := d.enter(p); err != nil {
		if refused(err) {
			return &Broken{Expected: "办成", Found: sayRefusal(err)}
		}
		return err
	}
	after, err := p.hall.Case(p.current)
	if err == nil && shown(before) != shown(after) {
		return &Broken{Expected: "办件不变 " + shown(before), Found: shown(after)}
	}
	return err
}

// readDeedRefusal reads 拒 … → … of a deed.
func (p *parser) readDeedRefusal(words []word, build func(*args) func(entry) error) (func(*play) error, error) {
	d, after, err := p.readDeed(words, build)
	if err != nil {
		return nil, err
	}
	if len(after) < 2 {
		return nil, faultf("「拒」的一行应以 → 因=… 或 → 字段=… 结尾")
	}
	want, err := readReasons(after[1:], ledgerCodes, ledgerFields.read)
	return func(p *play) error {
		switch err := d.enter(p); {
		case err == nil:
			return &Broken{Expected: "拒绝 " + want.text, Found: "办成"}
		case !refused(err):
			return err
		case !want.fits(err):
			return &Broken{Expected: "拒绝 " + want.text, Found: sayRefusal(err)}
		}
		return nil
	}, err
}

func refused(err error) bool {
	var refusal casework.Refusal
	var invalid casework.Invalid
	return errors.As(err, &refusal) || errors.As(err, &invalid)
}

func sayRefusal(err error) string {
	var refusal casework.Refusal
	if errors.As(err, &refusal) {
		code, _ := ledgerCodes.say(refusal.Code)
		return "拒绝 因=" + code + " " + refusal.Code + " 依据=" + refusal.Rule
	}
	var invalid casework.Invalid
	errors.As(err, &invalid)
	text := "拒绝"
	for _, f := range invalid {
		field, _ := ledgerFields.say(f.Field)
		code, _ := ledgerCodes.say(f.Code)
		text += fmt.Sprintf(" %s=%s（%s %s）", field, code, f.Field, f.Code)
	}
	return text
}
