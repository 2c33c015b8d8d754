package scenario

import (
	"errors"
	"strings"
	"testing"
)

// small is a scenario that holds; faults are tried on it.
const small = `事项 甲事项 法定期限=20个工作日
环节 受理 受理单位 1个工作日
环节 审批 区部门：农林 10个工作日
材料 m1 申请表
场景 甲
依据 许可法32
2026-03-02 09:00 受理岗 收件
`

// TestFaults: whatever is not in the language is named with its line and what may stand
// there, and nothing is played.
func TestFaults(t *testing.T) {
	for _, test := range []struct {
		text string
		line int
		says []string
	}{
		{"", 1, []string{"没有「场景」"}},
		{"剧本 甲\n", 1, []string{"剧本", "场景", "事项", "可办"}},
		{"场景 甲\n依据 一\n", 1, []string{"没有内容"}},
		{"场景 甲\n事项 乙\n2026-03-02 受理岗 收件\n", 1, []string{"没有写「依据」"}},
		{"场景 甲\n依据 一\n2026-03-02 受理岗 收件\n", 1, []string{"没有写「事项」"}},
		{"场景 甲\n依据 一\n事项 没有的事项\n2026-03-02 受理岗 收件\n", 1, []string{"没有事项「没有的事项」", "环节"}},
		{"场景\n", 1, []string{"名称"}},
		{"事项 甲 法定期限=二十日\n", 1, []string{"二十日", "5个工作日"}},
		{"事项 甲 期限=5日\n", 1, []string{"期限", "法定期限", "承诺期限"}},
		{"事项 甲 法定期限=5日 法定期限=6日\n", 1, []string{"写了两次"}},
		{"事项 甲 类型=许可\n", 1, []string{"许可", "行政许可", "公共服务"}},
		{"事项 甲 版本=零\n", 1, []string{"版本=零"}},
		{"环节 受理 街道 1日\n", 1, []string{"事项"}},
		{"事项 甲 法定期限=5日\n环节 办理 街道 1日\n", 2, []string{"办理", "受理、审核、审批、制证"}},
		{"事项 甲 法定期限=5日\n环节 审批 区部门 1日\n", 2, []string{"区部门", "区部门:"}},
		{"事项 甲 法定期限=5日\n环节 审批 区部门：气象 1日\n", 2, []string{"气象", "农林"}},
		{"事项 甲 法定期限=5日\n环节 审批 街道\n", 2, []string{"环节 审核 街道"}},
		{"事项 甲 法定期限=5日\n材料 m1\n", 2, []string{"材料 m1 申请表"}},
		{"受理单位 某社区\n", 1, []string{"某社区", "永昌社区"}},
		{"申请人 李四 性别=男\n", 1, []string{"性别", "证件号"}},
		{"设定 逾期不补正=罚款\n", 1, []string{"罚款", "视为撤回"}},
		{small + "受理岗 受理\n", 8, []string{"受理岗", "日期 时间"}},
		{small + "2026-13-02 09:00 受理岗 受理\n", 8, []string{"2026-13-02"}},
		{small + "2026-03-02 25:00 受理岗 受理\n", 8, []string{"25:00"}},
		{small + "2026-03-01 09:00 受理岗 受理\n", 8, []string{"早于"}},
		{small + "2026-03-02 09:00 经办人 受理\n", 8, []string{"经办人", "受理岗", "申请人", "双岗员"}},
		{small + "2026-03-02 09:00 受理岗@某街道 受理\n", 8, []string{"某街道", "永中街道"}},
		{small + "2026-03-02 09:00 申请人@永中街道 撤回\n", 8, []string{"岗位"}},
		{small + "2026-03-02 09:00 受理岗 登记\n", 8, []string{"登记", "收件", "受理"}},
		{small + "2026-03-02 09:00 受理岗 受理 说明=齐\n", 8, []string{"说明", "意见"}},
		{small + "2026-03-02 09:00 受理岗 受理 齐全\n", 8, []string{"齐全", "意见=…"}},
		{small + "2026-03-02 09:00 受理岗 办结 意见=好\n", 8, []string{"意见", "不需要"}},
		{small + "2026-03-02 09:00 受理岗 受理 → 因=状态不符\n", 8, []string{"拒"}},
		{small + "2026-03-02 09:00 制证岗 送达 方式=喊话\n", 8, []string{"喊话", "直接"}},
		{small + "2026-03-02 09:00 制证岗 送达 送达日=昨天\n", 8, []string{"昨天", "2026-03-02"}},
		{small + "2026-03-02 09:00 受理岗 补正告知 缺陷=m2\n", 8, []string{"缺陷=m2:「问题」"}},
		{small + "拒 受理岗 受理\n", 8, []string{"→"}},
		{small + "拒 受理岗 受理 → 状态不符\n", 8, []string{"状态不符", "因=…"}},
		{small + "拒 受理岗 受理 → 因=不行\n", 8, []string{"不行", "状态不符"}},
		{small + "拒 受理岗 受理 → 因=状态不符 意见=必填\n", 8, []string{"二者取一"}},
		{small + "拒 受理岗 受理 → 依据=许可法32\n", 8, []string{"二者取一"}},
		{small + "应\n", 8, []string{"状态=…", "法定届满=…"}},
		{small + "应 阶段=审核中\n", 8, []string{"阶段", "状态"}},
		{small + "应 状态=办理中\n", 8, []string{"办理中", "审核中"}},
		{small + "应 受理日=昨天\n", 8, []string{"昨天"}},
		{small + "应 法定届满=2026-3-1\n", 8, []string{"2026-3-1", "暂定"}},
		{small + "应 事实=许多\n", 8, []string{"许多"}},
		{small + "可办 受理岗\n", 8, []string{"可办 行为人"}},
		{small + "可办 受理岗 盖章\n", 8, []string{"盖章", "受理"}},
		{small + "办件\n", 8, []string{"办件 乙"}},
		{small + "办件 乙 事项=没有\n", 8, []string{"没有事项「没有」"}},
		{small + "事项 乙事项 法定期限=5日\n", 8, []string{"第一个行为之前"}},
		{small + "2026-03-02 09:00 受理岗 受理 意见=「没有完\n", 8, []string{"缺少 」"}},
		{small + "2026-03-02 09:00 受理岗 受理 意见=完」\n", 8, []string{"多了一个"}},
	} {
		_, err := Parse("f.scn", test.text, nil)
		var f *Fault
		if !errors.As(err, &f) {
			t.Errorf("%q: got %v", lastLine(test.text), err)
			continue
		}
		if f.File != "f.scn" || f.Line != test.line {
			t.Errorf("%q: at %s:%d, want line %d", lastLine(test.text), f.File, f.Line, test.line)
		}
		for _, s := range test.says {
			if !strings.Contains(f.Text, s) {
				t.Errorf("%q: %q does not say %q", lastLine(test.text), f.Text, s)
			}
		}
	}
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// TestForgiving: what a Chinese keyboard writes is read as what was meant.
func TestForgiving(t *testing.T) {
	plain, err := split(`2026-03-02 受理岗 受理 意见=「a =「b」 #」 材料=m1,m2 # 注`)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := split("2026-03-02　受理岗\t受理  意见＝「a =「b」 #」 材料=m1、m2　＃ 注")
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range plain {
		if i == len(plain)-1 {
			if a, b := list(w.text), list(wide[i].text); len(a) != 2 || len(b) != 2 || a[1] != b[1] {
				t.Errorf("%v, %v", a, b)
			}
			continue
		}
		if w != wide[i] {
			t.Errorf("%+v, %+v", w, wide[i])
		}
	}
	if len(plain) != 5 || len(wide) != 5 || plain[3].text != "a =「b」 #" {
		t.Errorf("%+v\n%+v", plain, wide)
	}
}
