// Shows each file in bpmn-js and says what is wrong: warnings, symbols and arrows without a
// picture, texts that are not there.
async function all() {
	const said = [];
	const viewer = new BpmnJS({ container: "#canvas" });
	const files = await (await fetch("/files.json")).json();
	for (const file of files) {
		const { warnings } = await viewer.importXML(file.xml);
		for (const w of warnings) said.push(file.name + ": " + w.message);
		const shown = (selector) => document.querySelectorAll("#canvas " + selector).length;
		const drawn = new DOMParser().parseFromString(file.xml, "text/xml");
		const inFile = (name) => drawn.getElementsByTagNameNS("*", name).length;
		if (inFile("BPMNShape") === 0 || shown(".djs-shape") < inFile("BPMNShape")) said.push(file.name + ": " + shown(".djs-shape") + " symbols of " + inFile("BPMNShape"));
		if (shown(".djs-connection") !== inFile("BPMNEdge")) said.push(file.name + ": " + shown(".djs-connection") + " arrows of " + inFile("BPMNEdge"));
		const text = document.querySelector("#canvas").textContent.replace(/\s/g, "");
		for (const task of [...drawn.querySelectorAll("task, userTask, manualTask, serviceTask")]) {
			const name = (task.getAttribute("name") || "").replace(/\s/g, "");
			if (!text.includes(name.slice(0, 6))) said.push(file.name + ": " + name + " is not shown");
		}
	}
	viewer.get("canvas").zoom("fit-viewport");
	return files.length + " files. " + said.join("; ");
}

all().catch((e) => "failed: " + e).then((text) => { document.querySelector("#said").textContent = text; document.body.id = "done"; });
