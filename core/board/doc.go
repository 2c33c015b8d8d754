// Package board (任务看板) reckons how far the two levels of service are built up, as the notice
// asks: which items are in the streets' centres against 100 % and on whose written word (二(一)2),
// who sits at which counter (定岗定位, 二(一)3), what stands in the centres and their self-service
// points (二(三), 二(四)2), and where the tasks of Annex 1 are.
package board
