package scenario

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// Announcement (公布) is an arrangement of holidays that comes in while a scenario is played.
type Announcement struct {
	At       period.Instant
	Paper    string           // 文号
	Calendar *period.Calendar // with the arrangement laid over what was known
	File     []byte           // the arrangement alone
}

// Announcer is a hall whose calendar can change under way. What the change does to the cases
// comes as moves of the system.
type Announcer interface {
	Announce(Announcement) error
}

// ErrOwnCalendar says that a scenario which changes the calendar needs a database of its own:
// no arrangement is ever taken back, and all cases of a database are reckoned with it.
var ErrOwnCalendar = errors.New("场景另有放假安排（日历、公布日历），须在各自的空库中进行")

// Arranges tells whether the scenario has a calendar of its own.
func (s *Scenario) Arranges() bool { return s.arranges }

// arrangement reads 年 [放假=…] [上班=…] [不放假=…] [不上班=…]: a year as it is known, with days
// put otherwise. It gives the calendar with it, and the year's file.
func (s *setting) arrangement(words []word, more func(*args)) (*period.Calendar, []byte, error) {
	if len(words) == 0 || words[0].given {
		return nil, nil, faultf("应写成：年 [放假=…] [上班=…] [不放假=…] [不上班=…]")
	}
	year, err := strconv.Atoi(strings.TrimSuffix(words[0].text, "年"))
	if err != nil {
		return nil, nil, faultf("「%s」不是年份", words[0].text)
	}
	a := args{words: slices.Clone(words[1:])}
	off, work, notOff, notWork := a.dates("放假"), a.dates("上班"), a.dates("不放假"), a.dates("不上班")
	if more != nil {
		more(&a)
	}
	if err := a.done(); err != nil {
		return nil, nil, err
	}
	known, _ := s.known().Arrangement(year)
	if len(known.Papers) == 0 {
		known.Papers = []string{"https://www.gov.cn/"}
	}
	known.Off, known.Work = put(known.Off, off, notOff, work), put(known.Work, work, notWork, off)
	file := period.File(map[int]period.Arrangement{year: known})
	cal, err := s.known().With("放假安排", file)
	var fault *period.FileError
	if errors.As(err, &fault) {
		return nil, nil, faultf("放假安排不成立：%s %s %s", fault.Field, fault.Value, fault.Rule)
	}
	return cal, file, err
}

// put adds days to a list and takes others away.
func put(list, add []period.Date, drop ...[]period.Date) []period.Date {
	list = slices.DeleteFunc(slices.Clone(list), func(d period.Date) bool {
		return slices.Contains(add, d) || slices.ContainsFunc(drop, func(days []period.Date) bool { return slices.Contains(days, d) })
	})
	return append(list, add...)
}

// known is the calendar as the lines read so far leave it.
func (s *setting) known() *period.Calendar {
	if s.calendar == nil {
		return period.Default()
	}
	return s.calendar
}

// readCalendar reads 日历 年 …: what is known of a year when the story begins.
func (s *setting) readCalendar(words []word) (err error) {
	var file []byte
	if s.calendar, file, err = s.arrangement(words, nil); err != nil {
		return err
	}
	s.bases, s.base, s.arranges = append(s.bases, file), s.calendar, true
	return nil
}

// announced tells whether a line is 日期 [时间] 公布日历 ….
func announced(words []word) bool {
	i := slices.IndexFunc(words, func(w word) bool { return !dated(w) })
	return i > 0 && !words[i].given && words[i].text == "公布日历"
}

// readAnnouncement reads 日期 [时间] 公布日历 年 文号=… …: the arrangement counts from then on.
func (p *parser) readAnnouncement(words []word) (func(*play) error, error) {
	at, words, err := when(words, p.latest)
	if err != nil {
		return nil, err
	}
	if at <= p.latest {
		return nil, faultf("「公布日历」应晚于前面的行为")
	}
	p.latest = at
	a := Announcement{At: at}
	s := &p.now.setting
	a.Calendar, a.File, err = s.arrangement(words[1:], func(in *args) {
		if a.Paper = in.text("文号"); a.Paper == "" {
			in.fail(faultf("「公布日历」应写明 文号=…"))
		}
	})
	if err != nil {
		return nil, err
	}
	s.calendar, s.arranges = a.Calendar, true
	return a.play, nil
}

// play brings the arrangement into the hall, and lets it act on every case.
func (a Announcement) play(p *play) error {
	h, ok := p.hall.(Announcer)
	if !ok {
		return errors.New("此处不能公布日历")
	}
	p.now = a.At
	p.world.Calendar = append(slices.Clone(p.world.Calendar), period.Edition{From: a.At, Calendar: a.Calendar})
	if err := h.Announce(a); err != nil {
		return err
	}
	for _, name := range p.begun {
		if err := p.recount(name, a); err != nil {
			return err
		}
	}
	return nil
}

// recount does what the system does of itself: the days of a case that moved are written down.
func (p *play) recount(name string, a Announcement) error {
	c, err := p.hall.Case(name)
	if err != nil {
		return err
	}
	was := p.current
	p.current = name
	defer func() { p.current = was }()
	item, err := p.item(c)
	if err != nil || len(c.Moves(p.env(c, item, a.At, org.Actor{}))) == 0 {
		return err
	}
	return p.hall.Do(Move{Case: name, At: a.At, Actor: org.Actor{Kind: org.BySystem}, Item: item,
		Do: casework.Recount{Edition: len(p.world.Calendar) - 1, Paper: a.Paper}})
}
