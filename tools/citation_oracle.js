// Notes as citeproc-js writes them: node citation_oracle.js JOB.json, the answer on standard output.
// The job has the style, the locale, items of CSL-JSON, and for each its locator and label.
"use strict";
const fs = require("fs");
const job = JSON.parse(fs.readFileSync(process.argv[2], "utf-8"));
const CSL = require(job.citeproc);

function notes(style) {
  const items = new Map(job.items.map((item) => [item.id, item]));
  const system = { retrieveLocale: () => job.locale, retrieveItem: (id) => items.get(id) };
  const engine = new CSL.Engine(system, style, "en-US", true);
  engine.updateItems([...items.keys()]);
  const answer = {};
  const before = [];
  const cite = (cited) => {
    const citation = { citationItems: [cited], properties: { noteIndex: before.length + 1 } };
    const [, changed] = engine.processCitationCluster(citation, before, []);
    before.push([citation.citationID, before.length + 1]);
    return changed[changed.length - 1][1];
  };
  for (const id of items.keys()) {
    answer[id] = { first: cite({ id, ...job.locators[id] }) };
  }
  for (const id of items.keys()) {
    answer[id].later = cite({ id, ...job.locators[id] });
  }
  return answer;
}

const answers = {};
for (const [name, style] of Object.entries(job.styles)) {
  answers[name] = notes(style);
}
process.stdout.write(JSON.stringify({ processor: CSL.PROCESSOR_VERSION, answers }));
