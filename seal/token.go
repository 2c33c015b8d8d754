package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"strings"
)

// Token (密码设备) names a device that makes the P-256 keys of seals, signs with them and gives
// them to nobody. It is spoken to by PKCS#11, in programs built with -tags pkcs11. The SM2 keys
// stay in encrypted files: the mechanism for them is each maker's own.
type Token struct {
	Module string // shared library of the device's maker
	Label  string // of the token in it
	Pin    string
}

// ParseToken reads MODULE#LABEL.
func ParseToken(text, pin string) (Token, error) {
	module, label, ok := strings.Cut(text, "#")
	if !ok || module == "" || label == "" {
		return Token{}, fmt.Errorf("seal: a device is named MODULE#LABEL, such as /usr/lib/softhsm/libsofthsm2.so#seals, not %q", text)
	}
	return Token{module, label, pin}, nil
}

// vault is a device under use; its keys are named by the id of their seal.
type vault interface {
	make(id string) (crypto.Signer, error)
	find(id string) (crypto.Signer, error)
}

// UseToken has the keys of further seals made in a device, and opens those that are there.
func (a *Authority) UseToken(t Token) error {
	v, err := openVault(t)
	if err != nil {
		return err
	}
	a.vault = v
	return nil
}

// errElsewhere says that a seal's key can't be reached.
var errElsewhere = errors.New("its key lies in a device that this process does not use (YIMEN_SEAL_TOKEN)")

// openCert opens a seal whose key lies in a device.
func (a *Authority) openCert(id string) (crypto.Signer, *x509.Certificate, error) {
	der, err := readPEM(a.sealFile(id, certEnd), certBlock)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, ErrNoSeal
	}
	if err != nil {
		return nil, nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, nil, err
	}
	if a.vault == nil {
		return nil, nil, fmt.Errorf("seal: %s: %w", id, errElsewhere)
	}
	key, err := a.vault.find(id)
	if err != nil {
		return nil, nil, fmt.Errorf("seal: %s: %w", id, err)
	}
	if mine, ok := key.Public().(*ecdsa.PublicKey); !ok || !mine.Equal(cert.PublicKey) {
		return nil, nil, fmt.Errorf("seal: %s: the key in the device is not that of its certificate", id)
	}
	return key, cert, nil
}
