import { languages, mayBeOutside, type ReportedFinding, wordsIn } from "../../server/src/core/index.ts";
import type {
  RuleExample,
  RuleExampleFinding,
  RuleExampleSyntax,
} from "../../server/src/protocol/rule-pages.ts";
import { markOf, readDrawing } from "../../test/rules/harness/drawing.ts";
import { accessPathOf, fixturesIn, isToldIn, type Fixture } from "../../test/rules/harness/fixtures.ts";
import { openScene } from "../../test/rules/harness/scene.ts";

/** The syntaxes of examples by the extensions of fixtures. */
const syntaxes: readonly (readonly [extension: string, RuleExampleSyntax])[] = [
  ["json", "arm"],
  ["bicep", "bicep"],
  ["tf", "terraform"],
];

/**
 * The fixture that shows a rule best, in every syntax that it has: one with many syntaxes, with a fixed text, in
 * azurerm rather than azapi, without other findings, and short.
 */
export function bestFixtures(
  folder: string,
  code: string,
): readonly { readonly fixture: Fixture; readonly syntax: RuleExampleSyntax }[] {
  const fixtures = fixturesIn(folder);
  const stems = [...new Set(fixtures.map(({ stem }) => stem))];
  const told = stems
    .map((stem) => fixtures.filter((fixture) => fixture.stem === stem))
    .filter((each) => codesIn(each).has(code));
  const [best = []] = told.sort((a, b) => compare(costOf(a), costOf(b)));
  return syntaxes.flatMap(([extension, syntax]) => {
    const fixture = toldIn(best, extension);
    return fixture ? [{ fixture, syntax }] : [];
  });
}

/** The documents in which a rule finds something, as its page shows them. */
export function examplesOf(folder: string, code: string): readonly RuleExample[] {
  const best = bestFixtures(folder, code);
  const first = best[0]?.fixture;
  const inTemplates = best.flatMap(({ fixture, syntax }) => exampleIn(fixture, fixture.path, syntax, code));
  if (!first) return inTemplates;
  const outside = [...first.files.keys()].filter(mayBeOutside).flatMap((path) => {
    const syntax = /\.ya?ml$/.test(path) ? "yaml" : "shell";
    return exampleIn(first, path, syntax, code);
  });
  // What is found in a pipeline or script has nothing to show in a template.
  const isOutside = outside.some(({ findings }) => findings.length > 0);
  return [
    ...exampleIn(first, accessPathOf(first.path), "access-file", code),
    ...outside,
    ...(isOutside ? [] : inTemplates),
  ];
}

/** A document of a fixture with the findings of the rule; none if the fixture does not have the document. */
function exampleIn(
  fixture: Fixture,
  document: string,
  syntax: RuleExampleSyntax,
  code: string,
): readonly RuleExample[] {
  if (!fixture.files.has(document)) return [];
  const scene = openScene(fixture);
  const { text, fixed } = scene.drawingOf(document);
  const findings = scene.findings
    .filter((finding) => finding.code === code && !finding.suppressed && finding.span.document === document)
    .toSorted((a, b) => a.span.start - b.span.start)
    .map((finding) => drawn(finding, text))
    .map((finding) =>
      isMarkedByHash(syntax) ? { ...finding, mark: finding.mark.replace("//", "# ") } : finding,
    );
  return [{ syntax, text: text.trimEnd(), findings, fixed: fixed === text ? null : fixed.trimEnd() }];
}

function isMarkedByHash(syntax: RuleExampleSyntax): boolean {
  return syntax === "yaml" || syntax === "shell";
}

function drawn(finding: ReportedFinding, text: string): RuleExampleFinding {
  const { line, marks } = markOf(finding, text);
  const messages = languages.map((language) => wordsIn(language).finding(finding));
  return { line, mark: `${marks} ${finding.code}`, messages };
}

/** For Terraform, azurerm is preferred over azapi. */
function toldIn(told: readonly Fixture[], extension: string): Fixture | undefined {
  return told.find((each) => each.extension === extension) ?? told.find((each) => isToldIn(each, extension));
}

function costOf(told: readonly Fixture[]): readonly number[] {
  const texts = told.flatMap(({ files, path }) => files.get(path) ?? []).map(({ text }) => readDrawing(text));
  return [
    -syntaxes.filter(([extension]) => toldIn(told, extension)).length,
    texts.some(({ text, fixed }) => text !== fixed) ? 0 : 1,
    toldIn(told, "tf")?.extension === "azapi.tf" ? 1 : 0,
    codesIn(told).size > 1 || told.some(({ parameters }) => parameters.length > 0) ? 1 : 0,
    Math.max(...texts.map(({ expected }) => expected.length)),
    texts.reduce((length, { text }) => length + text.length, 0) / told.length,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((cost, index) => cost - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** The rules whose findings are drawn in a scenario. */
function codesIn(told: readonly Fixture[]): ReadonlySet<string> {
  const texts = told.flatMap(({ files }) => [...files.values()]);
  return new Set(
    texts
      .flatMap(({ text }) => readDrawing(text).expected)
      .flatMap((says) => /KV\d{3}/.exec(says)?.[0] ?? []),
  );
}
