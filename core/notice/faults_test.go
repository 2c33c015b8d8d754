package notice_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/org"
)

// faults lists what is wrong with a document, of whatever kind.
func faults(d notice.Document, f casework.Fact, c casework.Case, o notice.Office) []string {
	var found []string
	need := func(ok bool, fault string) {
		if !ok {
			found = append(found, fault)
		}
	}
	need(d.Agency != "" && d.Title != "" && d.Item.Name != "" && d.Item.Code != "", "agency, title or item is missing")
	need(d.CaseNo == c.No && d.Seq == f.Seq && d.On == f.At.Date(), "case, fact or day is another")
	leads, other := "/cases/"+c.No, o
	other.Code = nil
	if zh := find(notice.Of(f, c, o), string(d.Kind)); zh.Seal != "" {
		leads = notice.VerifyPath(d)
		need(d.Code == codeOf(notice.VerifyPath(d)), "it bears no code, or another's")
		need(find(notice.Of(f, c, other), d.Name()).Code == "", "it bears a code, though none is drawn")
	} else {
		need(d.Code == "", "it bears no seal, and a code")
	}
	need(d.Query == "https://hall.test"+leads, "the QR code leads nowhere")
	need(len(d.Blocks) > 0, "it says nothing")
	last := d.Blocks[len(d.Blocks)-1].Kind // goes to the page of the seal: a table would go there whole
	need(d.Form == notice.Sheet || len(d.Remedies) > 0 || last == notice.Text || last == notice.Sign, "a table stands between the text and the seal")
	for _, b := range d.Blocks {
		need(b.Kind == notice.Table && len(b.Rows) > 0 || len(b.Rows) == 0, "rows outside a table")
		need(b.Text != "" || len(b.Items)+len(b.Pairs)+len(b.Rows) > 0, "an empty block")
		for _, row := range b.Rows {
			need(len(row) == len(b.Head), "a row of other width than its head")
		}
	}
	text, err := json.Marshal(d)
	need(err == nil, "it can't be written as JSON")
	for _, slip := range []string{"%s", "%!", "（）", "“”", "《》", "。。", "，，", "，。", "于起", "于提出", "至止", "至期限", "至前", "于前", "undefined"} {
		need(!strings.Contains(string(text), slip), "it says "+slip)
	}
	need(json.Valid(text) && same(d, text), "it reads back differently")
	again, _ := json.Marshal(find(notice.Of(f, c, o), d.Name()))
	need(bytes.Equal(text, again), "written twice it differs")

	// 浙2018 A11(4): the seal is that of the body that decides, never the centre's own. Who presses
	// a body seals with its own.
	issuer := c.Target(f.At.Date()).Decider
	if d.Kind == notice.Chase || d.Kind == notice.Advice {
		issuer = f.Right.Body()
	}
	need(d.Seal == "" && d.Kind != notice.Chase || d.Seal == issuer, "the seal is not that of the body whose document it is")
	need(d.Lang == notice.Zh || d.Seal == "" && d.Note != "", "a courtesy copy is sealed or not marked")
	need(d.Family == "" || d.Number != "", "it has no number")
	need((d.Family != "") == (d.Year != 0), "family without year")
	if !whole[d.Kind] && c.Applicant.IDType != casework.CreditCode && c.Applicant.ID != "" {
		need(!strings.Contains(string(text), c.Applicant.ID), "the applicant's number is written out")
	}
	return found
}

// whole are the kinds that name their addressee by the whole number.
var whole = map[notice.Kind]bool{
	notice.AcceptanceRevoked: true, notice.CommitmentRevoked: true, notice.NotAccepted: true, notice.Grant: true, notice.Denial: true,
	notice.Mandate: true, notice.Service: true, notice.Termination: true, notice.Revocation: true, notice.Recall: true, notice.Kept: true, notice.Cancellation: true,
}

func same(d notice.Document, text []byte) bool {
	var read notice.Document
	return json.Unmarshal(text, &read) == nil && reflect.DeepEqual(d, read)
}

func find(docs []notice.Document, name string) notice.Document {
	for _, d := range docs {
		if d.Name() == name {
			return d
		}
	}
	return notice.Document{}
}

// TestEveryActStandsInTheTable makes whoever adds an act say what it leaves on paper.
func TestEveryActStandsInTheTable(t *testing.T) {
	for _, a := range casework.Acts() {
		if !notice.Known(a) {
			t.Errorf("%s: core/notice does not say which document it leaves, or why none: add a row to rules in core/notice/notice.go", a)
		}
	}
	if notice.Known("dance") {
		t.Error("an act that nobody knows stands in the table")
	}
	if notice.Silent(org.Grant) != "" || notice.Silent(org.Pass) == "" {
		t.Error("a grant is silent, or a review is not")
	}
}
