import { draw, readDrawing } from "../../test/rules/harness/drawing.ts";
import { accessPathOf, fixturesIn, isToldIn, type Fixture } from "../../test/rules/harness/fixtures.ts";
import { openScene } from "../../test/rules/harness/scene.ts";

/** A scenario of a rule in one syntax, or its access file: the text with the finding drawn below its line, and the text after the fix. */
export interface RuleExample {
  readonly language: string;
  /** The word after the fence of a code block. */
  readonly fence: string;
  readonly text: string;
  readonly fixed: string | null;
}

const languages: Readonly<Record<string, readonly [language: string, fence: string]>> = {
  json: ["ARM JSON", "jsonc"],
  bicep: ["Bicep", "bicep"],
  tf: ["Terraform", "hcl"],
};

/**
 * The fixture that shows a rule best, in every syntax it is told in. That is one that is told in many syntaxes, has a fixed
 * text, is told in azurerm rather than azapi, draws nothing else, and is short.
 */
export function examplesOf(folder: string, code: string): readonly RuleExample[] {
  const fixtures = fixturesIn(folder).filter((fixture) => draws(fixture).includes(code));
  const stems = [...new Set(fixtures.map(({ stem }) => stem))];
  const told = stems.map((stem) => fixtures.filter((fixture) => fixture.stem === stem));
  const [best = []] = told.sort((a, b) => compare(costOf(a, code), costOf(b, code)));
  const inTemplates = Object.entries(languages).flatMap(([syntax, [language, fence]]) => {
    const fixture = toldIn(best, syntax);
    const text = fixture ? showText(textOf(fixture), code) : "";
    return fixture ? [{ language, fence, text, fixed: fixedText(fixture) }] : [];
  });
  return [...accessFileExample(best, code), ...inTemplates];
}

/** The access file that the scenario is told with, if any. */
function accessFileExample([fixture]: readonly Fixture[], code: string): readonly RuleExample[] {
  const text = fixture ? accessTextOf(fixture) : "";
  if (text === "") return [];
  return [{ language: "Access file", fence: "jsonc", text: showText(text, code), fixed: null }];
}

/** In Terraform rather with azurerm than with azapi. */
function toldIn(told: readonly Fixture[], syntax: string): Fixture | undefined {
  return told.find(({ extension }) => extension === syntax) ?? told.find((each) => isToldIn(each, syntax));
}

function costOf(told: readonly Fixture[], code: string): readonly number[] {
  return [
    -Object.keys(languages).filter((syntax) => toldIn(told, syntax)).length,
    told.some((fixture) => fixedText(fixture) !== null) ? 0 : 1,
    toldIn(told, "tf")?.extension === "azapi.tf" ? 1 : 0,
    told.some((fixture) => draws(fixture).some((drawn) => drawn !== code) || fixture.parameters.length > 0)
      ? 1
      : 0,
    told.reduce((length, fixture) => length + showText(textOf(fixture), code).length, 0) / told.length,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((cost, index) => cost - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Edits and excuses. */
const forTests = /^\s*(?:\/\/|#)(?:[-+]| reveals )/;

const drawing = /^\s*(?:\/\/|#)\s*<?~+\s+(KV\d{3})/;

function draws(fixture: Fixture): readonly string[] {
  return `${textOf(fixture)}\n${accessTextOf(fixture)}`
    .split("\n")
    .flatMap((line) => drawing.exec(line)?.[1] ?? []);
}

/** The text as it stands in the fixture, with nothing drawn but this rule's findings; the bulb is for tests. */
function showText(text: string, code: string): string {
  return text
    .split("\n")
    .filter((line) => (drawing.exec(line)?.[1] ?? code) === code && !forTests.test(line))
    .map((line) => (drawing.test(line) ? line.replace(/ 💡$/u, "") : line))
    .join("\n")
    .trimEnd();
}

function fixedText(fixture: Fixture): string | null {
  const { text, fixed } = readDrawing(textOf(fixture));
  return fixed === text ? null : fixed.trimEnd();
}

function accessTextOf({ path, files }: Fixture): string {
  return files.get(accessPathOf(path))?.text ?? "";
}

/** What is derived has no findings drawn. */
function textOf(fixture: Fixture): string {
  const block = fixture.files.get(fixture.path);
  if (!block?.isDerived) return block?.text ?? "";
  const { text, fixed } = readDrawing(block.text);
  return draw(text, openScene(fixture).findings, fixed);
}
