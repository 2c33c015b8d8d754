package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// World is what the scenario takes for granted, to open a hall with.
func (s *Scenario) World() World {
	w := World{District: District(), Calendar: period.Always(period.Default()), Bases: s.bases, Own: s.arranges, StandIns: s.standIns, Items: slices.Clone(s.items), Rules: s.rules}
	if s.base != nil {
		w.Calendar = period.Always(s.base)
	}
	return w
}

// Play plays the scenario in a newly opened hall, up to the first line that does not hold.
// The error is a *Broken, or a *Fault where a line can't be played at all. Beyond what the
// lines say, every act must leave one version more, every refusal the case as it was, and,
// in a hall with a History, replaying the facts must give the case.
func (s *Scenario) Play(open func(World) (Hall, error)) error {
	w := s.World()
	dir, problems := org.NewDirectory(w.District)
	if dir == nil {
		return fmt.Errorf("test district: %v", problems)
	}
	hall, err := open(w)
	if err != nil {
		return fmt.Errorf("%s%w", place(s.File, s.Line), err)
	}
	p := &play{s: s, world: w, dir: dir.StandingIn(w.StandIns), hall: hall, current: first, slots: map[string]slot{}}
	for _, l := range s.lines {
		if err := l.play(p); err != nil {
			return s.placed(l, err)
		}
	}
	return nil
}

// placed writes the place of a line into its error.
func (s *Scenario) placed(l line, err error) error {
	var b *Broken
	var f *Fault
	switch {
	case errors.As(err, &b):
		b.File, b.Line, b.Scenario, b.Text = s.File, l.no, s.Name, l.text
		return b
	case errors.As(err, &f):
		return &Fault{File: s.File, Line: l.no, Text: f.Text}
	}
	return fmt.Errorf("%s%s: %w", place(s.File, l.no), l.text, err)
}

// first is the name of the case in play before any line 办件.
const first = "甲"

// play is a scenario under way.
type play struct {
	s       *Scenario
	world   World
	dir     *org.Directory
	hall    Hall
	now     period.Instant
	current string // name of the case in play
	slots   map[string]slot
	begun   []string  // names of the cases with an act
	last    org.Actor // the last member of staff who did something

	complaint, account string // numbers of the last complaint and finding
}

// slot is what one case of the scenario starts from.
type slot struct{ item, acceptUnit string }

func (p *play) slot() slot {
	if s, ok := p.slots[p.current]; ok {
		return s
	}
	return slot{p.s.item, p.s.acceptUnit}
}

// readSwitch reads 办件 乙 [事项=…] [受理单位=…]: from here on another case is in play.
func readSwitch(s *setting, words []word) (func(*play) error, error) {
	if len(words) == 0 || words[0].given {
		return nil, faultf("应写成：办件 乙 [事项=…] [受理单位=…]")
	}
	a := args{words: slices.Clone(words[1:])}
	item := a.text("事项")
	unit, err := unitCode(a.text("受理单位"))
	a.fail(err)
	if item != "" && len(s.versions(item)) == 0 {
		a.fail(faultf("没有事项「%s」", item))
	}
	return func(p *play) error {
		p.current = words[0].text
		if item != "" || unit != "" {
			was := p.slot()
			if item != "" {
				was.item = item
			}
			if unit != "" {
				was.acceptUnit = unit
			}
			p.slots[p.current] = was
		}
		return nil
	}, a.done()
}

// move makes the hall's move of an act.
func (p *play) move(a act) (Move, error) {
	p.now = a.at
	c, err := p.hall.Case(p.current)
	if err != nil {
		return Move{}, err
	}
	item, err := p.item(c)
	if err != nil {
		return Move{}, err
	}
	if !slices.Contains(p.begun, p.current) {
		p.begun = append(p.begun, p.current)
	}
	if a.does != org.Tick {
		if err := p.timeFirst(c, item); err != nil {
			return Move{}, err
		}
	}
	who, err := p.cast(a.who, a.unit)
	if err != nil {
		return Move{}, err
	}
	do := a.build(scene{item: item, applicant: p.s.applicant, acceptUnit: p.slot().acceptUnit})
	return Move{Case: p.current, At: a.at, Actor: who, Item: item, Do: do}, nil
}

