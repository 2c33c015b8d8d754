package scenario

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"yimen/core/casework"
)

// broken are lines that don't hold after the small scenario.
var broken = []struct{ line, expected, found string }{
	{"2026-03-02 09:00 受理岗 受理", "办成", "拒绝 意见=必填"},
	{"2026-03-02 09:00 审核岗@永中街道 受理 意见=齐", "办成", "拒绝 因=无权办理 依据=许可法32(5)"},
	{"2026-03-02 09:00 制证岗 办结", "办成", "拒绝 因=状态不符"},
	{"拒 受理岗 受理 意见=齐 → 因=状态不符", "拒绝 因=状态不符", "办成"},
	{"拒 受理岗 受理 → 因=无权办理", "拒绝 因=无权办理", "意见=必填"},
	{"拒 受理岗 受理 → 意见=过长", "拒绝 意见=过长", "意见=必填"},
	{"拒 受理岗 受理 → 意见=必填 材料.m1=缺材料", "材料.m1=缺材料", "拒绝 意见=必填"},
	{"拒 受理岗 受理 → 意见=必填 依据=许可法38", "依据=许可法38", "拒绝 意见=必填"},
	{"拒 申请人 补正 → 因=状态不符 依据=许可法38", "依据=许可法38", "依据=许可法32(4)"},
	{"应 状态=审核中", "状态=审核中", "状态=待受理"},
	{"应 结果=办结", "结果=办结", "结果=无"},
	{"应 收到日=2026-03-03", "收到日=2026-03-03", "收到日=2026-03-02"},
	{"应 补正日=2026-03-03", "补正日=2026-03-03", "补正日=无"},
	{"应 受理日=2026-03-03", "受理日=2026-03-03", "受理日=无"},
	{"应 视为受理=是", "视为受理=是", "视为受理=否"},
	{"应 受理人=双岗员", "受理人=双岗员", "受理人=无"},
	{"应 代岗受理=双岗员", "代岗受理=双岗员", "代岗受理=无"},
	{"应 更正=m1", "更正=m1", "更正=无"},
	{"应 受理届满=2026-03-10", "受理届满=2026-03-10", "受理届满=2026-03-09"},
	{"应 受理届满=2026-03-09暂定", "受理届满=2026-03-09暂定", "受理届满=2026-03-09"},
	{"应 补正届满=2026-03-10", "补正届满=2026-03-10", "补正届满=无"},
	{"应 岗位届满=2026-03-10", "岗位届满=2026-03-10", "岗位届满=无"},
	{"应 承诺届满=2026-03-10", "承诺届满=2026-03-10", "承诺届满=无"},
	{"应 法定届满=2026-03-10", "法定届满=2026-03-10", "法定届满=无"},
	{"应 送达届满=2026-03-10", "送达届满=2026-03-10", "送达届满=无"},
	{"应 补交届满=2026-03-10", "补交届满=2026-03-10", "补交届满=无"},
	{"应 原件届满=2026-03-10", "原件届满=2026-03-10", "原件届满=无"},
	{"应 原件日=2026-03-10", "原件日=2026-03-10", "原件日=无"},
	{"应 待补交=m1", "待补交=m1", "待补交=无"},
	{"应 陈述届满=2026-03-10", "陈述届满=2026-03-10", "陈述届满=无"},
	{"应 注销届满=2026-03-10", "注销届满=2026-03-10", "注销届满=无"},
	{"应 证照状态=有效", "证照状态=有效", "证照状态=无"},
	{"应 延续截止=2026-03-10", "延续截止=2026-03-10", "延续截止=无"},
	{"应 提醒次数=1", "提醒次数=1", "提醒次数=0"},
	{"应 禁止申请至=2026-03-10", "禁止申请至=2026-03-10", "禁止申请至=无"},
	{"应 时间到期=无", "时间到期=无", "时间到期=2026-03-10"},
	{"应 灯=红", "灯=红", "灯=绿"},
	{"应 2026-03-10 灯=绿", "灯=绿", "灯=紫"},
	{"应 待办=无", "待办=无", "待办=永昌社区受理岗"},
	{"应 并联届满=2026-03-10", "并联届满=2026-03-10", "并联届满=无"},
	{"应 并联待办=区农林局", "并联待办=区农林局", "并联待办=无"},
	{"应 环节单位=永中街道", "环节单位=永中街道", "环节单位=永昌社区"},
	{"应 路线=区农林局、永昌社区", "路线=区农林局,永昌社区", "路线=永昌社区,区农林局"},
	{"应 材料=m1、m2", "材料=m1,m2", "材料=m1"},
	{"应 核查届满=2026-03-10", "核查届满=2026-03-10", "核查届满=无"},
	{"应 整改届满=2026-03-10", "整改届满=2026-03-10", "整改届满=无"},
	{"应 承诺撤销日=2026-03-10", "承诺撤销日=2026-03-10", "承诺撤销日=无"},
	{"应 轮候在先=1", "轮候在先=1", "轮候在先=0"},
	{"应 名额=1", "名额=1", "名额=无"},
	{"应 核查=1", "核查=1", "核查=0"},
	{"应 利害关系人=李四", "利害关系人=李四", "利害关系人=无"},
	{"应 陈述=1", "陈述=1", "陈述=0"},
	{"应 主持人=双岗员", "主持人=双岗员", "主持人=无"},
	{"应 听证举行日=2026-03-11", "听证举行日=2026-03-11", "听证举行日=无"},
	{"应 申请听证届满=2026-03-09", "申请听证届满=2026-03-09", "申请听证届满=无"},
	{"应 听证届满=2026-03-30", "听证届满=2026-03-30", "听证届满=无"},
	{"应 风险=许可法72(4)", "风险=许可法72(4)", "风险=无"},
	{"应 决定=准予", "决定=准予", "决定=无"},
	{"应 决定日=2026-03-02", "决定日=2026-03-02", "决定日=无"},
	{"应 决定机关=区农林局", "决定机关=区农林局", "决定机关=无"},
	{"应 有效期至=2026-03-02", "有效期至=2026-03-02", "有效期至=无"},
	{"应 复议机关=区政府", "复议机关=区政府", "复议机关=无"},
	{"应 起诉期限=6个月", "起诉期限=6个月", "起诉期限=无"},
	{"应 起诉法院=龙湾法院", "起诉法院=龙湾法院", "起诉法院=无"},
	{"应 复议前置=是", "复议前置=是", "复议前置=无"},
	{"应 网上复议=网址", "网上复议=网址", "网上复议=无"},
	{"应 应缴=5.00", "应缴=5.00", "应缴=无"},
	{"应 缴费日=2026-03-02", "缴费日=2026-03-02", "缴费日=无"},
	{"应 归档日=2026-03-02", "归档日=2026-03-02", "归档日=无"},
	{"应 卷内页数=3", "卷内页数=3", "卷内页数=0"},
	{"应 申请人姓名=李四", "申请人姓名=李四", "申请人姓名=张三"},
	{"应 证号=1号", "证号=1号", "证号=无"},
	{"应 送达日=2026-03-02", "送达日=2026-03-02", "送达日=无"},
	{"应 结束日=2026-03-02", "结束日=2026-03-02", "结束日=无"},
	{"应 事实=2", "事实=2", "事实=1"},
	{"应 事项版本=2", "事项版本=2", "事项版本=1"},
	{"可办 申请人 受理", "可办 受理", "可办 撤回"},
	{"可办 申请人 无", "可办 无", "可办 撤回"},
}

