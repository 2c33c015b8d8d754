//go:build !pkcs11

package seal

import (
	"errors"
	"testing"
)

// A program without PKCS#11 says how to get one that has it.
func TestNoDevice(t *testing.T) {
	if err := authority(t).UseToken(Token{Module: "/usr/lib/softhsm/libsofthsm2.so", Label: "seals"}); !errors.Is(err, ErrNoPKCS11) {
		t.Errorf("%v", err)
	}
}
