package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
)

// wire is the connection of one browser of the load, kept alive: it sends posts and reads
// where the answer leads, and does no more than that. The load runs on the cores of the
// server that it measures, beside which pgbench, to compare with, costs next to nothing.
type wire struct {
	host string
	conn net.Conn
	in   *bufio.Reader
	out  []byte
}

func dial(host string) (*wire, error) {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return nil, err
	}
	return &wire{host: host, conn: conn, in: bufio.NewReader(conn)}, nil
}

// post sends an encoded form as the clerk and returns where the answer leads; anything but
// 303 is an error.
func (w *wire) post(who *clerk, path, form string) (where string, err error) {
	w.out = fmt.Appendf(w.out[:0], "POST %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: yimen-bench\r\nAccept-Encoding: gzip\r\n"+
		"Content-Type: application/x-www-form-urlencoded\r\nCookie: %s\r\nContent-Length: %d\r\n\r\n", path, w.host, who.cookies, len(form))
	if _, err := w.conn.Write(append(w.out, form...)); err != nil {
		return "", err
	}
	status, where, size, err := w.head()
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(w.in, body); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if status != "303" {
		return "", fmt.Errorf("%s: %s: %.600s", path, status, body)
	}
	return where, nil
}

// head reads the status and the headers of an answer.
func (w *wire) head() (status, where string, size int, err error) {
	line, err := w.in.ReadSlice('\n')
	if err != nil {
		return "", "", 0, err
	}
	_, after, _ := bytes.Cut(line, []byte(" "))
	status = string(after[:min(3, len(after))])
	size = -1
	for {
		line, err := w.in.ReadSlice('\n')
		if err != nil {
			return "", "", 0, err
		}
		name, value, more := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte(": "))
		switch {
		case !more && size < 0:
			return "", "", 0, errors.New("answer " + status + " of no stated length")
		case !more:
			return status, where, size, nil
		case bytes.EqualFold(name, []byte("Location")):
			where = string(value)
		case bytes.EqualFold(name, []byte("Content-Length")):
			if size, err = strconv.Atoi(string(value)); err != nil {
				return "", "", 0, err
			}
		}
	}
}

// caseOf is the case number in an address such as /desk/cases/330303…?done=receive.
func caseOf(where string) string {
	_, no, _ := strings.Cut(where, "/cases/")
	if end := strings.IndexAny(no, "/?"); end >= 0 {
		no = no[:end]
	}
	return no
}
