import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyze, type Files, languages, reportVaults } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { messageOf } from "../support/said.ts";

const root = join(import.meta.dirname, "../..");

interface Snippet {
  readonly scope?: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** A syntax of snippets: the file in which a snippet is tested, and the text around it. */
interface Syntax {
  readonly name: string;
  readonly snippets: string;
  /** The languages that its snippets name themselves, because VS Code does not know all of them. */
  readonly scope?: string;
  readonly file: string;
  readonly around: (body: string) => string;
}

const syntaxes: readonly Syntax[] = [
  {
    name: "arm",
    snippets: "arm.code-snippets",
    scope: "json,jsonc,arm-template",
    file: "/main.json",
    around: (body) => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [${body}]
}`,
  },
  { name: "bicep", snippets: "bicep.json", file: "/main.bicep", around: (body) => body },
  {
    name: "terraform",
    snippets: "terraform.code-snippets",
    scope: "terraform,opentofu",
    file: "/main.tf",
    around: (body) => body,
  },
];

const exposures: Readonly<Record<string, string>> = {
  "kv-private": "private",
  "kv-selected-networks": "selected",
};

describe.each(syntaxes)("the snippets of $name", (syntax) => {
  const snippets = Object.values(snippetsOf(syntax.snippets));

  test("are those of every syntax", () => {
    expect(snippets.map(({ prefix }) => prefix)).toEqual(Object.keys(exposures));
    for (const { description } of snippets) expect(description).toMatch(/^A .*\.$/);
  });

  test.each(languages.filter((language) => language !== "en"))(
    "have titles of their own in %s",
    (language) => {
      const [own, english] = [snippetsOf(`${language}/${syntax.snippets}`), snippetsOf(syntax.snippets)];
      expect(Object.values(own).map(({ prefix, body }) => ({ prefix, body }))).toEqual(
        snippets.map(({ prefix, body }) => ({ prefix, body })),
      );
      const said = (some: typeof own): readonly string[] =>
        Object.entries(some).flatMap(([title, { description }]) => [title, description]);
      expect(said(own).filter((text) => said(english).includes(text))).toEqual([]);
    },
  );

  test.each(snippets)("$prefix gives the vault it promises, without a finding", ({ prefix, body }) => {
    const [first, last] = expansionsOf(body.join("\n"));
    for (const text of [first, last]) {
      const files = filesWith(syntax.file, syntax.around(text));
      const analysis = analyze({ root: syntax.file, files });
      expect(analysis.problems).toEqual([]);
      const vaults = reportVaults(analysis.worlds);
      expect(vaults.map((vault) => [vault.exposure, vault.privateEndpoints])).toEqual([
        [exposures[prefix], prefix === "kv-private" ? 1 : 0],
      ]);
      // Setting the bypass of a private vault is reported; the snippet's default choice has no finding.
      const found = check(analysis, {
        severities: new Map([
          ["KV701", "info"],
          ["KV107", text === first ? "info" : "off"],
        ]),
      });
      expect(found.map((finding) => `${finding.code} ${messageOf(finding)}`)).toEqual([]);
    }
  });
});

function snippetsOf(name: string): Readonly<Record<string, Snippet>> {
  const text = readFileSync(join(root, "snippets", name), "utf8");
  return JSON.parse(text) as Readonly<Record<string, Snippet>>;
}

/** The text with every placeholder as it is offered first, and once more with every choice made last. */
function expansionsOf(body: string): readonly [string, string] {
  const filled = (pick: 0 | -1): string =>
    body
      .replace(/\$\{\d+\|([^|]*)\|\}/g, (_, choices: string) => choices.split(",").at(pick) ?? "")
      .replace(/\$\{\d+:([^}]*)\}/g, "$1")
      .replace(/\$\d+/g, "");
  return [filled(0), filled(-1)];
}

function filesWith(id: string, text: string): Files {
  const document = { id, text };
  return {
    get: (asked) => (asked === id ? document : null),
    resolve: (_from, path) => path,
    list: (folder) => (folder === "/" ? [id] : null),
  };
}

test("a file is offered the snippets of its own syntax only", () => {
  const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly contributes: {
      readonly snippets: readonly { readonly language?: string; readonly path: string }[];
    };
  };
  expect(contributes.snippets.map(({ language, path }) => [language, path])).toEqual([
    [undefined, "%file.snippets.arm%"],
    ["bicep", "%file.snippets.bicep%"],
    [undefined, "%file.snippets.terraform%"],
  ]);
  for (const language of languages) {
    const suffix = language === "en" ? "" : `.${language}`;
    const texts = JSON.parse(readFileSync(join(root, `package.nls${suffix}.json`), "utf8")) as Record<
      string,
      string
    >;
    for (const { name, snippets, scope } of syntaxes) {
      expect(texts[`file.snippets.${name}`]?.endsWith(`/${snippets}`)).toBe(true);
      const own = Object.values(snippetsOf(language === "en" ? snippets : `${language}/${snippets}`));
      expect(own.map((each) => each.scope)).toEqual(own.map(() => scope));
    }
  }
});
