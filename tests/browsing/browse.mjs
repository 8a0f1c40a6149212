// Opens pages in a Chromium and tells what it sees, as JSON: node browse.mjs JOB.json
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const require = createRequire(`${job.modules}/`);
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await puppeteer.launch({
  executablePath: job.chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"],
});
const answers = [];
for (const look of job.looks) answers.push(await seen(look));
await browser.close();
process.stdout.write(JSON.stringify(answers));

async function seen(look) {
  const page = await browser.newPage();
  const requests = [], said = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.setJavaScriptEnabled(Boolean(look.scripts));
  const window = { width: look.width, height: look.height ?? 900, deviceScaleFactor: look.density ?? 1 };
  await page.setViewport(window);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.scheme ?? "light" }]);
  await page.goto(look.address, { waitUntil: "load" });
  const answer = { requests, said };
  await steps(page, look, answer);
  if (look.axe) Object.assign(answer, await examined(page, look.axe));
  if (look.shot) {
    if (look.whole) {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewport({ ...window, height });
    }
    await page.screenshot({ path: look.shot });
  }
  if (look.pdf) await page.pdf({ path: look.pdf, format: "A4", printBackground: true, preferCSSPageSize: true });
  await page.close();
  return answer;
}

async function steps(first, look, answer) {
  let page = first;
  const tabs = { first };
  for (const step of look.steps ?? []) {
    if (step.write) writeFileSync(step.write, step.text);
    if (step.remove) rmSync(step.remove);
    if (step.tab) {
      page = tabs[step.tab] ??= await opened(look.address);
      await page.bringToFront();
    }
    if (step.until) await until(page, step);
    if (step.press) await page.keyboard.press(step.press);
    if (step.click) await page.click(step.click);
    if (step.focus) await page.focus(step.focus);
    if (step.ask) answer[step.as] = await page.evaluate(step.ask);
  }
}

async function opened(address) {
  const page = await browser.newPage();
  await page.goto(address, { waitUntil: "load" });
  return page;
}

// Asked again and again from outside: what waits inside a page needs what a strict policy forbids.
async function until(page, step) {
  const end = Date.now() + 1000 * (step.within ?? 60);
  while (!(await page.evaluate(step.until))) {
    if (Date.now() > end) throw new Error(`not within time: ${step.until}; ${await page.evaluate("document.body.innerText.slice(0, 400)")}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function examined(page, options) {
  await page.evaluate(axe);
  const found = await page.evaluate((run) => globalThis.axe.run(document, run), options);
  return { passes: found.passes.length, axe: found.violations.map((each) => ({
    rule: each.id, help: each.help,
    nodes: each.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
  })) };
}
