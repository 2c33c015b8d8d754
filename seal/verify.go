package seal

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"
	"github.com/emmansun/gmsm/smx509"
)

// Problem (问题) is one reason why a file is not to be trusted. Code finds the sentence, Args
// fill its places.
type Problem struct {
	Code string
	Args []string
}

// Found (印迹) is one seal that a file bears, as its certificate says.
type Found struct {
	Unit, Name string
	Serial     *big.Int
	At         time.Time // moment of signing
	Stamped    time.Time // by a time stamping service; zero = it bears none
	From, To   time.Time // validity of the seal
	Demo       bool
}

// Report (验章结果) is what verifying a file found. It is valid when there is no problem.
type Report struct {
	Problems []Problem
	Seals    []Found // in the order in which they were put on
	Data     []byte  // the document's data as JSON, where the file carries it
}

// Valid tells whether the file is as it was sealed, by seals of the deployment that were good then.
func (r Report) Valid() bool { return len(r.Problems) == 0 }

func (r *Report) say(code string, args ...string) {
	r.Problems = append(r.Problems, Problem{code, args})
}

// Trust (信任) is whom a verifier believes: the roots, and what they revoked.
type Trust struct {
	Roots    *x509.CertPool
	SM2Roots *smx509.CertPool
	Stamps   *x509.CertPool // roots of time stamping services; nil: their stamps are read, not relied on
	exact    [][]byte       // the roots as they are, for copies in a file
	Revoked  []Revoked
}

// OpenTrust reads the roots and the list of revoked seals from an authority's folder. No
// password is needed.
func OpenTrust(folder string) (*Trust, error) {
	t := &Trust{Roots: x509.NewCertPool(), SM2Roots: smx509.NewCertPool()}
	for _, name := range []string{rootFile, sm2RootFile} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if errors.Is(err, os.ErrNotExist) {
			return nil, ErrNoAuthority
		}
		if err != nil {
			return nil, err
		}
		if err := t.add(text); err != nil {
			return nil, fmt.Errorf("seal: %s: %w", name, err)
		}
	}
	if text, err := os.ReadFile(filepath.Join(folder, stampFile)); err == nil {
		t.Stamps = x509.NewCertPool()
		if !t.Stamps.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("seal: %s holds no certificate", stampFile)
		}
	}
	der, err := os.ReadFile(filepath.Join(folder, crlFile))
	if err != nil {
		return nil, err
	}
	return t, t.revoked(der)
}

// add takes the roots of a PEM text: those of P-256 and of SM2.
func (t *Trust) add(text []byte) error {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		c, err := smx509.ParseCertificate(block.Bytes)
		if err != nil {
			return err
		}
		t.exact = append(t.exact, block.Bytes)
		if c.SignatureAlgorithm == smx509.SM2WithSM3 {
			t.SM2Roots.AddCert(c)
		} else {
			t.Roots.AddCert(c.ToX509())
		}
	}
	return nil
}

// revoked reads a list of revocations, which a root must have signed.
func (t *Trust) revoked(der []byte) error {
	list, err := x509.ParseRevocationList(der)
	if err != nil {
		return err
	}
	signed := false
	for _, root := range t.exact {
		if c, err := x509.ParseCertificate(root); err == nil && list.CheckSignatureFrom(c) == nil {
			signed = true
		}
	}
	if !signed {
		return errors.New("seal: the list of revoked seals is not signed by the authority")
	}
	for _, e := range list.RevokedCertificateEntries {
		t.Revoked = append(t.Revoked, Revoked{e.SerialNumber, e.RevocationTime})
	}
	return nil
}

var byteRange = regexp.MustCompile(`/ByteRange\s*\[\s*0 +(\d+) +(\d+) +(\d+)\s*\]`)

// signature is one PAdES signature found in a file: it covers all up to end but the hole
// between a and b, in which it stands itself.
type signature struct{ a, b, end int }

// signatures finds the signatures of a file in the order of their coverage.
func signatures(file []byte) ([]signature, bool) {
	var list []signature
	for _, m := range byteRange.FindAllSubmatch(file, -1) {
		a, _ := strconv.Atoi(string(m[1]))
		b, _ := strconv.Atoi(string(m[2]))
		n, _ := strconv.Atoi(string(m[3]))
		s := signature{a, b, b + n}
		if a <= 0 || b <= a+1 || n <= 0 || s.end > len(file) || len(list) > 0 && s.end <= list[len(list)-1].end {
			return nil, false
		}
		list = append(list, s)
	}
	return list, true
}

