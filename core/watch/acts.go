package watch

import (
	"slices"
	"strings"
)

// stage (阶段) is where a case stands, in the words of docs/state-machine.md.
type stage string

// The stages.
const (
	none          stage = "none"
	draft         stage = "draft"
	received      stage = "received"
	supplementing stage = "supplementing"
	reviewing     stage = "reviewing" // the step's post decides between these two
	approving     stage = "approving"
	suspended     stage = "suspended"
	granted       stage = "granted"
	denied        stage = "denied"
	issued        stage = "issued"
	served        stage = "served"
	closed        stage = "closed"
)

// examining stands for reviewing or approving, whichever the step's post gives.
const examining stage = "examining"

// law is what is asked of one act (行为的规矩).
type law struct {
	in    string      // the stages in which it can be done
	to    stage       // where it leads; empty = it stays there
	who   who         // who may do it
	rule  string      // the article
	texts string      // keys of its body that must hold a text
	do    func(*walk) // checks its content and folds it in; nil = there is nothing more
	edit  bool        // changes what was applied for: nothing for after the decision
}

// acts is the order of the procedure (程序). A new act is one line here, and with do one
// function where there is more to it.
var acts = map[string]law{
	"draft":             {in: "none draft", to: draft, who: drafter, rule: "许可法29", edit: true},
	"submit":            {in: "none draft", to: received, who: applicant, rule: "许可法29", do: (*walk).submit, edit: true},
	"receive":           {in: "none draft", to: received, who: clerk, rule: "许可法29", do: (*walk).receive, edit: true},
	"requestSupplement": {in: "received", to: supplementing, who: clerk, rule: "许可法32(4)", do: (*walk).requestSupplement, edit: true},
	"supplement":        {in: "supplementing", to: received, who: bringer, rule: "许可法32(4)", do: (*walk).supplement, edit: true},
	"notePosted":        {in: "supplementing", who: bringer, rule: "民诉法85(4)", texts: "n", do: (*walk).notePosted},
	"allowSupplement":   {in: "received", who: supervisor, rule: "许可法72(4)", texts: "t", do: (*walk).allowSupplement},
	"correctOnSpot":     {in: "received", who: clerk, rule: "许可法32(3)", texts: "w", do: (*walk).correctOnSpot, edit: true},
	"accept":            {in: "received", to: examining, who: clerk, rule: "许可法32(5)", texts: "t", do: (*walk).accept},
	"acceptPending":     {in: "received", to: examining, who: clerk, rule: "浙2018 A11(2)", texts: "t p", do: (*walk).acceptPending},
	"acceptCommitted":   {in: "received", to: examining, who: clerk, rule: "浙2018 A14", texts: "t p", do: (*walk).acceptCommitted},
	"inspectCommitment": {in: "closed", who: inspector, rule: "浙2018 A14", texts: "t", do: (*walk).inspect},
	"revokeCommitted":   {in: "closed", who: undoer, rule: "浙2018 A14", texts: "h c a k", do: (*walk).takeBack},
	"bringPending":      {in: "reviewing approving suspended", who: bringer, rule: "浙2018 A11(2)", do: (*walk).bringPending, edit: true},
	"revokeAcceptance":  {in: "reviewing approving suspended", to: closed, who: clerk, rule: "浙2018 A11(2)", texts: "t", do: (*walk).revokeAcceptance},
	"receiveOriginals":  {in: "received reviewing approving suspended", who: clerk, rule: "公司登记条例53、令56号", do: (*walk).receiveOriginals, edit: true},
	"tellNoLicence":     {in: "received", to: closed, who: clerk, rule: "许可法32(1)", texts: "t", do: (*walk).answered},
	"refuseAcceptance":  {in: "received", to: closed, who: clerk, rule: "许可法32(2)", texts: "t", do: (*walk).refuseAcceptance},
	"siteCheck":         {in: "reviewing approving", who: examiner, rule: "许可法34(3)", texts: "p c", do: (*walk).siteCheck},
	"findInterest":      {in: "reviewing approving", who: examiner, rule: "许可法36", texts: "name i", do: (*walk).findInterest},
	"notifyInterested":  {in: "reviewing approving", who: examiner, rule: "许可法36", texts: "c", do: (*walk).notifyInterested},
	"makeStatement":     {in: "reviewing approving suspended", who: speaker, rule: "许可法36", do: (*walk).makeStatement},
	"answerStatement":   {in: "reviewing approving", who: examiner, rule: "许可法36", texts: "t", do: (*walk).answerStatement},
	"tellHearing":       {in: "reviewing approving", who: examiner, rule: "许可法47", texts: "t", do: (*walk).tellHearing},
	"announceHearing":   {in: "reviewing approving", who: examiner, rule: "许可法46", texts: "g t r", do: (*walk).announceHearing},
	"requestHearing":    {in: "reviewing approving suspended", who: speaker, rule: "许可法47", do: (*walk).requestHearing},
	"scheduleHearing":   {in: "reviewing approving suspended", to: suspended, who: examiner, rule: "许可法48", texts: "p", do: (*walk).scheduleHearing},
	"serveHearing":      {in: "reviewing approving suspended", who: teller, rule: "许可法48", do: (*walk).serveHearing},
	"requestRecusal":    {in: "reviewing approving suspended", who: speaker, rule: "许可法48", texts: "t", do: (*walk).requestRecusal},
	"decideRecusal":     {in: "reviewing approving suspended", who: leader, rule: "许可法48", texts: "t", do: (*walk).decideRecusal},
	"holdHearing":       {in: "reviewing approving suspended", who: anybody, rule: "许可法48", texts: "p e c", do: (*walk).holdHearing},
	"pass":              {in: "reviewing", to: examining, who: reviewer, rule: "许可法34、35", texts: "t", do: (*walk).review},
	"veto":              {in: "reviewing", to: examining, who: reviewer, rule: "许可法34、35", texts: "t", do: (*walk).review},
	"jointOpinion":      {in: "reviewing", to: examining, who: partner, rule: "许可法26、浙2018 A5", texts: "t", do: (*walk).jointOpinion},
	"return":            {in: "reviewing approving", to: examining, who: examiner, rule: "通知图二", texts: "t", do: (*walk).sendBack},
	"suspend":           {in: "reviewing approving", to: suspended, who: examiner, rule: "许可法45", texts: "g", do: (*walk).suspend},
	"resume":            {in: "suspended", to: examining, who: examiner, rule: "许可法45", do: (*walk).resume},
	"extend":            {in: "reviewing approving", who: head, rule: "许可法42", texts: "r", do: (*walk).extend},
	"grant":             {in: "approving", to: granted, who: decider, rule: "许可法38", texts: "t", do: (*walk).grant},
	"deny":              {in: "approving", to: denied, who: decider, rule: "许可法38", texts: "t c a", do: (*walk).deny},
	"issue":             {in: "granted", to: issued, who: issuer, rule: "许可法39", texts: "no", do: (*walk).issue},
	"serve":             {in: "granted denied issued closed", to: served, who: handing, rule: "许可法44", do: (*walk).serve},
	"conclude":          {in: "served", to: closed, who: handing, rule: "通知图二", do: (*walk).conclude},
	"orderFee":          {in: "granted issued", who: handing, rule: "许可法58、59", do: (*walk).orderFee},
	"payFee":            {in: "granted issued served closed", who: paying, rule: "许可法58、59", texts: "no", do: (*walk).payFee},
	"fileAway":          {in: "closed", who: handing, rule: fileStandard, do: (*walk).fileAway},
	"proposeAmendment":  {in: "closed", who: mending, rule: fileStandard, texts: "w a r", do: (*walk).propose},
	"settleAmendment":   {in: "closed", who: settling, rule: fileStandard, texts: "t", do: (*walk).settle},
	"urge":              {in: "reviewing approving granted denied issued", who: applicant, rule: "许可法42、44", do: (*walk).urge},
	"chase":             {in: chasing, who: supervisor, rule: chaseRule, texts: "t", do: (*walk).chase},
	"answerChase":       {in: chasing, who: answering, rule: chaseRule, texts: "t", do: (*walk).answerChase},
	"withdraw":          {in: "received supplementing reviewing approving suspended", to: closed, who: applicant, rule: "许可法29", do: (*walk).withdraw},
	"terminate":         {in: "received supplementing reviewing approving suspended", to: closed, who: ender, rule: "通知图二", texts: "t", do: (*walk).terminate},
	"recount":           {in: recounting, who: system, rule: "许可法82", texts: "p", do: (*walk).recount},
	"proposeRevocation": {in: "closed", who: approver, rule: "许可法69", texts: "t a", do: (*walk).proposeRevocation},
	"hearHolder":        {in: "closed", who: approver, rule: "许可法36", texts: "w t r", do: (*walk).hearHolder},
	"revokeLicence":     {in: "closed", who: chief, rule: "许可法69", texts: "t", do: (*walk).revokeLicence},
	"suspendLicence":    {in: "closed", who: approver, rule: "行政处罚法9(3)", texts: "p b r", do: (*walk).suspendLicence},
	"returnLicence":     {in: "closed", who: approver, rule: "行政处罚法9(3)", texts: "r", do: (*walk).returnLicence},
	"cancelLicence":     {in: "closed", who: approver, rule: "许可法70", texts: "t", do: (*walk).cancelLicence},
	"noteRenewal":       {in: "closed", who: system, rule: "许可法49、50", do: (*walk).noteRenewal},
	"tick":              {in: "received supplementing reviewing approving suspended closed", who: system, rule: "许可法32(4)、45、50", do: (*walk).tick},
}

// chasing are the stages in which a unit can be pressed, and reply.
const chasing = "received supplementing reviewing approving suspended granted denied issued served closed"

const chaseRule = "通知三(三)"

// allows tells whether the act can be done in a stage.
func (l law) allows(s stage) bool { return slices.Contains(strings.Fields(l.in), string(s)) }
