package app

// What tests of this package look into.
var (
	Readings   = readings
	QueryWords = queryWords
	Named      = (*Catalogue).named
	SpaceFault = spaceFault
)
