package seal

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/sign"
)

// sesName is the name of the attached SES_Signature; a second seal's has a 2, and so on.
const sesName = "seal%d.ses"

// Stamping (用章) is one use of a seal.
type Stamping struct {
	Now    time.Time
	Reason string // in ASCII: number of the document or of the case
	TSA    string // address of an RFC 3161 time stamping service; empty = none
}

// Seal puts the seal on a printed document: first the SES_Signature over the file as it is,
// attached to it, then the PAdES signature over everything. Seals that are on it stay valid.
func (s *Seal) Seal(file []byte, use Stamping) ([]byte, error) {
	if use.Now.Before(s.From) || use.Now.After(s.To) {
		return nil, fmt.Errorf("seal: %s is valid from %s to %s", s.ID, s.From.Format(time.DateOnly), s.To.Format(time.DateOnly))
	}
	ses, err := s.signSES(hashSM3(file), coverage(len(file)), use.Now)
	if err != nil {
		return nil, err
	}
	nth := 1 + bytes.Count(file, []byte("/ByteRange"))
	file, err = attach(file, fmt.Sprintf(sesName, nth), ses)
	if err != nil {
		return nil, err
	}
	return s.signPDF(file, use)
}

// coverage says in the SES_Signature which bytes of the file its hash is of.
func coverage(n int) string { return "pdf;bytes=0-" + strconv.Itoa(n) }

func covered(property string) (int, bool) {
	text, ok := strings.CutPrefix(property, "pdf;bytes=0-")
	n, err := strconv.Atoi(text)
	return n, ok && err == nil && n > 0
}

