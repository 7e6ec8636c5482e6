import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyze, check, reportVaults } from "../../server/src/core/index.ts";
import type { Files } from "../../server/src/core/index.ts";
import { testGrammar } from "../support/hcl-grammar.ts";
import { messageOf } from "../support/said.ts";

const root = join(import.meta.dirname, "../..");

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** A language of snippets: the file it is tried in, and what stands around a snippet there. */
interface Language {
  readonly name: string;
  readonly file: string;
  readonly around: (body: string) => string;
}

const languages: readonly Language[] = [
  {
    name: "arm",
    file: "/main.json",
    around: (body) => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [${body}]
}`,
  },
  { name: "bicep", file: "/main.bicep", around: (body) => body },
  { name: "terraform", file: "/main.tf", around: (body) => body },
];

const exposures: Readonly<Record<string, string>> = {
  "kv-private": "private",
  "kv-selected-networks": "selected",
};

describe.each(languages)("the snippets of $name", (language) => {
  const snippets = snippetsOf(language.name);

  test("are those of every language", () => {
    expect(snippets.map(({ prefix }) => prefix)).toEqual(Object.keys(exposures));
    for (const { description } of snippets) expect(description).toMatch(/^A .*\.$/);
  });

  test.each(snippets)("$prefix gives the vault it promises, without a finding", ({ prefix, body }) => {
    const [first, last] = expansionsOf(body.join("\n"));
    for (const text of [first, last]) {
      const files = filesWith(language.file, language.around(text));
      const analysis = analyze({ root: language.file, files });
      expect(analysis.problems).toEqual([]);
      const vaults = reportVaults(analysis.worlds);
      expect(vaults.map((vault) => [vault.exposure, vault.privateEndpoints])).toEqual([
        [exposures[prefix], prefix === "kv-private" ? 1 : 0],
      ]);
      // Whoever chooses the bypass of a private vault is told what it does; the offer itself has no finding.
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

function snippetsOf(name: string): readonly Snippet[] {
  const text = readFileSync(join(root, "snippets", `${name}.json`), "utf8");
  return Object.values(JSON.parse(text) as Readonly<Record<string, Snippet>>);
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
    grammar: () => testGrammar,
  };
}
