package ui

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/alexedwards/scs/v2"
)

// KeptToken is the token of the session as the store keeps it: as the manager hashes it.
func KeptToken(ctx context.Context, sessions *scs.SessionManager) string {
	token := sessions.Token(ctx)
	if !sessions.HashTokenInStore || token == "" {
		return token
	}
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// SessionID names a session on a page: not by its token.
func SessionID(token string) string {
	sum := sha256.Sum256([]byte("session " + token))
	return hex.EncodeToString(sum[:8])
}

// Agent is what the browser calls itself, cut to what a list can show.
func Agent(r *http.Request) string {
	text := strings.Map(func(c rune) rune {
		if c < ' ' || c > '~' {
			return -1
		}
		return c
	}, r.UserAgent())
	return text[:min(len(text), 200)]
}

// Browser says what a browser is in two words, as far as its name tells.
func Browser(ctx context.Context, agent string) string {
	pick := func(names ...string) string {
		for _, n := range names {
			if strings.Contains(agent, n) {
				return n
			}
		}
		return ""
	}
	name, system := pick("Edg", "Firefox", "Chrome", "Safari"), pick("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")
	if name == "" && system == "" {
		return Say(ctx, "account.unknown")
	}
	return strings.TrimSpace(strings.Replace(name, "Edg", "Edge", 1) + " " + system)
}
