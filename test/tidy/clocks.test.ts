import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/**
 * Where tests have to do with time, each with the reason why no result depends on it. A machine that has much else to do takes many times as long, so
 * tests count work (`test/counted/work.ts`) and wait for what happens (`expect.poll`, `test/support/eventually.ts`).
 */
const allowed: ReadonlyMap<string, string> = new Map([
  ["test/support/eventually.ts: vi.waitFor", "waits for an event; its minute ends only what hangs"],
  ["test/electron/suite.ts: Date.now", "there is no test runner that waits; its minute ends only what hangs"],
  ["test/electron/suite.ts: setTimeout", "asks again what it waits for"],
  ["test/vscode/support/until.ts: node:timers/promises", "asks again what it waits for"],
  ["test/vscode/support/until.ts: Date.now", "asks again what it waits for; its limits end only what hangs"],
  ["test/lsp/support/worker.ts: setTimeout", "a message arrives in a later turn, without a delay"],
  ["test/lsp/pause.test.ts: setTimeout", "a timer is what is tested, and nothing is measured"],
  ["test/lsp/messages-while-typing.test.ts: Date.now", "of a clock that the test sets itself"],
  ["test/site/playground.test.ts: setTimeout", "an error outside of any call, without a delay"],
  [
    "test/site/reading.test.ts: setTimeout",
    "a page without a shift reports none: this ends the wait for one",
  ],
]);

test("no test asserts on a clock, or waits for time to pass", () => {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => `test/${name.replaceAll("\\", "/")}`)
    .sort();
  const found = files.flatMap((file) =>
    clocksIn(readFileSync(join(root, file), "utf8")).map((clock) => `${file}: ${clock}`),
  );
  expect([...new Set(found)].filter((each) => !allowed.has(each))).toEqual([]);
  // What is gone is no longer allowed.
  expect([...allowed.keys()].filter((each) => !found.includes(each))).toEqual([]);
});

test.each([
  ["const start = performance.now();", "performance.now"],
  ["while (Date.now() < end);", "Date.now"],
  ["const { hrtime } = process; process.hrtime.bigint();", "process.hrtime"],
  ["const day = new Date();", "new Date"],
  ['import { setTimeout as pause } from "node:timers/promises";', "node:timers/promises"],
  ["await new Promise((resolve) => setTimeout(resolve, 100));", "setTimeout"],
  ["await new Promise((resolve) => globalThis.setTimeout(resolve, 100));", "setTimeout"],
  ["await page.waitForTimeout(100);", "page.waitForTimeout"],
  ["await vi.waitFor(() => undefined);", "vi.waitFor"],
  ["console.time('a');", "console.time"],
])("%s has to do with a clock", (text, clock) => {
  expect(clocksIn(text)).toContain(clock);
});

test.each([
  "await expect.poll(() => done).toBe(true);",
  'vi.useFakeTimers({ toFake: ["setTimeout", "Date"] });',
  'const day = new Date("2026-12-02");',
  "const text = `depends_on = [time_sleep.wait]`;",
  'vi.spyOn(process, "hrtime");',
  "// setTimeout(later, 100)",
])("%s has nothing to do with one", (text) => {
  expect(clocksIn(text)).toEqual([]);
});

const clocks =
  /^(?:performance\.(?:now|mark|measure)|Date\.now|process\.(?:hrtime|uptime|cpuUsage)|vi\.wait(?:For|Until)|console\.time|\w+\.waitForTimeout)$/;
const timers = /(?:^|\.)(?:setTimeout|setInterval)$/;

/** What a text uses of clocks. */
function clocksIn(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && clocks.test(node.getText())) found.push(node.getText());
    if (ts.isCallExpression(node) && timers.test(node.expression.getText()))
      found.push(node.expression.getText().replace(/^.*\./, ""));
    if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length)
      found.push("new Date");
    if (ts.isImportDeclaration(node) && /timers\/promises|perf_hooks/.test(node.moduleSpecifier.getText()))
      found.push(node.moduleSpecifier.getText().slice(1, -1));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("test.ts", text, ts.ScriptTarget.ESNext, true));
  return found;
}
