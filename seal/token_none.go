//go:build !pkcs11

package seal

import "errors"

// ErrNoPKCS11 says that this program can't speak to a device.
var ErrNoPKCS11 = errors.New("seal: this program can't use a device for keys: build it with -tags pkcs11, which needs a C compiler")

func openVault(Token) (vault, error) { return nil, ErrNoPKCS11 }
