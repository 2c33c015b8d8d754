// The child that sets type. It reads one request a line and answers with one line, in order:
// first { fonts, sources }, then { main, inputs, files, at }. It ends when its input ends.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [modules] = process.argv.slice(-1);
const { NodeCompiler } = createRequire(modules + "/")("@myriaddreamin/typst-ts-node-compiler");
const root = "/press/"; // exists only in memory
let typst;

function start({ fonts, sources }) {
  typst = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fonts.map((f) => readFileSync(f)) }] });
  for (const [name, text] of Object.entries(sources)) typst.addSource(root + name, text);
  return {};
}

function print({ main, inputs, files, at }) {
  const mapped = Object.entries(files ?? {});
  for (const [name, text] of mapped) typst.mapShadow(root + name, Buffer.from(text, "base64"));
  try {
    const made = typst.compile({ mainFilePath: root + main, inputs });
    if (!made.result) throw new Error(JSON.stringify(typst.fetchDiagnostics(made.takeError())));
    const seals = typst.query(made.result, { selector: "<seal>" }).map((m) => m.value);
    const exported = (pdfStandard) => typst.pdf(made.result, { pdfStandard, creationTimestamp: at }).toString("base64");
    return { archival: exported("a-3a"), accessible: exported("ua-1"), pages: made.result.numOfPages, seals };
  } finally {
    for (const [name] of mapped) typst.unmapShadow(root + name);
    typst.evictCache(10);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const request = JSON.parse(line);
    answer = request.fonts ? start(request) : print(request);
  } catch (e) {
    answer = { error: String(e.message ?? e) };
  }
  process.stdout.write(JSON.stringify({ ...answer, memory: process.memoryUsage().rss }) + "\n");
}