// Verify tells whether a PDF is sound: every byte signed, by seals that the authority issued,
// in their validity and before any revocation, and the SES_Signature of each in agreement.
func (t *Trust) Verify(file []byte) Report {
	var r Report
	if !bytes.HasPrefix(file, []byte("%PDF-")) {
		r.say("notPDF")
		return r
	}
	list, ok := signatures(file)
	switch {
	case !ok:
		r.say("changed")
		return r
	case len(list) == 0:
		r.say("unsigned")
		return r
	case list[len(list)-1].end != len(file):
		r.say("appended", strconv.Itoa(len(file)-list[len(list)-1].end))
	}
	attached, err := attachments(file)
	if err != nil {
		r.say("changed")
		return r
	}
	r.Data = attached["document.json"]
	for i, s := range list {
		found := t.pades(&r, file, s)
		t.ses(&r, file[:s.a], attached[fmt.Sprintf(sesName, i+1)], found)
		r.Seals = append(r.Seals, found)
	}
	return r
}

// pades checks one signature over its part of the file.
func (t *Trust) pades(r *Report, file []byte, s signature) Found {
	der, ok := contents(file[s.a:s.b])
	if !ok {
		r.say("changed")
		return Found{}
	}
	cms, err := pkcs7.Parse(der)
	if err != nil || len(cms.Signers) != 1 || cms.GetOnlySigner() == nil || !t.strict(der, cms) {
		r.say("changed")
		return Found{}
	}
	cms.Content = append(append([]byte{}, file[:s.a]...), file[s.b:s.end]...)
	cert := cms.GetOnlySigner()
	found := foundOf(cert)
	if err := cms.UnmarshalSignedAttribute(pkcs7.OIDAttributeSigningTime, &found.At); err != nil {
		r.say("changed")
		return found
	}
	if err := cms.Verify(); err != nil {
		if found.At.Before(cert.NotBefore) || found.At.After(cert.NotAfter) {
			r.say("expired", found.Name, found.At.Format(time.DateOnly))
		} else {
			r.say("changed")
		}
		return found
	}
	if ok := t.stamp(cms, &found); !ok {
		r.say("stampBroken", found.Name)
		return found
	}
	t.chain(r, cert, found)
	return found
}

// stamp reads the RFC 3161 time stamp of a signature, if it bears one: it must be of this
// signature. The moment of a trusted service is the moment of signing.
func (t *Trust) stamp(cms *pkcs7.PKCS7, found *Found) bool {
	signer := cms.Signers[0]
	for _, a := range signer.UnauthenticatedAttributes {
		if !a.Type.Equal(oidStamp) {
			return false
		}
		token, err := timestamp.Parse(a.Value.Bytes)
		sum := sha256.Sum256(signer.EncryptedDigest)
		if err != nil || token.HashAlgorithm != crypto.SHA256 || !bytes.Equal(token.HashedMessage, sum[:]) {
			return false
		}
		found.Stamped = token.Time
		if t.Stamps == nil {
			continue
		}
		for _, c := range token.Certificates {
			if _, err := c.Verify(x509.VerifyOptions{Roots: t.Stamps, CurrentTime: token.Time, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}}); err == nil {
				found.At = token.Time
				return true
			}
		}
		return false
	}
	return true
}

// chain checks who issued a seal's certificate, and whether it was good at the moment of signing.
func (t *Trust) chain(r *Report, cert *x509.Certificate, found Found) {
	_, err := cert.Verify(x509.VerifyOptions{Roots: t.Roots, CurrentTime: found.At, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}})
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		r.say("expired", found.Name, found.At.Format(time.DateOnly))
	case err != nil:
		r.say("foreign", found.Name)
	case cert.KeyUsage&x509.KeyUsageDigitalSignature == 0:
		r.say("foreign", found.Name)
	}
	for _, x := range t.Revoked {
		if x.Serial.Cmp(cert.SerialNumber) == 0 && !found.At.Before(x.At) {
			r.say("revoked", found.Name, x.At.Format(time.DateOnly))
		}
	}
}

func foundOf(c *x509.Certificate) Found {
	return Found{Unit: c.Subject.SerialNumber, Name: c.Subject.CommonName, Serial: c.SerialNumber, From: c.NotBefore, To: c.NotAfter, Demo: isDemo(c.Subject)}
}

