// Reads every .bpmn file of a folder with bpmn-moddle; fails on a warning, on an element
// without a place, on a flow that leads nowhere.
import { readdirSync, readFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';

const dir = process.argv[2];
let failed = 0;
const files = readdirSync(dir);
for (const file of files) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(readFileSync(`${dir}/${file}`, 'utf8'));
  const say = (text) => { failed++; console.error(`${file}: ${text}`); };
  warnings.forEach((w) => say(w.message));
  const elements = rootElement.rootElements[0].flowElements;
  const placed = new Set(rootElement.diagrams[0].plane.planeElement.map((p) => p.bpmnElement?.id));
  for (const e of elements) {
    if (!placed.has(e.id)) say(`${e.id} has no place`);
    if (e.$type === 'bpmn:SequenceFlow' && !(e.sourceRef?.id && e.targetRef?.id)) say(`${e.id} leads nowhere`);
  }
}
if (!files.length) { failed++; console.error('no files'); }
process.exit(failed ? 1 : 0);
