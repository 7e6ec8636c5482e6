import { describe, expect, test } from "vitest";
import { findingNodes } from "../../client/src/findings/finding-nodes.ts";
import { allNodes } from "../../client/src/tree/tree-node.ts";
import type { FindingResult } from "../../server/src/protocol/findings.ts";
import { english } from "./english.ts";
import { place } from "./vault.ts";

const open: FindingResult = {
  ...place,
  code: "KV101",
  name: "open-to-the-internet",
  severity: "warning",
  message: "'kv' is open.",
  vault: "kv",
  environments: [],
  instances: [],
  related: [],
  isNew: null,
  page: "https://example.org/KV101",
  suppressed: null,
};
const rejected: FindingResult = { ...open, code: "KV302", severity: "error", message: "Azure rejects 'kv'." };
const accepted: FindingResult = { ...rejected, suppressed: { reason: "a sandbox", until: null } };

function outline(findings: readonly FindingResult[], onlyNew = false): readonly string[] {
  return allNodes(findingNodes(english, findings, onlyNew)).map(
    ({ label, description }) => `${label} | ${description}`,
  );
}

describe("the list of findings", () => {
  test("has the most severe first and the accepted last, each with its rule and place", () => {
    expect(outline([open, accepted, rejected])).toEqual([
      "Errors | 1",
      "Azure rejects 'kv'. | KV302 · main.json:5",
      "Warnings | 1",
      "'kv' is open. | KV101 · main.json:5",
      "Accepted | 1",
      "Azure rejects 'kv'. | KV302 · main.json:5",
    ]);
  });

  test("marks what is new since the what-if baseline, and shows only that on request", () => {
    const since = [
      { ...open, isNew: false },
      { ...rejected, isNew: true },
    ];
    expect(outline(since)).toEqual([
      "Errors | 1 · 1 new",
      "New: Azure rejects 'kv'. | KV302 · main.json:5",
      "Warnings | 1",
      "'kv' is open. | KV101 · main.json:5",
    ]);
    expect(outline(since, true)).toEqual([
      "Errors | 1 · 1 new",
      "New: Azure rejects 'kv'. | KV302 · main.json:5",
    ]);
  });

  test("keeps what cannot be compared with the baseline", () => {
    expect(outline([open], true)).toHaveLength(2);
  });

  test("has rows of their own for findings that read the same, also where lines move", () => {
    const moved = { ...open, range: { start: { line: 8, character: 0 }, end: { line: 8, character: 4 } } };
    const ids = (findings: readonly FindingResult[]) =>
      allNodes(findingNodes(english, findings, false)).map(({ id }) => id);
    expect(new Set(ids([open, moved])).size).toBe(3);
    expect(ids([open])).toEqual(ids([moved]));
  });

  test("tells a screen reader the whole sentence, and the reason of what is accepted", () => {
    const [, row] = allNodes(findingNodes(english, [accepted], false));
    expect(row?.spoken).toBe("Azure rejects 'kv'. Accepted: a sandbox KV302, main.json:5");
    expect(row?.words).toEqual(["accepted"]);
    expect(row?.tooltip).toContain("[KV302 open-to-the-internet](https://example.org/KV101)");
  });
});
