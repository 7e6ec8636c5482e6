import { expect, test } from "vitest";
import type { ReportedFinding } from "../../server/src/core/index.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openScene } from "./harness/scene.ts";

/**
 * What the gates come to that a finding shows, by rule. KV504 also speaks of a permission and KV604 of a number of addresses, which no
 * gate decides; the rules that are left out speak of a text, an order or a suppression.
 */
const shown: Readonly<Record<string, readonly string[]>> = {
  // It may be open by a rule or by its default action.
  KV101: ["allow", "maybe"],
  KV102: ["allow"],
  KV103: ["allow"],
  KV104: ["allow"],
  KV106: ["allow"],
  KV107: ["allow"],
  KV109: ["allow"],
  KV110: ["deny"],
  KV208: ["allow", "deny"],
  KV303: ["deny"],
  KV307: ["deny"],
  KV308: ["allow", "deny"],
  KV406: ["allow"],
  KV409: ["deny"],
  // Something else may peer networks that nothing here peers.
  KV410: ["deny", "maybe"],
  KV414: ["deny"],
  // A route may drop what the vault denies.
  KV501: ["deny", "maybe"],
  KV502: ["deny"],
  KV503: ["deny"],
  KV504: ["deny", "none"],
  KV505: ["deny"],
  KV506: ["deny"],
  KV507: ["allow"],
  // Nothing decides whether an endpoint waits for its subnet.
  KV508: ["allow", "deny", "none"],
  KV510: ["deny"],
  KV514: ["deny"],
  KV601: ["allow", "deny"],
  KV603: ["maybe"],
  KV604: ["allow", "deny", "none"],
  KV805: ["deny"],
};

test("every finding that reports a decision shows its steps", () => {
  const found = new Map<string, Set<string>>();
  for (const finding of fixtureFolders()
    .flatMap(fixturesIn)
    .flatMap((fixture) => openScene(fixture).findings)) {
    const outcomes = found.get(finding.code) ?? new Set();
    found.set(finding.code, outcomes.add(outcomeOf(finding)));
  }
  const outcomes = [...found].map(([code, each]) => [code, [...each].sort()] as const);
  expect(Object.fromEntries(outcomes.filter(([, each]) => each.join() !== "none"))).toEqual(shown);
});

/** A step that may settle the traffic leaves it open; else the last one that settles some has settled what was left. */
function outcomeOf(finding: ReportedFinding): string {
  const outcomes = finding.steps().map(({ outcome }) => outcome);
  if (outcomes.length === 0) return "none";
  const settled = outcomes.filter((outcome) => ["allow", "deny", "maybe"].includes(outcome));
  return settled.includes("maybe") ? "maybe" : (settled.at(-1) ?? "nothing settles it");
}
