package desk

import (
	"net/http"
	"testing"

	"yimen/core/casework"
)

// theCheck is a look at the house by two people of the street.
var theCheck = []string{"checker.1", reviewer, "cert.1", "浙C330101", "checker.2", streetZz, "cert.2", "浙C330102", "on", "2026-03-02",
	"begins", "08:30", "ends", "09:10", "place", "永上村前街12号", "findings", "地基已放样，与图纸一致", "signer", "王建国"}

// One person, or one person twice, is no check; nothing typed is lost, and the file tells who
// went with which certificate.
func TestSiteCheck(t *testing.T) {
	w := newWorld(t)
	no := w.at(casework.Reviewing)
	w.as(reviewer).get("/desk/cases/"+no+"/siteCheck").is(http.StatusOK, `<option value="`+reviewer+`" selected>`) // who fills it in was there
	w.act(no, reviewer, "siteCheck", with(theCheck, []string{"checker.2", reviewer})...).
		is(http.StatusUnprocessableEntity, "核查应当由两名以上不同的工作人员进行", "地基已放样，与图纸一致</textarea>")
	w.act(no, reviewer, "siteCheck", with(theCheck, []string{"checker.2", approver})...).is(http.StatusUnprocessableEntity, "请从给出的选项中选择")
	w.act(no, reviewer, "siteCheck", with(theCheck, []string{"ends", "8点"})...).is(http.StatusUnprocessableEntity, "请写成 09:30")
	w.act(no, reviewer, "siteCheck", with(theCheck, []string{"signer", ""})...).is(http.StatusUnprocessableEntity, "请写明谁签名")
	w.act(no, acceptor, "siteCheck", theCheck...).is(http.StatusForbidden)
	w.done(no, reviewer, "siteCheck", theCheck...)
	w.as(reviewer).get("/desk/cases/"+no).is(http.StatusOK, "浙C330101", "浙C330102", "2026-03-02 08:30 至 09:10", "永上村前街12号", "王建国签名")
}

// What a step must begin with stands open (现场核查), though its button is no heavy one.
func TestWhatTheStepWaitsForIsOpen(t *testing.T) {
	w := newWorld(t)
	no, _ := w.short()
	w.done(no, atStreet, "acceptPending", "opinion", "容缺", "limit", "5", "unit", "wd", "promise", "王建国")
	w.as("lw301").get("/desk/cases/"+no).is(http.StatusOK, "应当先由两名以上工作人员现场核查", `id="act-siteCheck" open>`)
}
