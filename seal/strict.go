package seal

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"

	"github.com/digitorus/pkcs7"
)

// The parts of a CMS signature (RFC 5652) that no signature covers. Readers ignore most of
// them, so a byte changed there would go unseen: strict holds them to what we write.
type (
	cmsFile struct {
		Type asn1.ObjectIdentifier
		Data cmsSigned `asn1:"explicit,tag:0"`
	}
	cmsSigned struct {
		Version int
		Digests []pkix.AlgorithmIdentifier `asn1:"set"`
		Content struct{ Type asn1.ObjectIdentifier }
		Certs   asn1.RawValue
		Signers []cmsSigner `asn1:"set"`
	}
	cmsSigner struct {
		Version   int
		Issuer    asn1.RawValue
		Digest    pkix.AlgorithmIdentifier
		Signed    asn1.RawValue
		Algorithm pkix.AlgorithmIdentifier
		Signature []byte
		Unsigned  asn1.RawValue `asn1:"optional"`
	}
)

var (
	oidSigned  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidData    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidStamp   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidSHA256  = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidECDSA   = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	contextTag = func(v asn1.RawValue, tag int) bool { return v.Class == asn1.ClassContextSpecific && v.Tag == tag }
)

// strict tells whether a signature says outside of what it signs exactly what ours do, and
// holds no certificate but the signer's and our roots.
func (t *Trust) strict(der []byte, cms *pkcs7.PKCS7) bool {
	var f cmsFile
	if rest, err := asn1.Unmarshal(der, &f); err != nil || len(rest) > 0 || len(f.Data.Signers) != 1 || len(f.Data.Digests) != 1 {
		return false
	}
	if again, err := asn1.Marshal(f); err != nil || !bytes.Equal(again, der) {
		return false
	}
	s := f.Data.Signers[0]
	for _, c := range cms.Certificates {
		if !c.Equal(cms.GetOnlySigner()) && !t.isRoot(c.Raw) {
			return false
		}
	}
	attributes := append([]byte{0x31}, s.Signed.FullBytes[1:]...) // signed as the SET they are (RFC 5652, 5.4)
	if cms.GetOnlySigner().CheckSignature(x509.ECDSAWithSHA256, attributes, s.Signature) != nil {
		return false
	}
	return f.Type.Equal(oidSigned) && f.Data.Version == 1 && f.Data.Content.Type.Equal(oidData) && sha256Alone(f.Data.Digests[0]) &&
		contextTag(f.Data.Certs, 0) && s.Version == 1 && sha256Alone(s.Digest) && contextTag(s.Signed, 0) &&
		s.Algorithm.Algorithm.Equal(oidECDSA) && len(s.Algorithm.Parameters.FullBytes) == 0 &&
		(len(s.Unsigned.FullBytes) == 0 || contextTag(s.Unsigned, 1))
}

// sha256Alone is SHA-256 without parameters.
func sha256Alone(a pkix.AlgorithmIdentifier) bool {
	return a.Algorithm.Equal(oidSHA256) && (len(a.Parameters.FullBytes) == 0 || bytes.Equal(a.Parameters.FullBytes, asn1.NullBytes))
}