// timeFirst lets time act before anybody else, as every hall of the program does: what a
// lapse brings about does not wait for a line of the scenario.
func (p *play) timeFirst(c casework.Case, item *catalog.Item) error {
	due := casework.NextTick(c, p.env(c, item, p.now, org.Actor{}))
	if due.IsZero() || due > p.now {
		return nil
	}
	tick := Move{Case: p.current, At: p.now, Actor: org.Actor{Kind: org.BySystem}, Item: item, Do: casework.Tick{}}
	return p.hall.Do(tick)
}

// play does an act that must be done.
func (a act) play(p *play) error {
	m, err := p.move(a)
	if err != nil {
		return err
	}
	before, err := p.hall.Case(p.current)
	if err != nil {
		return err
	}
	if err := p.hall.Do(m); err != nil {
		return &Broken{Expected: "办成", Found: a.refusal(err)}
	}
	after, err := p.hall.Case(p.current)
	if err != nil {
		return err
	}
	if after.Version != before.Version+1 {
		return &Broken{Expected: fmt.Sprintf("多一个版本，即 %d", before.Version+1), Found: fmt.Sprint(after.Version)}
	}
	if m.Actor.Kind == org.ByStaff {
		p.last = m.Actor
	}
	return p.replayed(after)
}

// replayed compares the case with what its facts make of it.
func (p *play) replayed(c casework.Case) error {
	h, ok := p.hall.(History)
	if !ok {
		return nil
	}
	facts, err := h.Facts(p.current)
	if err != nil {
		return err
	}
	var again casework.Case
	for _, f := range facts {
		again = casework.Replay(again, f)
	}
	if want, got := shown(c), shown(again); want != got {
		return &Broken{Expected: "由事实重演得到同一办件 " + want, Found: got}
	}
	return nil
}

// shown is a case as text, to compare by.
func shown(c casework.Case) string {
	text, err := json.Marshal(c)
	return fmt.Sprintf("第%d版 %s %v", c.Version, text, err)
}

// readRefusal reads 拒 … → …: an act that must be refused, and why.
func (p *parser) readRefusal(words []word) (func(*play) error, error) {
	if build, is := deedWord(words); is {
		return p.readDeedRefusal(words, build)
	}
	if forgets(words) {
		return p.readForgettingRefusal(words)
	}
	a, after, err := p.readAct(words)
	if err != nil {
		return nil, err
	}
	if len(after) < 2 {
		return nil, faultf("「拒」的一行应以 → 因=… 或 → 字段=… 结尾")
	}
	want, err := readReasons(after[1:], codeWords, readField)
	if err != nil {
		return nil, err
	}
	return func(p *play) error {
		m, err := p.move(a)
		if err != nil {
			return err
		}
		return p.mustRefuse(want, a, func() error { return p.hall.Do(m) })
	}, nil
}

// mustRefuse tries what must be refused, for the reasons wanted, and leaves the case as it was.
func (p *play) mustRefuse(want reasons, a act, try func() error) error {
	before, err := p.hall.Case(p.current)
	if err != nil {
		return err
	}
	got := try()
	after, err := p.hall.Case(p.current)
	switch {
	case err != nil:
		return err
	case got == nil:
		return &Broken{Expected: "拒绝 " + want.text, Found: "办成"}
	case shown(before) != shown(after):
		return &Broken{Expected: "办件不变 " + shown(before), Found: shown(after)}
	case !want.fits(got):
		return &Broken{Expected: "拒绝 " + want.text, Found: a.refusal(got)}
	}
	return nil
}

