package message

import (
	_ "embed" // the sentences
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Template (消息模板) is what is said of one turn of a case, in both languages.
type Template struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// Other is the template of every turn that has none of its own.
const Other = "other"

//go:embed templates.json
var templates []byte

var defaults = func() map[string]Template {
	var all map[string]Template
	if err := json.Unmarshal(templates, &all); err != nil {
		panic(err) // the file is part of the program
	}
	return all
}()

// Default is the template that the program brings for a turn.
func Default(turn string) Template {
	if t, ok := defaults[turn]; ok {
		return t
	}
	return defaults[Other]
}

// Turns lists the turns that have a template of their own, and Other.
func Turns() []string { return slices.Sorted(maps.Keys(defaults)) }

// Places are what the template of a turn may name: the item, the number of the case, where to look it
// up; of turns that set the applicant a day, that day too. One of a form names the form as the item and
// the round as the number, and the body that owes it and its last day beside.
func Places(turn string) []string {
	switch {
	case strings.HasPrefix(turn, "staff.form"):
		return []string{"item", "no", "unit", "day", "site"}
	case slices.Contains(Dated, turn):
		return []string{"item", "no", "day", "site"}
	}
	return []string{"item", "no", "site"}
}

// Dated are the turns that set the applicant a day: the last for what he is asked to do, that of his hearing.
var Dated = []string{"requestSupplement", "acceptPending", "scheduleHearing", "proposeRevocation", "tick.renewalNear"}

// longest is the longest template in characters: a short message of four parts.
const longest = 250

var place = regexp.MustCompile(`\{([^{}]*)\}`)

// Lint tells by code what is wrong with the text of a turn, "" when nothing is: required, tooLong, messagePlace,
// messageBraces. arg is what it is about.
func Lint(turn, text string) (code, arg string) {
	switch {
	case strings.TrimSpace(text) == "":
		return "required", ""
	case utf8.RuneCountInString(text) > longest:
		return "tooLong", "250"
	}
	for _, m := range place.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(Places(turn), m[1]) {
			return "messagePlace", m[1]
		}
	}
	if strings.ContainsAny(place.ReplaceAllString(text, ""), "{}") {
		return "messageBraces", ""
	}
	return "", ""
}

// Fill puts the values in.
func Fill(text string, values map[string]string) string {
	return place.ReplaceAllStringFunc(text, func(p string) string { return values[p[1:len(p)-1]] })
}
