package catalog

import "yimen/core/org"

// Linkage (联动类型) is the kind of cross-level handling, as the notice's Annex 4 lists them.
type Linkage string

// The notice's enumeration, with NotLinked for an item that one level handles alone.
const (
	NotLinked               Linkage = "none"                    // 不联动
	CityDistrictStreet      Linkage = "cityDistrictStreet"      // 市区街道三级
	DistrictStreetCommunity Linkage = "districtStreetCommunity" // 区街道社区三级
	DistrictStreet          Linkage = "districtStreet"          // 区街道两级
	StreetCommunity         Linkage = "streetCommunity"         // 街道社区两级
	DistrictCommunity       Linkage = "districtCommunity"       // 区社区两级
	OtherLinkage            Linkage = "other"                   // 其他
)

// levels is a set of the four levels as bits.
type levels uint8

const (
	cityBit levels = 1 << iota
	districtBit
	streetBit
	communityBit
)

var bitOf = map[org.Level]levels{
	org.City: cityBit, org.District: districtBit, org.Street: streetBit, org.Community: communityBit,
}

// Linkage derives the linkage type from the levels a case runs through that is received at
// the lowest level which receives the item.
func (i Item) Linkage() Linkage {
	switch set := i.levels(); set {
	case 0, cityBit, districtBit, streetBit, communityBit:
		return NotLinked
	case cityBit | districtBit | streetBit:
		return CityDistrictStreet
	case districtBit | streetBit | communityBit:
		return DistrictStreetCommunity
	case districtBit | streetBit:
		return DistrictStreet
	case streetBit | communityBit:
		return StreetCommunity
	case districtBit | communityBit:
		return DistrictCommunity
	}
	return OtherLinkage
}

// Levels lists, from the top down, the levels such a case runs through.
func (i Item) Levels() []org.Level {
	var found []org.Level
	set := i.levels()
	for _, level := range []org.Level{org.City, org.District, org.Street, org.Community} {
		if set&bitOf[level] != 0 {
			found = append(found, level)
		}
	}
	return found
}

func (i Item) levels() levels {
	received := i.lowest()
	set := bitOf[received]
	for _, step := range i.Procedure.Steps {
		for _, level := range step.Unit.Levels([]org.Level{received}) {
			set |= bitOf[level]
		}
		for _, body := range step.Beside {
			for _, level := range body.Unit.Levels([]org.Level{received}) {
				set |= bitOf[level]
			}
		}
	}
	return set
}

// lowest is the level nearest to the people that receives the item.
func (i Item) lowest() org.Level {
	var lowest org.Level
	for _, level := range i.AcceptAt {
		if bitOf[level] > bitOf[lowest] {
			lowest = level
		}
	}
	return lowest
}
