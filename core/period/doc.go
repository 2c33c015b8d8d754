// Package period (期间) counts days: dates, periods in working days, natural
// days or months, the State Council's working-day calendar, and clocks with
// their stops and extensions. It is the only place of the program where days
// are added.
//
// All dates are days in Asia/Shanghai, taken as a fixed +08:00 (the summer time
// of 1986–1991 is of no concern to any case). The package reads no clock.
//
// Rules: the day on which a period begins is not counted (民法典201); months end
// on the same day number or, where there is none, on the last day of the month
// (民法典202); natural-day and month periods that end on a day off run on to the
// next working day (民法典203); the periods of the licensing law are working days
// (行政许可法82).
package period
