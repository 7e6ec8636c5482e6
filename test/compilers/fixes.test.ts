import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { changesFor, type ReportedFinding } from "../../server/src/core/index.ts";
import { readDrawing } from "../rules/harness/drawing.ts";
import { type Fixture, fixtureFolders, fixturesIn } from "../rules/harness/fixtures.ts";
import { openEdited, type Scene, textsAfter } from "../rules/harness/scene.ts";
import { amount } from "../support/amount.ts";
import { titleOf } from "../support/said.ts";
import { bicep, type Diagnostic, formatText, withFiles } from "./support/bicep.ts";
import { newDifferences } from "./support/differences.ts";
import { bicepFound } from "./support/found.ts";

type Texts = ReadonlyMap<string, string>;

test.skipIf(bicepFound === null)(
  "what a fix makes of a formatted Bicep text compiles as the text did, and is formatted",
  { timeout: 600_000 },
  async () => {
    const isAll = amount(0, 1) === 1;
    const all = fixtureFolders()
      .flatMap(fixturesIn)
      .filter(({ extension }) => extension === "bicep");
    const met = new Map<string, string[]>();
    let count = 0;
    for (const fixture of isAll ? all : all.filter((_, index) => index % 12 === 0)) {
      for (const { kind, line } of await brokenIn(fixture, () => count++))
        met.set(kind, [...(met.get(kind) ?? []), line]);
    }
    expect(newDifferences(met, isAll)).toEqual([]);
    if (isAll) console.log(`${count} fixes compiled.`);
    else expect(count).toBeGreaterThan(20);
  },
);

interface Broken {
  /** The class of the difference. */
  readonly kind: string;
  readonly line: string;
}

async function brokenIn(fixture: Fixture, counts: () => void): Promise<readonly Broken[]> {
  const texts = new Map([...fixture.files].map(([id, { text }]) => [id, readDrawing(text).text]));
  // What a registry has cannot be restored.
  if ([...texts.values()].some((text) => /'(?:br|ts)[:/]/.test(text))) return [];
  for (const [id, text] of texts) if (id.endsWith(".bicep")) texts.set(id, await formatText(text));
  const scene = openEdited(fixture, texts);
  const seen = new Set<string>();
  const broken: Broken[] = [];
  let before: readonly Diagnostic[] | undefined;
  for (const { name, changed } of fixesOf(scene, texts)) {
    const key = [...changed.values()].join("\0");
    if (seen.has(key)) continue;
    seen.add(key);
    counts();
    before ??= await diagnosticsOf(fixture, texts);
    const after = await diagnosticsOf(fixture, new Map([...texts, ...changed]));
    for (const each of added(before, after))
      broken.push({
        kind: each.code.startsWith("BCP") ? "error after a fix" : "advice after a fix",
        line: `${name}: ${each.code} ${each.message}`,
      });
    for (const text of changed.values())
      if ((await formatText(text)) !== text)
        broken.push({
          kind: hasLongLine(text) ? "line too long after a fix" : "layout after a fix",
          line: name,
        });
  }
  return broken;
}

function fixesOf(scene: Scene, texts: Texts): readonly { readonly name: string; readonly changed: Texts }[] {
  const named = (finding: ReportedFinding): string => `${relative(".", scene.root)} ${finding.code}`;
  return scene.findings.flatMap((finding) =>
    finding.fixes().flatMap((fix) => {
      const changes = changesFor(fix, scene.files);
      const after = [...textsAfter(scene, changes ?? [])];
      const changed = after.filter(([id, text]) => id.endsWith(".bicep") && texts.get(id) !== text);
      return changed.length === 0
        ? []
        : [{ name: `${named(finding)} ${titleOf(fix)}`, changed: new Map(changed) }];
    }),
  );
}

function diagnosticsOf({ path }: Fixture, texts: Texts): Promise<readonly Diagnostic[]> {
  const inside = [...texts].map(([id, text]) => [relative(dirname(path), id), text]);
  return withFiles(Object.fromEntries(inside) as Record<string, string>, async (folder) => {
    const { diagnostics } = await bicep().compile(join(folder, relative(dirname(path), path)));
    return diagnostics;
  });
}

/** Those of a code that the text had fewer of. */
function added(before: readonly Diagnostic[], after: readonly Diagnostic[]): readonly Diagnostic[] {
  const left = before.map(({ code }) => code);
  return after.filter(({ code }) => {
    const index = left.indexOf(code);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Longer than the formatter's lines. */
function hasLongLine(text: string): boolean {
  return text.split("\n").some((line) => line.length > 120);
}
