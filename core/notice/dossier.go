package notice

import (
	"fmt"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
)

// Dossier (案卷) is one case as one file (一案一卷), as data: the cover, the documents in the
// order of the case, the list of its materials.
type Dossier struct {
	Agency    string      `json:"agency"` // 立卷单位: the body that decides
	CaseNo    string      `json:"case"`
	Item      string      `json:"item"`
	ItemCode  string      `json:"itemCode"`
	Applicant string      `json:"applicant"`
	Received  period.Date `json:"received,omitzero"`
	Accepted  period.Date `json:"accepted,omitzero"`
	Ended     period.Date `json:"ended,omitzero"`
	Outcome   string      `json:"outcome"` // 办理结果
	Bound     period.Date `json:"bound"`   // 成卷日期
	By        string      `json:"by"`      // 立卷人
	Demo      bool        `json:"demo,omitempty"`

	Docs      []Document `json:"docs"` // in Chinese; courtesy copies are no part of the file
	Materials []Exhibit  `json:"materials"`
}

// Exhibit (材料) is one line in the list of what was handed in.
type Exhibit struct {
	Name   string   `json:"name"`
	Form   string   `json:"form"` // 原件, 复印件, 电子文件
	Copies string   `json:"copies"`
	Files  []string `json:"files"` // the names under which they are enclosed, for files
}

// Bind (立卷) makes the dossier of a case as it stands, on a day, by somebody.
func Bind(c casework.Case, docs []Document, o Office, on period.Date, by string) Dossier {
	w := &writer{c: c, Office: o, on: on}
	d := Dossier{
		Agency: w.deciding().Name, CaseNo: c.No, Item: o.Item.Name, ItemCode: o.Item.Code, Applicant: c.Applicant.Name,
		Received: c.ReceivedOn, Accepted: c.AcceptedOn, Ended: c.EndedOn, Outcome: w.outcome(),
		Bound: on, By: by, Demo: o.Demo, Docs: []Document{}, Materials: []Exhibit{},
	}
	for _, doc := range docs {
		if doc.Lang == Zh {
			d.Docs = append(d.Docs, doc)
		}
	}
	for i, g := range c.Materials {
		e := Exhibit{Name: w.material(g.Code, Zh), Form: howName[g.How].zh, Copies: copies(g), Files: []string{}}
		for j, f := range g.Files {
			e.Files = append(e.Files, fmt.Sprintf("材料%02d-%d-%s", i+1, j+1, strings.TrimSpace(f.Name)))
		}
		d.Materials = append(d.Materials, e)
	}
	return d
}

// outcome is how the case ended, or that it has not.
func (w *writer) outcome() string {
	switch {
	case w.c.Decision != nil && w.c.Decision.Granted:
		return "准予" + matter(w.Item)
	case w.c.Decision != nil:
		return "不予" + matter(w.Item)
	case w.c.Ended == "":
		return "尚未办结"
	}
	return endingName[w.c.Ended]
}

var endingName = map[casework.Ending]string{
	casework.NotAccepted: "不予受理", casework.NotNeeded: "不受理（依法不需要取得许可）", casework.Withdrawn: "申请人撤回申请",
	casework.DeemedWithdrawn: "视为撤回申请", casework.Terminated: "终止办理", casework.AcceptanceRevoked: "撤销受理",
	casework.Concluded: "办结",
}