func (s *Seal) signPDF(file []byte, use Stamping) ([]byte, error) {
	in := bytes.NewReader(file)
	reader, err := pdf.NewReader(in, int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	var out bytes.Buffer
	err = sign.Sign(in, &out, reader, int64(len(file)), sign.SignData{
		Signature: sign.SignDataSignature{CertType: sign.ApprovalSignature, DocMDPPerm: sign.AllowFillingExistingFormFieldsAndSignaturesPerms,
			Info: sign.SignDataSignatureInfo{Name: ascii(s.Unit), Reason: ascii(use.Reason), Date: use.Now}},
		Signer: s.key, DigestAlgorithm: crypto.SHA256, Certificate: s.cert,
		CertificateChains: [][]*x509.Certificate{{s.cert, s.root}},
		TSA:               sign.TSA{URL: use.TSA},
	})
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return out.Bytes(), nil
}

// ascii keeps what the signing library writes rightly.
func ascii(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 32 || r > 126 || strings.ContainsRune(`()\`, r) {
			return -1
		}
		return r
	}, text)
}

// errCatalog says that a file is not built as those of our press.
var errCatalog = errors.New("seal: the PDF can't take an attachment: its catalog is not understood")

// attach adds a file to a PDF as an incremental update: the bytes before stay as they are.
func attach(file []byte, name string, data []byte) ([]byte, error) {
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	trailer := r.Trailer()
	root, size := trailer.Key("Root"), trailer.Key("Size").Int64()
	if root.Kind() != pdf.Dict || size <= 0 {
		return nil, errCatalog
	}
	id := objectOf(root)
	stream, spec := uint32(size), uint32(size)+1

	u := update{buf: bytes.NewBuffer(slices.Clone(file)), at: map[uint32]int{}}
	u.object(stream, fmt.Sprintf("<</Type/EmbeddedFile/Subtype/application#2Foctet-stream/Length %d/Params<</Size %d>>>>\nstream\n%s\nendstream", len(data), len(data), data))
	u.object(spec, fmt.Sprintf("<</Type/Filespec/F(%s)/UF(%s)/AFRelationship/Supplement/Desc(GB/T 38540-2020 SES_Signature)/EF<</F %d 0 R/UF %d 0 R>>>>", name, name, stream, stream))
	u.object(id, catalogWith(root, name, spec))
	start := -1
	if i := bytes.LastIndex(file, []byte("startxref")); i >= 0 {
		start, _ = strconv.Atoi(strings.TrimSpace(string(bytes.TrimSuffix(bytes.TrimSpace(file[i+len("startxref"):]), []byte("%%EOF")))))
	}
	if start <= 0 {
		return nil, errCatalog
	}
	u.finish(fmt.Sprintf("trailer\n<<\n  /Size %d\n  /Root %d 0 R\n%s  /Prev %d\n>>\n", size+2, id, carried(trailer), start))
	return u.buf.Bytes(), nil
}

// carried are the entries of the trailer that go from one update to the next.
func carried(trailer pdf.Value) string {
	var b strings.Builder
	if info := trailer.Key("Info"); info.Kind() == pdf.Dict {
		fmt.Fprintf(&b, "  /Info %d 0 R\n", objectOf(info))
	}
	if id := trailer.Key("ID"); id.Kind() == pdf.Array && id.Len() == 2 {
		fmt.Fprintf(&b, "  /ID [<%x> <%x>]\n", id.Index(0).RawString(), id.Index(1).RawString())
	}
	return b.String()
}

// catalogWith writes the catalog again, with one attachment more.
func catalogWith(root pdf.Value, name string, spec uint32) string {
	own := objectOf(root)
	var b strings.Builder
	b.WriteString("<<")
	for _, key := range root.Keys() {
		if key == "AF" || key == "Names" {
			continue
		}
		fmt.Fprintf(&b, "/%s ", key)
		write(&b, own, root.Key(key))
		b.WriteByte('\n')
	}
	b.WriteString("/AF[")
	for i := range root.Key("AF").Len() {
		write(&b, own, root.Key("AF").Index(i))
		b.WriteByte(' ')
	}
	fmt.Fprintf(&b, "%d 0 R]\n/Names<<", spec)
	names := root.Key("Names")
	for _, key := range names.Keys() {
		if key != "EmbeddedFiles" {
			fmt.Fprintf(&b, "/%s ", key)
			write(&b, own, names.Key(key))
		}
	}
	b.WriteString("/EmbeddedFiles<</Names[")
	list := names.Key("EmbeddedFiles").Key("Names")
	for i := range list.Len() {
		write(&b, own, list.Index(i))
		b.WriteByte(' ')
	}
	fmt.Fprintf(&b, "(%s) %d 0 R]>>>>>>", name, spec)
	return b.String()
}

// objectOf is the number of the object in which a value stands.
func objectOf(v pdf.Value) uint32 {
	p := v.GetPtr()
	return p.GetID()
}

// write writes a value: another object as a reference, what stands here as it is.
func write(b *strings.Builder, own uint32, v pdf.Value) {
	if p := v.GetPtr(); p.GetID() != own && p.GetID() != 0 {
		fmt.Fprintf(b, "%d %d R", p.GetID(), p.GetGen())
		return
	}
	switch v.Kind() {
	case pdf.Bool:
		fmt.Fprint(b, v.Bool())
	case pdf.Integer:
		fmt.Fprint(b, v.Int64())
	case pdf.Real:
		fmt.Fprint(b, v.Float64())
	case pdf.String:
		fmt.Fprintf(b, "<%x>", v.RawString())
	case pdf.Name:
		fmt.Fprintf(b, "/%s", v.Name())
	case pdf.Array:
		b.WriteByte('[')
		for i := range v.Len() {
			write(b, own, v.Index(i))
			b.WriteByte(' ')
		}
		b.WriteByte(']')
	case pdf.Dict:
		b.WriteString("<<")
		for _, key := range v.Keys() {
			fmt.Fprintf(b, "/%s ", key)
			write(b, own, v.Key(key))
		}
		b.WriteString(">>")
	default:
		b.WriteString("null")
	}
}

// update is an incremental update being written.
type update struct {
	buf *bytes.Buffer
	at  map[uint32]int
}

func (u *update) object(id uint32, text string) {
	u.buf.WriteByte('\n')
	u.at[id] = u.buf.Len()
	fmt.Fprintf(u.buf, "%d 0 obj\n%s\nendobj\n", id, text)
}

// finish writes the table of the new objects and the trailer.
func (u *update) finish(trailer string) {
	start := u.buf.Len()
	u.buf.WriteString("xref\n")
	var ids []uint32
	for id := range u.at {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for i := 0; i < len(ids); {
		n := 1
		for i+n < len(ids) && ids[i+n] == ids[i]+uint32(n) {
			n++
		}
		fmt.Fprintf(u.buf, "%d %d\n", ids[i], n)
		for _, id := range ids[i : i+n] {
			fmt.Fprintf(u.buf, "%010d 00000 n\r\n", u.at[id])
		}
		i += n
	}
	fmt.Fprintf(u.buf, "%sstartxref\n%d\n%%%%EOF\n", trailer, start)
}
