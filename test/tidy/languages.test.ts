import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { languages } from "../../server/src/core/index.ts";

const root = join(import.meta.dirname, "../..");
const [, ...others] = languages;

/** Where the words of languages are put together; each is a record of all languages, so that a missing one does not compile. */
const registries = [
  "server/src/cli/language.ts",
  "server/src/core/words/language.ts",
  "server/src/core/words/languages.ts",
];

test("no other code names a language, so that one more changes nothing else", () => {
  const naming = ["server/src", "client", "scripts", "fuzz", "bench"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".ts") && !others.some((each) => isOf(each, path)))
      .filter((path) => others.some((each) => names(each).test(readFileSync(join(root, path), "utf8")))),
  );
  expect(naming.toSorted()).toEqual(registries);
});

test.each(others)("%s has all of its files", (language) => {
  const files = [
    `server/src/core/words/${language}/catalogue.json`,
    `package.nls.${language}.json`,
    `l10n/bundle.l10n.${language}.json`,
    `l10n/files.l10n.${language}.json`,
    `docs/rules/${language}/README.md`,
    `schemas/${language}/keyvault-access.suggestions.json`,
    `snippets/${language}/bicep.json`,
  ];
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(root, `package.nls.${language}.json`), "utf8")) as object;
  const paths = Object.entries(manifest).filter(([key]) => key.startsWith("file."));
  expect(paths).not.toEqual([]);
  for (const [, path] of paths as [string, string][]) {
    expect(path).toContain(`/${language}/`);
    expect(existsSync(join(root, path))).toBe(true);
  }
});

/** Whether a file holds the words of a language and nothing else. */
function isOf(language: string, path: string): boolean {
  return new RegExp(`/words/${language}(?:/|\\.ts$|-)`).test(path);
}

/** The tag in quotes or as a key, or a file of the language. */
function names(language: string): RegExp {
  return new RegExp(`["'/]${language}["'/.]|\\b${language}: \\w`);
}
