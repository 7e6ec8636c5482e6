import { expect, test } from "vitest";
import { ReportMemory } from "../../server/src/lsp/report-memory.ts";

test("a server that replaces another one does not take the reports of that one for its own", () => {
  const [first, second] = [new ReportMemory(), new ReportMemory()];
  const { resultId } = first.report("file:///w/main.json", []);
  expect(first.report("file:///w/main.json", []).resultId).toBe(resultId);
  expect(second.report("file:///w/main.json", []).resultId).not.toBe(resultId);
});