// contents reads the signature in the hole: <hex>, the rest filled with zeros, in the one way
// in which it is written.
func contents(hole []byte) ([]byte, bool) {
	if len(hole) < 4 || hole[0] != '<' || hole[len(hole)-1] != '>' {
		return nil, false
	}
	text := hole[1 : len(hole)-1]
	der := make([]byte, hex.DecodedLen(len(text)))
	if _, err := hex.Decode(der, text); err != nil || hex.EncodeToString(der) != string(text) {
		return nil, false
	}
	n, ok := derLength(der)
	if !ok || len(bytes.Trim(der[n:], "\x00")) > 0 {
		return nil, false
	}
	return der[:n], true
}

// derLength is the length of the first DER element.
func derLength(der []byte) (int, bool) {
	if len(der) < 4 || der[0] != 0x30 || der[1] != 0x82 { // our signatures have 256 bytes and more
		return 0, false
	}
	n := 4 + int(der[2])<<8 + int(der[3])
	return n, n <= len(der)
}

// ses checks the SES_Signature of a seal over the part of the file that it covers, in the
// order of GB/T 38540: structure, seal, its validity, signer, chain, hash, signature.
func (t *Trust) ses(r *Report, part, der []byte, found Found) {
	if der == nil {
		r.say("sesMissing", found.Name)
		return
	}
	o, err := openSES(der)
	if err != nil {
		r.say("sesBroken")
		return
	}
	maker, err := smx509.ParseCertificate(o.seal.Maker)
	made, _ := marshalMade(o.seal)
	n, whole := covered(o.tbs.Property)
	switch {
	case err != nil || !o.seal.Alg.Equal(sm2WithSM3) || !o.sig.Alg.Equal(sm2WithSM3) || !checkSM2(maker, made, o.seal.Signature.Bytes):
		r.say("sesBroken")
	case !t.isRoot(o.seal.Maker):
		r.say("sesForeign", o.info.Property.Name)
	case o.tbs.Time.Before(o.info.Property.From) || o.tbs.Time.After(o.info.Property.To):
		r.say("expired", o.info.Property.Name, o.tbs.Time.Format(time.DateOnly))
	case !listed(o.info.Property.Certs, o.sig.Signer):
		r.say("sesForeign", o.info.Property.Name)
	case !t.issued(o.cert, o.tbs.Time):
		r.say("sesForeign", o.info.Property.Name)
	case !whole || n > len(part) || !bytes.Equal(hashSM3(part[:n]), o.tbs.Hash.Bytes):
		r.say("sesChanged")
	case !checkSM2(o.cert, o.sig.TBS.FullBytes, o.sig.Signature.Bytes):
		r.say("sesBroken")
	case found.Serial == nil || found.Serial.Cmp(o.cert.SerialNumber) != 0:
		r.say("sesOther", found.Name)
	}
}

func (t *Trust) isRoot(der []byte) bool {
	for _, root := range t.exact {
		if bytes.Equal(root, der) {
			return true
		}
	}
	return false
}

// issued tells whether a SM2 certificate comes from the authority and was good at a moment.
func (t *Trust) issued(c *smx509.Certificate, at time.Time) bool {
	_, err := c.Verify(smx509.VerifyOptions{Roots: t.SM2Roots, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}})
	return err == nil
}

func listed(certs [][]byte, der []byte) bool {
	for _, c := range certs {
		if bytes.Equal(c, der) {
			return true
		}
	}
	return false
}

// attachments reads the files attached to a PDF, each of 4 MB at most.
func attachments(file []byte) (all map[string][]byte, err error) {
	defer func() { // the reader panics at some damage
		if p := recover(); p != nil {
			err = fmt.Errorf("seal: damaged PDF: %v", p)
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	all = map[string][]byte{}
	list := r.Trailer().Key("Root").Key("Names").Key("EmbeddedFiles").Key("Names")
	for i := 0; i+1 < list.Len(); i += 2 {
		stream := list.Index(i + 1).Key("EF").Key("F").Reader()
		data, err := io.ReadAll(io.LimitReader(stream, 4<<20))
		_ = stream.Close()
		if err != nil {
			return nil, err
		}
		all[list.Index(i).RawString()] = data
	}
	return all, nil
}
