package testkit

import (
	"fmt"
	"slices"

	"yimen/core/catalog"
)

// Of a county's items: what they are about, and what is asked for. 45 × 29 = 1,305.
var (
	countyMatters = []string{"餐饮服务", "建筑施工", "户外广告", "道路占用", "林木采伐", "河道采砂", "取水", "排污", "危险化学品经营", "烟花爆竹零售", "民办学校", "医疗机构", "公共场所卫生", "药品零售", "医疗器械经营",
		"出租汽车经营", "道路货运", "港口经营", "渔业捕捞", "种子生产", "兽药经营", "动物防疫", "农药经营", "房屋预售", "物业服务", "燃气经营", "供水接入", "城市绿地占用", "建筑垃圾处置", "食品生产",
		"特种设备使用", "计量器具制造", "电影放映", "营业性演出", "网络文化经营", "出版物零售", "印刷经营", "旅行社设立", "体育场所", "人力资源服务", "劳务派遣", "社会团体", "宗教活动场所", "殡葬设施", "人防工程"}
	countyAsked = []string{"许可", "新办", "变更", "延续", "注销登记", "补证", "备案", "审批", "核准", "年度报告", "临时许可", "名称变更", "地址变更", "法定代表人变更", "范围变更", "设计审查", "竣工验收", "资格确认", "等级评定", "补贴申领",
		"奖励", "裁决", "检验", "信息查询", "证明开具", "迁入登记", "转让登记", "停业登记", "恢复登记"}
)

// MostOfCounty is how many items of a county there are names for.
var MostOfCounty = len(countyMatters) * len(countyAsked)

// County (一个县的目录) makes a county's items from models: the same procedures, materials and
// sheets with other names and bodies. With each, every body has all the items as its own.
func County(models []*catalog.Item, items, bodies int, each bool) []catalog.Item {
	models = slices.DeleteFunc(slices.Clone(models), func(it *catalog.Item) bool { return it.Sheet.Implementer.Name == "" })
	var all []catalog.Item
	for n := range items {
		name := countyMatters[n%len(countyMatters)] + countyAsked[n/len(countyMatters)]
		for body := range bodies {
			if !each && body != n%bodies {
				continue
			}
			it := *models[n%len(models)]
			it.Code, it.Version, it.Name = fmt.Sprintf("LW-CNT-%05d", n+1), 1, name
			if each {
				it.Code += fmt.Sprintf("-%02d", body+1)
			}
			it.Sheet.Implementer.Name = fmt.Sprintf("第%02d实施机关", body+1)
			it.Sheet.Keywords = []string{name}
			all = append(all, it)
		}
	}
	return all
}
