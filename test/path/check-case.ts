import { expect } from "vitest";
import { type VerdictReport, wordsIn } from "../../server/src/core/index.ts";
import type { Cause } from "../../server/src/core/evaluate/values/value.ts";
import type { Case } from "./cases.ts";
import { ask, type Layout, type Syntax } from "./scene.ts";

const english = wordsIn("en");

/** Expects what a case says of its subnet. */
export function checkCase(each: Case, syntax: Syntax, layout: Layout): void {
  const { scene, from = "v/app", gets, getsInOwnGroup, says, notes, dependsOn, when } = each;
  const asked = ask(scene, from, syntax, layout);
  const { verdict, reason, steps } = asked;
  const said = steps
    .map(({ gate, outcome, facts }) => `${gate} ${outcome}: ${english.gate(facts)}`)
    .join("\n");
  const expected = (syntax === "Terraform" ? undefined : getsInOwnGroup) ?? gets;
  expect(`${verdict} ${reason}\n${said}`).toContain(expected);
  if (dependsOn) expect(asked.because.map(nameOf)).toEqual(dependsOn);
  if (when) expect(whenOf(asked)).toEqual(when);
  if (notes) expect(asked.notes).toEqual(notes);
  if (says !== undefined) expect(said).toContain(says);
}

function nameOf(cause: Cause): string {
  return "name" in cause && cause.name !== null ? cause.name : cause.kind;
}

function whenOf({ cases }: VerdictReport): Readonly<Record<string, string>> {
  return Object.fromEntries(
    cases.map(({ when, verdict }) => [
      Object.entries(when)
        .map(([name, value]) => `${name}=${String(value)}`)
        .join(),
      verdict,
    ]),
  );
}
