// Package starter (初始数据) holds the data a new database begins with: the units and staff of
// Longwan and its catalogue. It is read by the same doors as an administrator's import.
package starter

import "embed"

// Data holds items/*.yaml, each file a list of item versions, org/*.csv, the directory, and
// services/*.csv, the convenience services of the centres.
//
//go:embed items/*.yaml org/*.csv services/*.csv
var Data embed.FS
