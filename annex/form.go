package annex

import (
	"strings"

	"yimen/core/catalog"
)

// SpecimenMark stands on every sheet of a sample, so that nobody takes it for a filed form.
const SpecimenMark = "样表（仅供参考，内容为虚构）"

// person is what every application says of the applicant, with what a sample shows there.
var person = []struct{ label, sample string }{
	{"申请人姓名或者名称", "张三"}, {"证件名称和号码", "居民身份证 33030319900101001X"}, {"联系电话", "13800000000"}, {"送达地址和方式", "到窗口领取"},
}

// Form lays out the application form (服务表格) of an item: blank, or as a sample filled in with
// the examples of its schema.
func Form(it *catalog.Item, sample bool) (Paper, error) {
	fields, err := catalog.Fields(it.Form)
	if err != nil {
		return Paper{}, err
	}
	title := it.Sheet.FormTitle.ZH
	page := Page{Name: it.Code, Widths: []int{30, 68}}
	if sample {
		page.Parts = append(page.Parts, text(Mark, SpecimenMark))
	}
	page.Parts = append(page.Parts, text(Heading, title), text(Line, "事项："+it.Name+"　　编码："+it.Code))
	rows := []Row{}
	for _, l := range person {
		rows = append(rows, formRow(l.label, l.sample, sample))
	}
	for _, f := range catalog.Specimens(fields) {
		if f.Group != "" {
			page.Parts = append(page.Parts, Part{Kind: Table, Rows: rows}, text(Caption, f.Group))
			rows = nil
		}
		rows = append(rows, formRow(formLabel(f.Field), f.Value.Value, sample))
		if !sample {
			rows[len(rows)-1].Cells[1].Text = boxes(f.Field)
		}
	}
	page.Parts = append(page.Parts, Part{Kind: Table, Rows: rows},
		text(Line, "本人承诺所填内容和所交材料真实、完整（行政许可法第三十一条）。"),
		text(Line, "申请人（签名或者盖章）：　　　　　　　　　　　　　　年　　月　　日"))
	return Paper{Title: title, Pages: []Page{page}}, nil
}

func formRow(name, value string, filled bool) Row {
	if !filled {
		value = ""
	}
	return Row{Cells: []Cell{label(name), {Text: value}}}
}

// formLabel is the field's name with its hint and with what it hangs on.
func formLabel(f catalog.Field) string {
	name := f.Title
	if !f.Required && (f.When == nil || !f.When.Need) {
		name += "（选填）"
	}
	if f.Hint != "" {
		name += "\n" + f.Hint
	}
	return name
}

// boxes are the choices to tick on paper.
func boxes(f catalog.Field) string {
	var list []string
	for _, o := range f.Options {
		list = append(list, "□ "+o.Value)
	}
	if f.Type == catalog.YesNoField {
		list = []string{"□ 是", "□ 否"}
	}
	return strings.Join(list, "　　")
}
