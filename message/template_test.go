package message

import (
	"strings"
	"testing"
)

func TestTemplatesOfTheProgramAreSound(t *testing.T) {
	for _, turn := range Turns() {
		for lang, text := range map[string]string{"zh": Default(turn).Zh, "en": Default(turn).En} {
			if code, arg := Lint(turn, text); code != "" {
				t.Errorf("%s %s: %s %s", turn, lang, code, arg)
			}
			ofItem := !strings.Contains(turn, "complaint") && turn != "staff.account" && turn != "staff.question" // which may be about no item
			if ofItem && !strings.Contains(text, "{item}") || !strings.Contains(text, "{no}") {
				t.Errorf("%s %s names no item or no number: %s", turn, lang, text)
			}
		}
	}
	if Default("noSuchTurn") != Default(Other) {
		t.Error("a turn without a template of its own has the common one")
	}
}

func TestLint(t *testing.T) {
	for text, want := range map[string]string{
		"{item} {no} {site}": "", " \n": "required", strings.Repeat("字", 251): "tooLong", strings.Repeat("字", 250): "",
		"{name}": "messagePlace", "{}": "messagePlace", "{item": "messageBraces", "item}": "messageBraces", "{{item}}": "messageBraces",
	} {
		if got, _ := Lint("accept", text); got != want {
			t.Errorf("%.20q: got %q, want %q", text, got, want)
		}
	}
}

// The body and the last day stand in the texts of forms alone.
func TestPlacesOfForms(t *testing.T) {
	const text = "{unit}: {item} {no} {day}"
	if code, arg := Lint("staff.formLate", text); code != "" {
		t.Errorf("%s %s", code, arg)
	}
	if code, arg := Lint("staff.arrived", text); code != "messagePlace" || arg != "unit" {
		t.Errorf("%s %s", code, arg)
	}
	if code, arg := Lint("accept", "{item} {no} {day}"); code != "messagePlace" || arg != "day" {
		t.Errorf("%s %s", code, arg)
	}
	for _, turn := range Dated {
		if own := Default(turn); !strings.Contains(own.Zh, "{day}") || !strings.Contains(own.En, "{day}") {
			t.Errorf("%s sets a day and does not name it: %+v", turn, own)
		}
	}
}

// A value that looks like a place is not filled in again.
func TestFill(t *testing.T) {
	if got := Fill("{item}/{no}", map[string]string{"item": "{no}", "no": "7"}); got != "{no}/7" {
		t.Error(got)
	}
}
