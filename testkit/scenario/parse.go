package scenario

import (
	"errors"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Scenario (场景) is one story: what is given, then what happens and what must follow.
type Scenario struct {
	File, Name string
	Line       int // where it begins
	setting
	lines []line
}

// Basis lists the provisions that the scenario proves.
func (s *Scenario) Basis() []string { return slices.Clone(s.basis) }

// line is one line of the story.
type line struct {
	no   int
	text string
	play func(*play) error
}

// Parse reads a file. Library are items that a scenario may name without defining them,
// such as the starter catalogue's. The error is a *Fault.
func Parse(file, text string, library []catalog.Item) ([]*Scenario, error) {
	p := parser{file: file, library: library}
	p.head = setting{applicant: resident, rules: casework.DefaultRules(), acceptUnit: "330303001012"}
	for i, text := range strings.Split(strings.TrimPrefix(text, "\uFEFF"), "\n") {
		words, err := split(strings.TrimSuffix(text, "\r"))
		if err == nil && len(words) > 0 {
			err = p.line(i+1, strings.TrimSpace(text), words)
		}
		if err != nil {
			return nil, p.at(i+1, err)
		}
	}
	if err := p.end(); err != nil {
		return nil, err
	}
	if len(p.all) == 0 {
		return nil, p.at(1, faultf("文件中没有「场景」"))
	}
	return p.all, nil
}

type parser struct {
	file    string
	library []catalog.Item
	head    setting
	now     *Scenario // nil before the first 场景
	latest  period.Instant
	all     []*Scenario
}

// at gives a fault its place.
func (p *parser) at(no int, err error) error {
	var f *Fault
	if !errors.As(err, &f) {
		f = faultf("%v", err)
	}
	f.File, f.Line = p.file, no
	return f
}

func (p *parser) setting() *setting {
	if p.now != nil {
		return &p.now.setting
	}
	return &p.head
}

// openings are the words that a line which is no act may begin with.
var openings = []string{"场景", "依据", "说明", "事项", "环节", "材料", "受理单位", "申请人", "设定", "代岗", "日历", "办件", "应", "台账", "可办", "拒", "公布日历", "日期 时间 行为人 行为 …"}

func (p *parser) line(no int, text string, words []word) error {
	first := words[0]
	if first.given {
		return unknown(first.String(), openings)
	}
	switch rest := strings.TrimSpace(strings.TrimPrefix(text, first.text)); first.text {
	case "场景":
		return p.begin(no, rest)
	case "依据":
		p.setting().basis = append(p.setting().basis, rest)
		return nil
	case "说明":
		return nil
	}
	if read, ok := heads[first.text]; ok {
		if p.now != nil && len(p.now.lines) > 0 {
			return faultf("「%s」应写在本场景的第一个行为之前", first.text)
		}
		return read(p.setting(), words[1:])
	}
	if p.now == nil {
		return unknown(first.text, openings)
	}
	return p.story(no, text, words)
}

func (p *parser) begin(no int, name string) error {
	if err := p.end(); err != nil {
		return err
	}
	p.now = &Scenario{File: p.file, Name: name, Line: no, setting: p.head.clone()}
	p.latest = 0
	if p.now.Name == "" {
		return faultf("「场景」之后应写名称")
	}
	return nil
}

// end closes the scenario that was being read.
func (p *parser) end() error {
	s := p.now
	if s == nil {
		return nil
	}
	p.now = nil
	switch {
	case len(s.lines) == 0:
		return p.at(s.Line, faultf("场景「%s」没有内容", s.Name))
	case len(s.basis) == 0:
		return p.at(s.Line, faultf("场景「%s」没有写「依据」", s.Name))
	case s.item == "":
		return p.at(s.Line, faultf("场景「%s」没有写「事项」", s.Name))
	}
	for i := range s.items {
		if s.items[i].Quota != nil { // its places are not shared with another scenario
			s.items[i].Sheet.Quota.ZH = s.Name
		}
	}
	seal(s.items)
	if len(s.versions(s.item)) == 0 { // what the file defines hides what the library has
		library := setting{items: p.library}
		s.items = append(s.items, library.versions(s.item)...)
	}
	if len(s.versions(s.item)) == 0 {
		return p.at(s.Line, faultf("没有事项「%s」：应在文件中定义（写出环节），或是目录中已有的事项", s.item))
	}
	for _, item := range s.items {
		if len(item.Procedure.Steps) == 0 {
			return p.at(s.Line, faultf("事项「%s」没有「环节」", item.Name))
		}
	}
	p.all = append(p.all, s)
	return nil
}

// plain joins the words of a heading as they were written.
func plain(words []word) string {
	var all []string
	for _, w := range words {
		all = append(all, w.String())
	}
	return strings.Join(all, " ")
}

// unitCode finds a unit of the test district by name, short name or code; "" stays "".
func unitCode(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	var all []string
	for _, u := range town.Units {
		if name == u.Name || name == u.Short || name == u.Code {
			return u.Code, nil
		}
		all = append(all, u.Short)
	}
	return "", unknown(name, all)
}

// unitName is the short name of a unit of the test district.
func unitName(code string) string {
	for _, u := range town.Units {
		if u.Code == code {
			return u.Short
		}
	}
	return code
}

// when takes a day and a time of day off the front of a line: 2026-03-02 10:00. Without a
// time it is nine in the morning; without a day it is the moment of the act before.
func when(words []word, latest period.Instant) (period.Instant, []word, error) {
	if len(words) == 0 || !dated(words[0]) {
		if latest.IsZero() {
			return 0, words, faultf("此处应先写日期，如 2026-03-02 10:00")
		}
		return latest, words, nil
	}
	clock := "09:00"
	text, rest := words[0].text, words[1:]
	if len(rest) > 0 && dated(rest[0]) {
		clock, rest = inner.Replace(rest[0].text), rest[1:]
	}
	at, err := period.ParseInstant(text + " " + clock)
	if err != nil {
		return 0, rest, faultf("「%s %s」不是日期和时间，应写成 2026-03-02 10:00", text, clock)
	}
	return at, rest, nil
}

// dated tells whether a word is meant as a day.
func dated(w word) bool {
	return !w.given && len(w.text) > 0 && w.text[0] >= '0' && w.text[0] <= '9'
}

// story reads a line of the story itself.
func (p *parser) story(no int, text string, words []word) error {
	add := func(play func(*play) error) {
		p.now.lines = append(p.now.lines, line{no: no, text: text, play: play})
	}
	switch words[0].text {
	case "办件":
		play, err := readSwitch(&p.now.setting, words[1:])
		if err != nil {
			return err
		}
		add(play)
	case "应":
		play, err := readExpect(words[1:], p.latest)
		if err != nil {
			return err
		}
		add(play)
	case "台账":
		play, err := readLedger(words[1:], p.latest)
		if err != nil {
			return err
		}
		add(play)
	case "可办":
		play, err := readOffered(words[1:], p.latest)
		if err != nil {
			return err
		}
		add(play)
	case "拒":
		play, err := p.readRefusal(words[1:])
		if err != nil {
			return err
		}
		add(play)
	default:
		if !dated(words[0]) {
			return unknown(words[0].text, openings)
		}
		if announced(words) {
			play, err := p.readAnnouncement(words)
			if err == nil {
				add(play)
			}
			return err
		}
		play, rest, err := p.readDone(words)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return faultf("「→」只用于「拒」的一行")
		}
		add(play)
	}
	return nil
}

