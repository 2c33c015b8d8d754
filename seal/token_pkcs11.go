//go:build pkcs11

package seal

import (
	"crypto"
	"crypto/elliptic"
	"errors"
	"fmt"

	"github.com/ThalesGroup/crypto11"
)

type device struct{ session *crypto11.Context }

func openVault(t Token) (vault, error) {
	session, err := crypto11.Configure(&crypto11.Config{Path: t.Module, TokenLabel: t.Label, Pin: t.Pin})
	if err != nil {
		return nil, fmt.Errorf("seal: device %s#%s: %w", t.Module, t.Label, err)
	}
	return device{session}, nil
}

// keyName is the id and label of a seal's key in the device.
func keyName(id string) []byte { return []byte("yimen-seal-" + id) }

func (d device) make(id string) (crypto.Signer, error) {
	return d.session.GenerateECDSAKeyPairWithLabel(keyName(id), keyName(id), elliptic.P256())
}

func (d device) find(id string) (crypto.Signer, error) {
	key, err := d.session.FindKeyPair(keyName(id), keyName(id))
	if err == nil && key == nil {
		err = errors.New("the device has no key of that seal")
	}
	return key, err
}
