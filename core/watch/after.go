package watch

import (
	"slices"

	"yimen/core/period"
)

// fee is what the applicant was told to pay, in fen, and whether he did.
type fee struct {
	total int64
	paid  bool
}

// orderFee: only what the sheet publishes, nothing reduced without its provision, nothing
// after it was paid (许可法58, 59).
func (w *walk) orderFee() {
	var lines []struct {
		Name    string `json:"n"`
		Fen     int64  `json:"f"`
		Reduced int64  `json:"r"`
		By      string `json:"b"`
	}
	w.read("l", &lines)
	w.need(len(lines) > 0 && (w.fee == nil || !w.fee.paid), "feeOrder")
	order := fee{}
	for _, l := range lines {
		w.need(slices.Contains(w.Item.Fees, l.Name), "feeUnknown", l.Name)
		w.need(l.Reduced == 0 || !blank(l.By), "reductionBasis", l.Name)
		w.need(l.Fen >= 0 && l.Reduced >= 0 && l.Reduced <= l.Fen, "feeOrder")
		order.total += l.Fen - l.Reduced
	}
	w.fee = &order
}

// payFee: the whole sum, once; by the applicant only with the proof of a platform.
func (w *walk) payFee() {
	var fen int64
	w.read("f", &fen)
	w.need(w.fee != nil && !w.fee.paid && w.fee.total > 0 && w.fee.total == fen, "feeAmount", number(int(fen)))
	proved := !blank(w.text("pv")) && !blank(w.text("ref"))
	w.need(proved == (w.fact.By.Kind == "applicant"), "payUnproved", w.fact.By.Kind)
	if w.fee != nil {
		w.fee.paid = true
	}
}

// feeDone: what is paid for first is ordered and paid before it is handed out.
func (w *walk) feeDone() {
	w.need(!w.Item.PayFirst || w.fee != nil && (w.fee.paid || w.fee.total == 0), "feeUnpaid")
}

// fileAway: once, each paper from the page on which the one before ends.
func (w *walk) fileAway() {
	var papers []struct{ N, F int }
	w.read("p", &papers)
	page := 1
	for _, p := range papers {
		w.need(p.N >= 1 && p.F == page, "pagesGap", number(page), number(p.F))
		page += p.N
	}
	w.need(len(papers) > 0 && w.filedOn.IsZero(), "filedTwice")
	w.filedLate(w.now)
	w.unserved(true)
	w.filedOn = w.now
}

// filedLate notes a file that was closed late, or is still open.
func (w *walk) filedLate(on period.Date) {
	if due := w.due(w.endedOn, w.Rules.FileWithin, nil, nil); !due.IsZero() && on > due {
		w.find("filedLate", due.String(), on.String())
	}
}

// amendable are the words of a closed case that can be corrected; never outcome, days, identity.
var amendable = []string{"applicantName", "agentName", "content", "conditions", "article", "no"}

func (w *walk) propose() {
	w.need(slices.Contains(amendable, w.text("w")) && w.proposer == "", "amendment", w.text("w"))
	w.proposer = w.fact.By.No
}

// settle: by somebody else than who proposed it.
func (w *walk) settle() {
	w.need(w.proposer != "", "amendment", "")
	w.need(w.proposer != w.fact.By.No, "selfSettled", w.fact.By.No)
	w.proposer = ""
}
