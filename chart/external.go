package chart

import (
	"slices"
	"strings"

	"yimen/core/catalog"
)

// External (外部流程图) is what the public sees of an item: how to apply, what may happen to
// the application, how it ends. It is the notice's 图一, said for this item.
func External(it *catalog.Item) Chart {
	step := func(id string, text, note catalog.Text) Node {
		return Node{ID: id, Shape: Step, Text: text, Note: note, Step: NoStep}
	}
	accept := step("accept", words.accept, receiving(it))
	accept.Step = 0
	refuse, ask := step("refuse", refusing(it), catalog.Text{}), step("supplement", words.supplement, catalog.Text{})
	refuse.Ends = true
	deny := step("deny", denying(it), catalog.Text{})
	deny.Ends = true
	decide := step("decide", words.decide, deciding(it))

	accepted := []Node{step("accepted", words.acceptFull, catalog.Text{})}
	var consult []Exit
	if it.Type == licenceType {
		accepted = append(accepted, step("onSpot", words.onSpot, catalog.Text{}))
		consult = []Exit{
			{step("heard", words.heard, catalog.Text{}), decide.ID},
			{step("hearing", words.hearing, catalog.Text{}), decide.ID},
			{step("hearingRight", words.hearingRight, catalog.Text{}), decide.ID},
		}
	}
	return Chart{Title: words.external, Rows: []Row{
		{Nodes: []Node{{ID: "start", Shape: Terminal, Text: words.apply, Step: NoStep}}},
		{Nodes: ways(it)},
		{Nodes: []Node{accept}, Exits: []Exit{{refuse, ""}, {ask, "start"}}},
		{Nodes: accepted},
		{Nodes: []Node{decide}, Exits: consult},
		{Nodes: []Node{step("grant", granting(it), catalog.Text{}), deny}},
		{Nodes: []Node{{ID: "end", Shape: Terminal, Text: handing(it), Step: NoStep}}},
	}}
}

// ways are the channels of the item, gathered as in the notice: in person, by post, by wire.
func ways(it *catalog.Item) []Node {
	var list []Node
	add := func(id string, text catalog.Text) {
		list = append(list, Node{ID: id, Shape: Step, Text: text, Step: NoStep})
	}
	has := func(c catalog.Channel) bool { return slices.Contains(it.Channels, c) }

	place := byKind(it, catalog.Text{ZH: "登记场所", EN: "the registry"}, catalog.Text{ZH: "服务窗口", EN: "a counter"}, catalog.Text{ZH: "服务窗口", EN: "a counter"})
	if has(catalog.AtCounter) {
		also := catalog.Text{}
		if has(catalog.AtKiosk) {
			also = catalog.Text{ZH: "、自助点", EN: " or self-service point"}
		}
		add("counter", catalog.Text{ZH: "到" + place.ZH + also.ZH + "提出申请", EN: "At " + place.EN + also.EN})
	}
	if has(catalog.ByAgent) {
		add("agent", catalog.Text{ZH: "委托代办员申请", EN: "Through an agent"})
	}
	if has(catalog.ByPost) {
		add("post", catalog.Text{ZH: "邮寄申请", EN: "By post"})
	}
	var wires catalog.Text
	for _, w := range []struct {
		channel catalog.Channel
		name    catalog.Text
	}{{catalog.Online, catalog.Text{ZH: "网上", EN: "online"}}, {catalog.ByFax, catalog.Text{ZH: "传真", EN: "by fax"}}, {catalog.ByEmail, catalog.Text{ZH: "电子邮件", EN: "by e-mail"}}} {
		if !has(w.channel) {
			continue
		}
		if wires.ZH != "" {
			wires.ZH, wires.EN = wires.ZH+"、", wires.EN+", "
		}
		wires.ZH, wires.EN = wires.ZH+w.name.ZH, wires.EN+w.name.EN
	}
	if wires.ZH != "" {
		if strings.Contains(wires.ZH, "、") {
			wires.ZH += "等方式"
		}
		add("wire", catalog.Text{ZH: wires.ZH + "申请", EN: upperFirst(wires.EN)})
	}
	return list
}
