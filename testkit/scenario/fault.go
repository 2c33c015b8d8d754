package scenario

import "fmt"

// Fault (写法错误) is a line that is not in the language: nothing was played.
type Fault struct {
	File string
	Line int
	Text string // a sentence in Chinese: what is wrong and what may stand there
}

func (f *Fault) Error() string { return place(f.File, f.Line) + f.Text }

func faultf(format string, args ...any) *Fault {
	return &Fault{Text: fmt.Sprintf(format, args...)}
}

// Broken (不符) is an expectation that did not hold.
type Broken struct {
	File     string
	Line     int
	Scenario string
	Text     string // the line as written
	Expected string
	Found    string
}

func (b *Broken) Error() string {
	return fmt.Sprintf("%s%s\n  应为：%s\n  实为：%s\n  场景：%s",
		place(b.File, b.Line), b.Text, b.Expected, b.Found, b.Scenario)
}

// place is "file:line: ", the form that editors jump to.
func place(file string, line int) string { return fmt.Sprintf("%s:%d: ", file, line) }
