package app

import (
	"fmt"
	"strings"
)

// Problem (数据问题) is one broken rule in a file that people wrote: an item, the directory,
// a calendar. Code finds the sentence, Args fill it.
type Problem struct {
	File  string
	Line  int    // from 1; 0 = the file as a whole
	Field string // the field at fault, "" = the row as a whole
	Code  string // the rule broken: required, unknown, overlap …
	Args  []string
}

func (p Problem) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s:%d: %s: %s %s", p.File, p.Line, p.Field, p.Code, strings.Join(p.Args, " ")))
}

// Problems is an error that holds every problem of a file set. With any of them nothing
// is loaded.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
