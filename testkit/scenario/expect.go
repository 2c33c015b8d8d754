package scenario

import (
	"slices"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// readExpect reads 应 [day] key=value …
func readExpect(words []word, latest period.Instant) (func(*play) error, error) {
	at, words, err := when(words, latest)
	if err != nil {
		return nil, err
	}
	if len(words) == 0 {
		return nil, unknown("", withSign(checkWords()))
	}
	type wanted struct {
		check
		text string
	}
	var all []wanted
	for _, w := range words {
		i := slices.IndexFunc(checks, func(c check) bool { return c.word == w.key && w.given })
		if i < 0 {
			return nil, unknown(w.String(), withSign(checkWords()))
		}
		text, err := checks[i].read(w.text)
		if err != nil {
			return nil, err
		}
		all = append(all, wanted{checks[i], text})
	}
	return func(p *play) error {
		v, err := p.view(at)
		if err != nil {
			return err
		}
		for _, w := range all {
			if found := w.find(v); found != w.text {
				return &Broken{Expected: w.word + "=" + w.text, Found: w.word + "=" + found}
			}
		}
		return nil
	}, nil
}

func checkWords() []string {
	var all []string
	for _, c := range checks {
		all = append(all, c.word)
	}
	return all
}

// view looks at the case in play on a day.
func (p *play) view(at period.Instant) (view, error) {
	c, err := p.hall.Case(p.current)
	if err != nil {
		return view{}, err
	}
	item, err := p.item(c)
	if err != nil {
		return view{}, err
	}
	env := p.env(c, item, at, org.Actor{})
	if env.Line, err = p.standing(c); err != nil {
		return view{}, err
	}
	facts, err := p.facts(c)
	return view{c, env, facts}, err
}

// readOffered reads 可办 [day] actor act …: exactly these acts are offered to the actor.
func readOffered(words []word, latest period.Instant) (func(*play) error, error) {
	at, words, err := when(words, latest)
	if err != nil {
		return nil, err
	}
	if len(words) < 2 {
		return nil, faultf("应写成：可办 行为人 行为 行为…，一项也没有时写「无」")
	}
	who, unit, err := readActor(words[0].text)
	if err != nil {
		return nil, err
	}
	want, err := readActs(words[1:])
	if err != nil {
		return nil, err
	}
	return func(p *play) error {
		v, err := p.view(at)
		if err != nil {
			return err
		}
		if v.env.Actor, err = p.cast(who, unit); err != nil {
			return err
		}
		var found []string
		for _, act := range casework.Offered(v.Case, v.env) {
			found = append(found, say(actWords, act))
		}
		slices.Sort(found)
		if joined(found) != joined(want) {
			return &Broken{Expected: "可办 " + joined(want), Found: "可办 " + joined(found)}
		}
		return nil
	}, nil
}

// readActs reads the names of acts; 无 alone is none.
func readActs(words []word) ([]string, error) {
	var all []string
	for _, w := range words {
		if w.text == none && len(words) == 1 {
			return nil, nil
		}
		if _, err := actWords.read(w.String()); err != nil {
			return nil, err
		}
		all = append(all, w.text)
	}
	slices.Sort(all)
	return all, nil
}

// standing reckons the line of the case in play from all cases of the story.
func (p *play) standing(c casework.Case) (*casework.Standing, error) {
	if !c.Waits() {
		return nil, nil
	}
	var all []casework.Case
	of := 0
	for _, name := range p.begun {
		other, err := p.hall.Case(name)
		if err != nil {
			return nil, err
		}
		if name == p.current {
			of = len(all)
		}
		all = append(all, other)
	}
	s := casework.Line(all, of)
	return &s, nil
}
