package scenario

import (
	"testing"

	"yimen/core/casework"
)

// TestPageRepeatsTheCore: what a page says is held to what the core says, word for word.
func TestPageRepeatsTheCore(t *testing.T) {
	wrongState := casework.Refusal{Code: "wrongState", Rule: "许可法38"}
	notYours := casework.Refusal{Code: "notYours"}
	two := casework.Invalid{{Field: "opinion", Code: "required"}, {Field: "until", Code: "dayInPast"}}
	fax := casework.Invalid{{Field: "channel", Code: "channelNotOffered"}}
	old := casework.Invalid{{Field: "item", Code: "itemNotInForce"}}
	for _, c := range []struct {
		name string
		page answer
		core error
		want bool
	}{
		{"the code", answer{status: 422, said: []said{{"", "wrongState"}}}, wrongState, true},
		{"another code", answer{status: 422, said: []said{{"", "limitOver"}}}, wrongState, false},
		{"the code and one more", answer{status: 422, said: []said{{"", "wrongState"}, {"opinion", "tooLong"}}}, wrongState, false},
		{"no such case", answer{status: 404}, wrongState, true},
		{"nor has it a reader among staff", answer{status: 403, said: []said{{"", "noRight"}}, absent: true}, wrongState, true},
		{"a case that is there", answer{status: 403, said: []said{{"", "noRight"}}}, wrongState, false},
		{"a page without a word", answer{status: 200}, wrongState, false},
		{"an error of the program", answer{status: 500}, wrongState, false},
		{"somewhere else, for another reason", answer{status: 303}, casework.Refusal{Code: "limitOver"}, false},
		{"sign in first", answer{status: 303, to: "/desk/sign-in"}, notYours, true},
		{"sign in, and what was typed is kept", answer{status: 401}, notYours, true},
		{"sign in, where the state is wrong", answer{status: 401}, casework.Refusal{Code: "wrongState"}, false},
		{"not one's own", answer{status: 403, said: []said{{"", "noRight"}}}, notYours, true},
		{"both fields", answer{status: 422, said: []said{{"until", "dayInPast"}, {"opinion", "required"}}}, two, true},
		{"only the one that the form finds", answer{status: 422, said: []said{{"opinion", "required"}}}, two, true},
		{"only the one that the core finds", answer{status: 422, said: []said{{"until", "dayInPast"}}}, two, false},
		{"another field", answer{status: 422, said: []said{{"opinion", "required"}, {"until", "dayInPast"}, {"content", "tooLong"}}}, two, false},
		{"another status", answer{status: 200, said: []said{{"until", "dayInPast"}, {"opinion", "required"}}}, two, false},
		{"the form's own code", answer{status: 422, said: []said{{"channel", "not_an_option"}}}, fax, true},
		{"the form's own code elsewhere", answer{status: 422, said: []said{{"mode", "not_an_option"}}}, fax, false},
		{"an item that is not in force", answer{status: 404}, old, true},
		{"a channel that is nowhere", answer{status: 404}, fax, false},
		{"no refusal", answer{status: 404}, nil, false},
	} {
		if got := c.page.says(c.core); got != c.want {
			t.Errorf("%s: %s against %v: %v", c.name, c.page, c.core, got)
		}
	}
	if (answer{status: 200}).done() == nil || (answer{status: 303, said: []said{{"", "stale"}}}).done() == nil {
		t.Error("a page that says nothing, or a refusal, is no page of something done")
	}
}
