// Package scenario (场景) reads and plays *.scn files: cases told act by act in Chinese, so
// that a legal officer can write down what the law demands and see it hold. The language is
// described in docs/scenarios.md; this package is its only reader.
//
// A scenario is played in a Hall. Core is the hall of the pure core; others put the same
// lines through the store or through HTTP. Who acts, which version of an item applies and
// what is expected is worked out here, once for all halls.
package scenario
