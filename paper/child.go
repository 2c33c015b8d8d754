package paper

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

//go:embed press.mjs
var script string

// bounds (限度) end a child that takes too long or too much.
type bounds struct {
	patience time.Duration // for one document, the start included
	memory   int64         // bytes; past it the child is ended at once, past half of it after its document
}

// usual is far above what any document needs: one takes milliseconds, the fonts 300 MB.
var usual = bounds{patience: 30 * time.Second, memory: 2 << 30}

// glance is how often the memory is looked at meanwhile.
const glance = 100 * time.Millisecond

// errDied says that the child ended without an answer.
var errDied = errors.New("the press died")

// child is one running process. It is used by one goroutine at a time.
type child struct {
	bounds
	cmd     *exec.Cmd
	in      io.WriteCloser
	answers chan []byte // closed at the process's end
	said    strings.Builder
	used    int64 // memory after the last document
}

// request and answer are the lines that go to and fro.
type request struct {
	Main   string            `json:"main"`
	Inputs map[string]string `json:"inputs"`
	Files  map[string][]byte `json:"files,omitempty"`
	At     int64             `json:"at"` // seconds; the file's only time
}

type answer struct {
	Archival   []byte  `json:"archival"`   // the file as PDF/A-3a
	Accessible []byte  `json:"accessible"` // and as PDF/UA-1
	Pages      int     `json:"pages"`
	Seals      []Place `json:"seals"`
	Error      string  `json:"error"`
	Memory     int64   `json:"memory"`
}

// start runs a child and gives it fonts and templates.
func start(ctx context.Context, e equipment, b bounds) (*child, error) {
	c := &child{bounds: b, answers: make(chan []byte)}
	// Without a just-in-time compiler the child needs no memory that is both written and run,
	// which deploy/yimen.service takes away from us (MemoryDenyWriteExecute).
	c.cmd = exec.Command(e.node, "--jitless", "--no-expose-wasm", "--input-type=module", "--max-old-space-size=256", "--eval", script, "--", e.modules)
	c.cmd.Stderr = &limited{to: &c.said, left: 4096}
	c.cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "NODE_NO_WARNINGS=1"}
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	go c.read(out)
	a, err := c.ask(ctx, map[string]any{"fonts": e.fonts, "sources": sources()})
	if err == nil && a.Error != "" {
		err = errors.New(a.Error)
	}
	if err != nil {
		c.end()
		return nil, fmt.Errorf("the press does not start: %w %s", err, c.said.String())
	}
	return c, nil
}

// read passes lines on until the process ends.
func (c *child) read(out io.Reader) {
	r := bufio.NewReaderSize(out, 1<<16)
	for {
		line, err := r.ReadBytes('\n')
		if err != nil {
			close(c.answers)
			return
		}
		c.answers <- line
	}
}

// ask sends one request and waits for its answer, no longer than patience and the context,
// and no further than memory. After an error the child is of no more use.
func (c *child) ask(ctx context.Context, what any) (answer, error) {
	line, err := json.Marshal(what)
	if err != nil {
		return answer{}, err
	}
	if _, err := c.in.Write(append(line, '\n')); err != nil {
		return answer{}, errDied
	}
	late := time.NewTimer(c.patience)
	defer late.Stop()
	look := time.NewTicker(glance)
	defer look.Stop()
	for {
		select {
		case line, ok := <-c.answers:
			if !ok {
				return answer{}, errDied
			}
			var a answer
			err := json.Unmarshal(line, &a)
			c.used = a.Memory
			return a, err
		case <-look.C:
			if used := resident(c.cmd.Process.Pid); used > c.memory {
				return answer{}, fmt.Errorf("the document needs more than %d MB to set", c.memory>>20)
			}
		case <-late.C:
			return answer{}, fmt.Errorf("the document was not set within %s", c.patience)
		case <-ctx.Done():
			return answer{}, ctx.Err()
		}
	}
}

// end kills the process and waits for it.
func (c *child) end() {
	_ = c.in.Close()
	_ = c.cmd.Process.Kill()
	for range c.answers { // until read has seen the end
	}
	_ = c.cmd.Wait()
}

// resident is the memory a process holds, in bytes; 0 where the system does not tell.
func resident(pid int) int64 {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

// limited keeps the first bytes of what is written to it.
type limited struct {
	to   *strings.Builder
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.to.Write(p[:n])
	l.left -= n
	return len(p), nil
}
