package app

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// Vault (保险柜) locks what the database must keep and nobody who reads it may use: AES-256-GCM under
// a key of the deployment's secret, bound to the place where the text stands. Without one nothing can
// be locked, and nothing that was locked opened.
type Vault struct{ aead cipher.AEAD }

// The refusals of a vault.
var (
	ErrNoVault = errors.New("app: without the secret of the deployment nothing is locked or opened")
	ErrLocked  = errors.New("app: locked under another secret, or for another place")
)

// lockedMark begins a locked text; it stands in no base32, so that texts from before are told apart.
const lockedMark = "v1:"

// NewVault makes the vault of a deployment's secret.
func NewVault(secret []byte) (*Vault, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "yimen vault 1", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return &Vault{aead}, err
}

// Lock locks a text for a place.
func (v *Vault) Lock(place, text string) (string, error) {
	if v == nil {
		return "", ErrNoVault
	}
	return lockedMark + base64.RawStdEncoding.EncodeToString(v.aead.Seal(nil, nil, []byte(text), []byte(place))), nil
}

// Open gives a text that was locked for the place; one from before, as it is.
func (v *Vault) Open(place, kept string) (string, error) {
	body, locked := strings.CutPrefix(kept, lockedMark)
	if !locked {
		return kept, nil
	}
	if v == nil {
		return "", ErrNoVault
	}
	raw, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrLocked, err)
	}
	text, err := v.aead.Open(nil, nil, raw, []byte(place))
	if err != nil {
		return "", ErrLocked
	}
	return string(text), nil
}

// Locked tells whether a text is locked.
func Locked(kept string) bool { return strings.HasPrefix(kept, lockedMark) }
