package scenario

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
)

// fillIn goes through the pages of an application, one after the other as the overview lists them;
// then, to hand it in, the last one. It stops at the first refusal.
func (h *Web) fillIn(v *visitor, m Move, filing casework.Filing, handIn bool) (answer, error) {
	draft, a, err := h.draftOf(v, m)
	if err != nil || draft == "" {
		return a, err
	}
	form := url.Values{}
	if err := typeForm(form, "f_", filing.Form); err != nil {
		return a, err
	}
	at, done := v.room+"/apply/"+draft, map[string]bool{}
	for {
		leaf, last, err := v.nextLeaf(at, done)
		if err != nil {
			return a, err
		}
		if leaf == "" {
			break
		}
		done[leaf] = true
		s, err := h.leaf(v, at, leaf, filing, m, form, last)
		if err != nil {
			return a, err
		}
		s.values.Set("then", "later")
		if a, err = v.post(v.front(), at+"/"+leaf, s); err != nil || a.status != http.StatusSeeOther {
			return a, err
		}
	}
	if !handIn {
		return a, h.keep(m.Case, draft, "")
	}
	a, err = v.post(v.front(), at+"/check", sheet{values: url.Values{"truth": {"yes"}}})
	if err == nil && a.status == http.StatusSeeOther {
		no, _ := strings.CutSuffix(strings.TrimPrefix(a.to, v.room+"/cases/"), "/receipt")
		err = h.keep(m.Case, "", no)
	}
	return a, err
}

var leafMark = regexp.MustCompile(`href="(?:/kiosk)?/apply/[a-z0-9]+/([a-z]+(?:/[A-Za-z0-9_-]+)?)"`)

// nextLeaf is the first page of the application that the overview lists and that was not done, save
// those that hand it in or delete it, and whether it is the last one of its kind: answers decide
// which pages there are. A draft that is not shown has the first page only, which says so.
func (v *visitor) nextLeaf(at string, done map[string]bool) (leaf string, last bool, err error) {
	page, err := v.get(at)
	if err != nil {
		return "", false, err
	}
	kinds := map[string]int{}
	for _, m := range leafMark.FindAllStringSubmatch(page.body, -1) {
		if kind, _, _ := strings.Cut(m[1], "/"); kind != "check" && kind != "drop" && !done[m[1]] {
			if kinds[kind]++; leaf == "" {
				leaf = m[1]
			}
		}
	}
	if leaf == "" && !done["where"] && v.room == "" { // at a terminal it is known
		leaf = "where"
	}
	kind, _, _ := strings.Cut(leaf, "/")
	return leaf, kinds[kind] == 1, nil
}

// draftOf is the code of the draft to go on with; a new one for a case that has not begun.
func (h *Web) draftOf(v *visitor, m Move) (draft string, a answer, err error) {
	if f := h.cases[m.Case]; f != nil {
		return f.draftCode(), a, nil
	}
	a, err = v.post(v.front(), v.room+"/items/"+m.Item.Code+"/apply", sheet{})
	if err != nil || a.status != http.StatusSeeOther {
		return "", a, err
	}
	draft, _, _ = strings.Cut(strings.TrimPrefix(a.to, v.room+"/apply/"), "/")
	return draft, a, nil
}

// draftCode is the code of the draft that the case was; of one received at a counter, a code
// that nobody has.
func (f *filed) draftCode() string {
	if f.draft == "" {
		return "none000000000000"
	}
	return f.draft
}

// leaf is what one page of an application sends. What no page asks goes with the last of its kind,
// as somebody sends it who makes up fields.
func (h *Web) leaf(v *visitor, at, leaf string, filing casework.Filing, m Move, form url.Values, last bool) (sheet, error) {
	f := url.Values{}
	kind, part, _ := strings.Cut(leaf, "/")
	switch kind {
	case "where":
		street, _ := h.site.Hall.Directory().StreetOf(filing.AcceptUnit, m.At.Date())
		f.Set("street", street.Code)
		f.Set("unit", filing.AcceptUnit)
	case "who":
		whoFields(f, filing.Applicant)
	case "about":
		aboutFields(f, filing.About)
	case "delivery":
		deliveryFields(f, filing.Delivery)
	case "form":
		page, err := v.get(at + "/" + leaf)
		for name, values := range form {
			if last || strings.Contains(page.body, `name="`+name+`"`) {
				f[name] = values
				delete(form, name)
			}
		}
		return sheet{values: f}, err
	case "materials":
		var given []casework.Given
		for _, g := range filing.Materials {
			known := slices.ContainsFunc(m.Item.Materials, func(x catalog.Material) bool { return x.Code == g.Code })
			if g.Code == part || last && !known {
				given = append(given, g)
			}
		}
		insteadFields(f, given)
		return sheet{f, filesOf("material.", given)}, nil
	}
	return sheet{values: f}, nil
}

// whoFields are those of the page on which the applicant says who he is.
func whoFields(f url.Values, applicant casework.Party) {
	partyFields(f, "applicant.", &applicant)
	f.Del("applicant.why") // only a counter may say why
	f.Set("kind", "person")
	if applicant.IDType == casework.CreditCode {
		f.Set("kind", "body")
		f.Del("applicant.idType")
	} else {
		f.Del("applicant.holder")
	}
}
