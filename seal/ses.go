package seal

import (
	"crypto/ecdsa"
	"crypto/rand"
	"encoding/asn1"
	"errors"
	"fmt"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/smx509"
)

// sm2WithSM3 is the signature algorithm SM2-with-SM3 (GM/T 0006).
var sm2WithSM3 = asn1.ObjectIdentifier{1, 2, 156, 10197, 1, 501}

// sesVersion is the version of GB/T 38540-2020.
const sesVersion = 4

// The structures of GB/T 38540-2020. Parts whose bytes are signed are kept raw.
type (
	sesHeader struct {
		ID      string `asn1:"ia5"`
		Version int
		Vendor  string `asn1:"ia5"`
	}
	sesProperty struct {
		Type     int
		Name     string `asn1:"utf8"`
		ListType int
		Certs    [][]byte
		Created  time.Time `asn1:"generalized"`
		From     time.Time `asn1:"generalized"`
		To       time.Time `asn1:"generalized"`
	}
	sesPicture struct {
		Type          string `asn1:"ia5"`
		Data          []byte
		Width, Height int // millimetres
	}
	sesInfo struct {
		Header   sesHeader
		ID       string `asn1:"ia5"`
		Property sesProperty
		Picture  sesPicture
	}
	// sesMade is what the maker signs.
	sesMade struct {
		Info  asn1.RawValue
		Maker []byte
		Alg   asn1.ObjectIdentifier
	}
	sesSeal struct {
		Info      asn1.RawValue
		Maker     []byte
		Alg       asn1.ObjectIdentifier
		Signature asn1.BitString
	}
	sesTBS struct {
		Version  int
		Seal     asn1.RawValue
		Time     time.Time `asn1:"generalized"`
		Hash     asn1.BitString
		Property string `asn1:"ia5"`
	}
	sesSignature struct {
		TBS       asn1.RawValue
		Signer    []byte
		Alg       asn1.ObjectIdentifier
		Signature asn1.BitString
	}
)

// makeSeal makes the seal structure, signed by the authority as its maker.
func makeSeal(info sesInfo, a *Authority) ([]byte, error) {
	raw, err := asn1.Marshal(info)
	if err != nil {
		return nil, err
	}
	made := sesMade{Info: asn1.RawValue{FullBytes: raw}, Maker: a.sm2Root.Raw, Alg: sm2WithSM3}
	text, err := asn1.Marshal(made)
	if err != nil {
		return nil, err
	}
	signature, err := signSM2(a.sm2Key, text)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(sesSeal{made.Info, made.Maker, made.Alg, bits(signature)})
}

// signSES signs a hash with the seal: the SES_Signature.
func (s *Seal) signSES(hash []byte, property string, now time.Time) ([]byte, error) {
	tbs, err := asn1.Marshal(sesTBS{Version: sesVersion, Seal: asn1.RawValue{FullBytes: s.esl}, Time: now.UTC().Truncate(time.Second), Hash: bits(hash), Property: property})
	if err != nil {
		return nil, err
	}
	signature, err := signSM2(s.sm2Key, tbs)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(sesSignature{asn1.RawValue{FullBytes: tbs}, s.sm2Cert.Raw, sm2WithSM3, bits(signature)})
}

func bits(b []byte) asn1.BitString { return asn1.BitString{Bytes: b, BitLength: 8 * len(b)} }

func signSM2(key *sm2.PrivateKey, text []byte) ([]byte, error) {
	return key.Sign(rand.Reader, text, sm2.DefaultSM2SignerOpts)
}

// opened is a SES_Signature read, with all that must be checked.
type opened struct {
	sig  sesSignature
	tbs  sesTBS
	seal sesSeal
	info sesInfo
	cert *smx509.Certificate
}

// marshalMade gives the bytes that the maker of a seal signed.
func marshalMade(s sesSeal) ([]byte, error) {
	return asn1.Marshal(sesMade{s.Info, s.Maker, s.Alg})
}

// errSES says that a structure is none of GB/T 38540.
var errSES = errors.New("no SES_Signature of GB/T 38540-2020")

// openSES reads a SES_Signature.
func openSES(der []byte) (opened, error) {
	var o opened
	for _, part := range []struct {
		der  func() []byte
		into any
	}{
		{func() []byte { return der }, &o.sig},
		{func() []byte { return o.sig.TBS.FullBytes }, &o.tbs},
		{func() []byte { return o.tbs.Seal.FullBytes }, &o.seal},
		{func() []byte { return o.seal.Info.FullBytes }, &o.info},
	} {
		if rest, err := asn1.Unmarshal(part.der(), part.into); err != nil || len(rest) > 0 {
			return o, errSES
		}
	}
	var err error
	if o.cert, err = smx509.ParseCertificate(o.sig.Signer); err != nil {
		return o, fmt.Errorf("%w: %w", errSES, err)
	}
	return o, nil
}

// pictureOf reads the picture of a seal structure.
func pictureOf(esl []byte) (string, error) {
	var made sesSeal
	var info sesInfo
	if _, err := asn1.Unmarshal(esl, &made); err != nil {
		return "", fmt.Errorf("seal: the seal structure is damaged: %w", err)
	}
	if _, err := asn1.Unmarshal(made.Info.FullBytes, &info); err != nil {
		return "", fmt.Errorf("seal: the seal structure is damaged: %w", err)
	}
	return string(info.Picture.Data), nil
}

// checkSM2 tells whether a signature over a text is by the key of a certificate.
func checkSM2(cert *smx509.Certificate, text, signature []byte) bool {
	pub, ok := cert.PublicKey.(*ecdsa.PublicKey)
	return ok && sm2.VerifyASN1WithSM2(pub, nil, text, signature)
}

func hashSM3(data []byte) []byte {
	sum := sm3.Sum(data)
	return sum[:]
}