// reasons is what stands after → on a line with 拒.
type reasons struct {
	text   string
	code   string            // 因: of the whole act
	rule   string            // 依据
	fields map[string]string // field → code
}

func readReasons(words []word, codes vocabulary[string], readField func(string) (string, error)) (reasons, error) {
	r := reasons{text: plain(words), fields: map[string]string{}}
	a := args{words: slices.Clone(words)}
	r.rule = a.text("依据")
	r.code = choose(&a, "因", codes)
	for _, w := range a.words {
		field, err := readField(w.key)
		if err != nil || !w.given {
			return r, unknown(w.String(), append([]string{"因=…", "依据=…"}, withSign(fieldWords.words())...))
		}
		code, err := codes.read(w.text)
		if err != nil {
			return r, err
		}
		r.fields[field] = code
	}
	if a.err == nil && (r.code != "") == (len(r.fields) > 0) {
		return r, faultf("→ 之后应写 因=…（整个行为被拒），或 字段=…（填写有误），二者取一")
	}
	return r, a.err
}

// readField reads 意见, 材料.m1 … into the field's name in the core.
func readField(text string) (string, error) {
	if name, err := fieldWords.read(text); err == nil {
		return name, nil
	}
	if i := strings.Index(text, "."); i >= 0 {
		if name, err := fieldWords.read(text[:i+1]); err == nil {
			return name + strings.Replace(text[i+1:], "表单", "form", 1), nil
		}
	}
	return "", unknown(text, fieldWords.words())
}

// fits tells whether an error is the one expected: all of its fields, no other.
func (r reasons) fits(err error) bool {
	var refusal casework.Refusal
	if errors.As(err, &refusal) {
		return refusal.Code == r.code && (r.rule == "" || r.rule == refusal.Rule)
	}
	var invalid casework.Invalid
	if !errors.As(err, &invalid) || r.code != "" {
		return false
	}
	seen := map[string]bool{}
	for _, f := range invalid {
		if r.fields[f.Field] != f.Code || r.rule != "" && r.rule != f.Rule {
			return false
		}
		seen[f.Field] = true
	}
	return len(seen) == len(r.fields)
}

// refusal tells an error in the words of the language.
func (a act) refusal(err error) string {
	var refusal casework.Refusal
	var invalid casework.Invalid
	switch {
	case err == nil:
		return "办成"
	case errors.As(err, &refusal):
		return fmt.Sprintf("拒绝 因=%s 依据=%s %v", sayCode(refusal.Code), refusal.Rule, refusal.Args)
	case errors.As(err, &invalid):
		text := "拒绝"
		for _, f := range invalid {
			text += fmt.Sprintf(" %s=%s", a.sayField(f.Field), sayCode(f.Code))
		}
		return text
	}
	return "出错：" + err.Error()
}

func sayCode(code string) string {
	if w, ok := codeWords.say(code); ok {
		return w
	}
	return code
}

// sayField names a field by the word the act uses for it.
func (a act) sayField(field string) string {
	name, tail := field, ""
	if i := strings.LastIndex(field, "."); i >= 0 && !strings.HasPrefix(field, "applicant.") && !strings.HasPrefix(field, "agent.") {
		name, tail = field[:i+1], field[i+1:]
	}
	found := name
	for _, t := range fieldWords {
		if t.is == name && (found == name || slices.Contains(a.keys, t.word)) {
			found = t.word
		}
	}
	return found + strings.Replace(tail, "form", "表单", 1)
}

// env is what the core needs to look at a case on a day.
func (p *play) env(c casework.Case, item *catalog.Item, at period.Instant, who org.Actor) casework.Env {
	known := at
	if c.Ended != "" {
		known = c.ActedAt
	}
	return casework.Env{Now: at, Cal: p.world.Calendar.At(known), Editions: p.world.Calendar, Dir: p.dir, Item: item, Actor: who, Rules: p.s.rules}
}
