import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ReportedFinding, rules, wordsIn } from "../../server/src/core/index.ts";
import { describe as describeFinding } from "./harness/drawing.ts";
import {
  codeOf,
  type Fixture,
  fixtureFolders,
  fixturesIn,
  isToldIn,
  leavesOpen,
  pagesIn,
  rulesFolder,
  syntaxes,
} from "./harness/fixtures.ts";
import { openScene } from "./harness/scene.ts";
import { sayVault } from "../../server/src/core/words/en/vault.ts";
import type { VaultLabel } from "../../server/src/core/access/vault-label.ts";
import { messageOf } from "../support/said.ts";

/** What a rule asks for and must be written out, so that no parameter can leave it open: by code, the syntaxes. */
const nothingOpen: Readonly<Record<string, readonly string[]>> = {
  // Bicep wants the version of the API written out.
  KV212: ["bicep"],
  KV213: ["bicep"],
  // What the text of a call speaks of, whether or not it is made.
  KV904: syntaxes,
  // The names of an access test, and suppressions.
  KV602: syntaxes,
  KV901: syntaxes,
  KV902: syntaxes,
};

const source = join(rulesFolder, "../../server/src/core/rules");

describe("the list of rules", () => {
  test("names every file of a rule, in order", () => {
    const files = readdirSync(source).filter((name) => /^kv\d/.test(name));
    expect(rules.map((rule) => `${rule.code.toLowerCase()}-${rule.name}.ts`)).toEqual(files.sort());
  });

  test("has a folder of fixtures for every rule", () => {
    const folders = fixtureFolders().filter((folder) => codeOf(folder) !== "");
    expect(folders).toEqual(rules.map((rule) => `${rule.code.toLowerCase()}-${rule.name}`));
  });

  test.each(rules)("$code says why, what to do and where Azure says so", (rule) => {
    expect(rule.code).toMatch(/^KV\d{3}$/);
    for (const sentence of Object.values(wordsIn("en").rules[rule.code])) {
      expect(sentence).toMatch(/^[`A-Z][\s\S]*[.?]$/);
      expect(sentence).not.toMatch(/\bshould\b|\bplease\b/i);
    }
    for (const reference of rule.references)
      expect(reference).toMatch(/^https:\/\/learn\.microsoft\.com\/[^\s]+$/);
  });
});

describe.each(fixtureFolders())("%s", (folder) => {
  const fixtures = fixturesIn(folder);
  const code = codeOf(folder);
  const scenes = fixtures.map((fixture) => ({ fixture, ...openScene(fixture) }));

  test.each(syntaxes)("shows the rule speaking and being silent in %s", (syntax) => {
    const told = scenes.filter(({ fixture }) => isToldIn(fixture, syntax));
    if (code === "" || told.length === 0) return;
    const speaking = told.filter((scene) => scene.findings.some((finding) => finding.code === code));
    expect(speaking.length).toBeGreaterThan(0);
    expect(speaking.length).toBeLessThan(told.length);
  });

  test.each(syntaxes)("shows the rule being silent about what is not known in %s", (syntax) => {
    const told = scenes.filter(({ fixture }) => isToldIn(fixture, syntax));
    if (code === "" || told.length === 0 || (nothingOpen[code] ?? []).includes(syntax)) return;
    const silent = told.filter(({ findings }) => findings.every((finding) => finding.code !== code));
    const open = silent.filter((scene) => leavesOpen(scene.fixture, scene.textOf(scene.root)));
    expect(open.map(({ fixture }) => fixture.stem)).not.toEqual([]);
  });

  test.each(syntaxes)("offers fixes in %s exactly if the rule says it can", (syntax) => {
    const told = scenes.filter(({ fixture }) => isToldIn(fixture, syntax));
    if (code === "" || told.length === 0) return;
    const rule = rules.find((each) => each.code === code);
    const own = told.flatMap(({ findings }) => findings.filter((finding) => finding.code === code));
    expect(own.flatMap(({ fixes }) => fixes()).length > 0).toBe(rule?.fixable === true);
  });

  test("has messages of one line that name the vault and end like a sentence", () => {
    for (const { findings } of scenes) {
      for (const finding of findings) {
        const message = messageOf(finding);
        expect(message).toMatch(/^[^\r\n]+[.?]$/);
        expect(message).not.toMatch(/\bshould\b|\bplease\b/i);
        expect(message).toMatch(finding.label ? vaultIn(finding.label) : "");
      }
    }
  });

  test("shows every scenario in every syntax, with equal findings", () => {
    for (const { path, stem, missing } of pagesIn(folder)) {
      const told = fixtures.filter((fixture) => fixture.stem === stem);
      const isFixedInAll = !/^No fix in \w+: /m.test(readFileSync(path, "utf8"));
      const words = told
        .map(wordsOf)
        .map((all) => all.map((each) => (isFixedInAll ? each : each.replace(/ 💡$/, ""))));
      const [first = [], ...others] = words;
      for (const other of others) expect(other).toEqual(first);
      for (const syntax of syntaxes) {
        const isTold = told.some((fixture) => isToldIn(fixture, syntax));
        expect(isTold, `${stem}.${syntax}`).toBe(!missing.has(syntax));
      }
    }
  });
});

/** What can be derived is not written a second time. */
test("pages that write out a block for azapi beside one of ARM JSON say why, and only these", () => {
  for (const { path, blocks, whyWrittenOut } of fixtureFolders().flatMap(pagesIn)) {
    const isWrittenOut = blocks.some(({ fence, isDerived }) => fence === "hcl azapi" && !isDerived);
    const hasJson = blocks.some(({ fence }) => fence === "json");
    expect(whyWrittenOut !== null, path).toBe(isWrittenOut && hasJson);
  }
});

/** What is found in a fixture, without its places: those differ between syntaxes, and so do the names of symbols. */
function wordsOf(fixture: Fixture): readonly string[] {
  const scene = openScene(fixture);
  return scene.findings
    .map((finding) => {
      const full = describeFinding(finding, scene.textOf(finding.span.document)).replace(/^\S+ /, "");
      const drawn = withoutConditions(full, finding);
      return withoutTypes(finding.label ? drawn.replace(vaultIn(finding.label), "<vault>") : drawn);
    })
    .sort();
}

/** Each syntax has its own functions and operators. */
function withoutConditions(words: string, { cases = [] }: Pick<ReportedFinding, "cases">): string {
  const names = new Set(cases.flatMap(({ when }) => when.map(([name]) => name)));
  const conditions = [...names].filter((name) => /[^\w.-]/.test(name));
  return conditions.reduce(
    (text, name, index) =>
      text.replaceAll(`(${name})`, `<condition ${index}>`).replaceAll(name, `<condition ${index}>`),
    words,
  );
}

/** What sentences call a vault, at their start as well. */
function vaultIn(label: VaultLabel): RegExp {
  const name = sayVault(label).replace(/[^\w\s'-]/g, String.raw`\$&`);
  return new RegExp(name.replace(/^vault '/, "[vV]ault '"), "g");
}

/** Terraform's symbols begin with the type of the resource, its properties are spelled in snake case, its parameters are variables, and azurerm checks before Azure. */
function withoutTypes(words: string): string {
  return words
    .replace(/\b(?:azurerm|azapi)_\w+\.(?=\w)/g, "")
    .replace(/\bazurerm rejects\b/, "Azure rejects")
    .replace(/\bvariable (?=\w)/g, "parameter ")
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
