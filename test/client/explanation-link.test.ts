import { expect, test } from "vitest";
import { readLink } from "../../client/src/explain/explanation-link.ts";

test.each([
  ["#fix-2", { kind: "fix", index: 2 }],
  ["infra/main.bicep#L12", { kind: "file", path: "infra/main.bicep", line: 11 }],
  ["with%20blank/main.tf#L1", { kind: "file", path: "with blank/main.tf", line: 0 }],
  ["main.json", { kind: "file", path: "main.json", line: 0 }],
  ["#heading", null],
  ["https://example.com/#L3", null],
  ["command:workbench.action.quit", null],
  ["%E0%A4%A#L1", null],
])("%s leads to %j", (href, link) => {
  expect(readLink(href)).toEqual(link);
});
