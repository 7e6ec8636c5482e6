import { describe, expect, test } from "vitest";
import {
  applyChanges,
  type Change,
  changesFor,
  type Document,
  type Fix,
  fixAll,
} from "../../server/src/core/index.ts";
import { parseDocument } from "../../server/src/core/syntax/syntaxes.ts";
import { decisionsOf } from "./harness/decisions.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { afterChanges, openScene, type Scene } from "./harness/scene.ts";
import { titleOf } from "../support/said.ts";

/** How titles express an effect: which callers a fix allows or blocks, or that rules now apply. */
const saysWho = /\b(allows?|blocks?|keeps?|applies)\b/i;

interface Case {
  readonly name: string;
  readonly scene: Scene;
  readonly fixes: readonly Fix[];
  readonly changes: readonly Change[];
}

const cases: readonly Case[] = fixtureFolders()
  .flatMap(fixturesIn)
  .map((fixture) => {
    const scene = openScene(fixture);
    return {
      name: `${fixture.folder}/${fixture.stem}.${fixture.extension}`,
      scene,
      fixes: scene.findings.flatMap((finding) => finding.fixes()),
      changes: fixAll(scene.findings, scene.root, scene.files),
    };
  });

describe("a fix that changes who gets in says so in its title", () => {
  const silent = casesWith((fix) => !saysWho.test(titleOf(fix)));
  for (const each of silent)
    test(each.name, () => {
      keepsDecisions(each);
    });
});

/**
 * A fix that says it keeps access leaves every decision as it was: about all addresses there are, taken at once, about any client,
 * IPv6, every subnet of the deployment, and every service of the catalogue.
 */
describe("a fix that keeps access changes no decision", () => {
  const keeping = casesWith((fix) => fix.keepsAccess);
  for (const each of keeping)
    test(each.name, () => {
      keepsDecisions(each);
    });
});

/** Edits of one fix are made at once: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textEditArray. */
describe("the changes of a fix, and of all fixes, do not overlap, and what they give can be read", () => {
  for (const { name, scene, changes } of casesWith(() => true)) {
    test(name, () => {
      const fixed = scene.findings
        .flatMap((finding) => finding.fixes())
        .map((fix) => changesFor(fix, scene.files) ?? []);
      for (const each of [changes, ...fixed]) expect(overlapping(each)).toEqual([]);
      const written = [...new Map(fixed.map((each) => [JSON.stringify(each), each])).values()];
      for (const each of written)
        for (const { id, text } of textsAfter(scene, each))
          expect(faultsIn(id, text), text).toBeLessThanOrEqual(faultsIn(id, scene.textOf(id)));
    });
  }
});

/** Where there is something to change: otherwise the decisions are those of the same text. */
describe("fix all does not change access", () => {
  for (const { name, scene, changes } of cases.filter((each) => each.changes.length > 0)) {
    test(name, () => {
      const after = afterChanges(scene, changes);
      expect(decisionsOf(after)).toEqual(decisionsOf(scene));
      expect(after.problems).toBe(scene.problems);
      expect(fixAll(after.findings, after.root, after.files)).toEqual([]);
    });
  }
});

function overlapping(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ span: a }, index) =>
    changes
      .slice(index + 1)
      .some(({ span: b }) => a.document === b.document && a.start < b.end && b.start < a.end),
  );
}

function textsAfter(scene: Scene, changes: readonly Change[]): readonly Document[] {
  return [...new Set(changes.map(({ span }) => span.document))].map((id) => ({
    id,
    text: applyChanges(
      scene.textOf(id),
      changes.filter(({ span }) => span.document === id),
    ),
  }));
}

function faultsIn(id: string, text: string): number {
  return parseDocument({ id, text }).problems.length;
}

/** The cases that have such fixes, with no others. */
function casesWith(isWanted: (fix: Fix) => boolean): readonly Case[] {
  return cases
    .map((each) => ({ ...each, fixes: each.fixes.filter(isWanted) }))
    .filter(({ fixes }) => fixes.length > 0);
}

function keepsDecisions({ scene, fixes }: Case): void {
  for (const fix of fixes) {
    const after = afterChanges(scene, changesFor(fix, scene.files) ?? []);
    expect(decisionsOf(after), titleOf(fix)).toEqual(decisionsOf(scene));
  }
}