// readDone reads an act on a case, a deed on a ledger, or that a draft goes.
func (p *parser) readDone(words []word) (play func(*play) error, after []word, err error) {
	if forgets(words) {
		f, after, err := p.readForgetting(words)
		return f.play, after, err
	}
	if build, is := deedWord(words); is {
		d, after, err := p.readDeed(words, build)
		return d.play, after, err
	}
	a, after, err := p.readAct(words)
	return a.play, after, err
}

// act is a line on which somebody does something.
type act struct {
	at    period.Instant
	who   string // as written: a post, a person, 申请人 …
	unit  string // code, when the line names a unit
	does  org.Act
	build builder
	keys  []string // the arguments of the act, to name fields by
}

// moment reads when a line happens, never before the one above it.
func (p *parser) moment(words []word) (period.Instant, []word, error) {
	at, rest, err := when(words, p.latest)
	if err == nil && at < p.latest {
		err = faultf("时间 %s 早于前面的行为", at)
	}
	if err == nil {
		p.latest = at
	}
	return at, rest, err
}

// readAct reads when, who, what and with what; what follows → is returned.
func (p *parser) readAct(words []word) (act, []word, error) {
	at, words, err := p.moment(words)
	if err != nil {
		return act{}, nil, err
	}
	if len(words) < 2 || words[0].given || words[1].given {
		return act{}, nil, faultf("应写成：日期 时间 行为人 行为 [名称=内容]…；行为可写：%s", strings.Join(actWords.words(), "、"))
	}
	a := act{at: at}
	if a.who, a.unit, err = readActor(words[0].text); err != nil {
		return act{}, nil, err
	}
	if a.does, err = actWords.read(words[1].text); err != nil {
		return act{}, nil, err
	}
	rest, after := cutArrow(words[2:])
	given := args{words: slices.Clone(rest)}
	a.build = builders[a.does](&given)
	a.keys = given.asked
	return a, after, given.done()
}

// cutArrow parts what is done from what stands after → on a line with 拒.
func cutArrow(words []word) (before, after []word) {
	if i := slices.IndexFunc(words, func(w word) bool { return !w.given && (w.text == "→" || w.text == "->") }); i >= 0 {
		return words[:i], words[i:]
	}
	return words, nil
}
