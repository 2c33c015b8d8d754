package message

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
)

// Gateway (短信网关) sends short messages by a signed request: POST of {"id","to","text"} as JSON.
// Yimen-Signature is the HMAC-SHA256, in hex, of Yimen-Time (unix seconds), a line end and the body.
// The gateway drops a second request with the same Idempotency-Key.
type Gateway struct {
	URL string
	Key []byte
}

// Repeats is true: the key of the request names it.
func (Gateway) Repeats() bool { return true }

// Send gives one message to the gateway.
func (g Gateway) Send(ctx context.Context, l Letter) error {
	body, err := json.Marshal(map[string]string{"id": l.ID, "to": l.To, "text": l.Text})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	at := strconv.FormatInt(l.At.Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", l.ID)
	r.Header.Set("Yimen-Time", at)
	r.Header.Set("Yimen-Signature", Sign(g.Key, at, body))
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(res.Body, 200)) // only to be noted
	switch {
	case res.StatusCode < 300, res.StatusCode == http.StatusConflict: // taken now, or before
		return nil
	case res.StatusCode >= 500, res.StatusCode == http.StatusTooManyRequests, res.StatusCode == http.StatusRequestTimeout,
		res.StatusCode == http.StatusUnauthorized, res.StatusCode == http.StatusForbidden: // ours to mend: try again
		return fmt.Errorf("message: the gateway answers %s: %s", res.Status, said)
	}
	return Rejected{most(fmt.Errorf("%s: %s", res.Status, said))}
}

// Sign is the signature of a request.
func Sign(key []byte, at string, body []byte) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(at + "\n"))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// Log (演示网关) writes messages to a file, one JSON object a line, instead of sending them: for the
// demonstration and for trying out.
type Log struct {
	Path string
	mu   sync.Mutex
}

// Repeats is false: a line more does no harm, but it is a line more.
func (*Log) Repeats() bool { return false }

// Send appends one line.
func (l *Log) Send(_ context.Context, letter Letter) error {
	line, err := json.Marshal(map[string]string{"id": letter.ID, "to": letter.To, "subject": letter.Subject, "text": letter.Text})
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	file, err := os.OpenFile(l.Path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	if _, err = file.Write(append(line, '\n')); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