// TestBroken: every kind of expectation fails where it does not hold, naming the line,
// what was expected and what was found.
func TestBroken(t *testing.T) {
	for _, test := range broken {
		all, err := Parse("f.scn", small+test.line+"\n", nil)
		if err != nil {
			t.Errorf("%s: %v", test.line, err)
			continue
		}
		var b *Broken
		if err := all[0].Play(OpenCore); !errors.As(err, &b) {
			t.Errorf("%s: got %v", test.line, err)
			continue
		}
		if b.Line != 8 || b.Text != test.line || !strings.Contains(b.Expected, test.expected) || !strings.Contains(b.Found, test.found) {
			t.Errorf("%s: line %d, expected %q, found %q", test.line, b.Line, b.Expected, b.Found)
		}
	}
	for _, c := range checks {
		if !slices.ContainsFunc(broken, func(b struct{ line, expected, found string }) bool {
			return strings.HasPrefix(b.expected, c.word+"=")
		}) {
			t.Errorf("no line breaks the check %s", c.word)
		}
	}
}

// cheat is a hall that breaks one of the rules that no line has to state.
type cheat struct {
	Hall
	how string
	did int
}

func (h *cheat) Do(m Move) error {
	h.did++
	err := h.Hall.Do(m)
	if h.how == "forgets" && h.did == 2 {
		return nil
	}
	return err
}

func (h *cheat) Case(name string) (casework.Case, error) {
	c, err := h.Hall.Case(name)
	if h.how == "changes" && h.did == 2 {
		c.StepOn++
	}
	return c, err
}

// Facts leaves out the last fact.
func (h *cheat) Facts(name string) ([]casework.Fact, error) {
	facts, err := h.Hall.(History).Facts(name)
	if h.how == "loses" {
		facts = facts[:len(facts)-1]
	}
	return facts, err
}

// TestCheatingHalls: a hall that says "done" and did nothing, that changes a case while it
// refuses, or whose facts don't give the case, is found out.
func TestCheatingHalls(t *testing.T) {
	for how, test := range map[string]struct{ line, expected string }{
		"forgets": {"2026-03-02 09:00 受理岗 受理", "多一个版本"},
		"changes": {"拒 受理岗 受理 → 意见=必填", "办件不变"},
		"loses":   {"2026-03-02 09:00 受理岗 受理 意见=齐", "由事实重演"},
		"":        {"2026-03-02 09:00 受理岗 受理 意见=齐", ""},
	} {
		all, err := Parse("f.scn", small+test.line+"\n", nil)
		if err != nil {
			t.Fatal(err)
		}
		err = all[0].Play(func(w World) (Hall, error) {
			h, err := OpenCore(w)
			return &cheat{Hall: h, how: how}, err
		})
		var b *Broken
		if test.expected == "" && err != nil || test.expected != "" && (!errors.As(err, &b) || !strings.Contains(b.Expected, test.expected)) {
			t.Errorf("%q: %v", how, err)
		}
	}
}
