/** The examples of the playground, from the pages that test the rules and from the folders in `examples`. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { mayBeOutside, rules } from "../../server/src/core/index.ts";
import { openings, repeating } from "../../server/src/core/rules/engine/reported-finding.ts";
import { bestFixtures } from "../../scripts/generate/rule-example.ts";
import { readDrawing } from "../../test/rules/harness/drawing.ts";
import { accessPathOf, codeOf, type Fixture, fixtureFolders } from "../../test/rules/harness/fixtures.ts";
import type { Example, ExampleVersion, NamedText } from "./files/example.ts";

/** Every example: those of several files first, then one for each rule. */
export function allExamples(): readonly Example[] {
  return [...ownExamples(), ...ruleExamples()];
}

/** The codes of the rules that have an example, so that their pages can link to it: `playground/#example=KV101`. */
export function ruleCodesWithExample(): readonly string[] {
  return ruleExamples().map(({ id }) => id);
}

/** The folders of `examples`; the number before the name is their order. */
function ownExamples(): readonly Example[] {
  const folder = join(import.meta.dirname, "examples");
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const files = filesIn(join(folder, name), "");
      const [first] = files;
      const id = name.replace(/^\d+-/, "");
      return {
        id,
        title: first?.text.split("\n")[0]?.replace(/^\W*/, "").replace(/\.$/, "") ?? id,
        versions: [{ syntax: first?.name.endsWith(".tf") ? "terraform" : "bicep", files }],
      };
    });
}

/** The main file first. */
function filesIn(folder: string, above: string): ExampleVersion["files"] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const isMain = (name: string): number => (name.startsWith("main.") ? 0 : 1);
  return entries
    .toSorted((a, b) => isMain(a.name) - isMain(b.name) || (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = above + entry.name;
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path, `${name}/`) : [{ name, text: readFileSync(path, "utf8") }];
    });
}

function ruleExamples(): readonly Example[] {
  return rules.flatMap(({ code, name, severity, onByDefault = true }) => {
    const folder = fixtureFolders().find((each) => codeOf(each) === code);
    const versions = (folder === undefined ? [] : bestFixtures(folder, code)).map(
      ({ fixture, syntax }): ExampleVersion => ({
        syntax,
        files: [
          ...filesOf(fixture),
          ...(onByDefault ? [] : [accessFileWith({ [code]: severity })]),
          ...(repeating.includes(code) ? [withoutOpenings] : []),
        ],
      }),
    );
    return versions.length > 0 ? [{ id: code, title: `${code} ${name}`, versions }] : [];
  });
}

/** The access file that turns a rule on, or others off. */
function accessFileWith(rules: Readonly<Record<string, string>>): NamedText {
  const settings = Object.entries(rules).map(([code, severity]) => `"${code}": "${severity}"`);
  return { name: ".keyvault-access.jsonc", text: `{\n  "rules": { ${settings.join(", ")} }\n}\n` };
}

/** What KV104 and KV105 report is a part of what these rules report where they are on. */
const withoutOpenings = accessFileWith(Object.fromEntries(openings.map((code) => [code, "off"])));

/** A scenario in one syntax, with the names that the server expects of its files. */
function filesOf(fixture: Fixture): ExampleVersion["files"] {
  const { path, files, parameters, extension } = fixture;
  const folder = `${dirname(path)}/`;
  const written = extension.endsWith("tf") ? ".tf" : `.${extension}`;
  const belongs = (each: string): boolean =>
    each === path ||
    parameters.includes(each) ||
    each === accessPathOf(path) ||
    mayBeOutside(each) ||
    (dirname(each) !== dirname(path) && each.endsWith(written)) ||
    (basename(each).includes(".source.") && written !== ".tf");
  return [...files]
    .filter(([each]) => belongs(each))
    .map(([each, { text }]) => ({
      name: nameIn(fixture, each.slice(folder.length)),
      text: readDrawing(text).text,
    }))
    .toSorted((a, b) => Number(b.name === basename(path)) - Number(a.name === basename(path)));
}

function nameIn({ path }: Fixture, name: string): string {
  if (name === basename(accessPathOf(path))) return ".keyvault-access.jsonc";
  if (name.endsWith(".parameters.tfvars")) return "terraform.tfvars";
  return name.replace(".source.bicep", ".bicep");
}
