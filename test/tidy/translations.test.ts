import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { textsToTranslate } from "../../scripts/generate/translated-files.ts";
import { languages } from "../../server/src/core/index.ts";

const root = join(import.meta.dirname, "../..");

/** What the client says by `l10n.t`, or where it is given who says it, as it is looked up. */
const said = [
  ...new Set(
    clientTexts()
      .flatMap((text) => [...text.matchAll(/\b(?:l10n\.t|say|toSay)\(\s*("(?:[^"\\]|\\.)*")/g)])
      .map(([, literal]) => JSON.parse(literal ?? '""') as string),
  ),
].toSorted();

test("every displayed text can be translated", () => {
  const shown =
    /\b(?:label|title|description|detail|placeHolder|prompt|tooltip|openLabel): "([^"]*[a-z][^"]*)"/g;
  const texts = clientTexts().flatMap((text) => [...text.matchAll(shown)].map(([, literal]) => literal));
  // Names of formats and products are the same in every language; so is the word for a source.
  const names = ["Azure Pipelines", "GitHub Actions", "Markdown", "internet"];
  expect([...new Set(texts)].toSorted()).toEqual(names);
});

describe.each(languages.filter((language) => language !== "en"))("in the language %s", (language) => {
  const manifest = texts(`package.nls.${language}.json`);
  const bundle = texts(`l10n/bundle.l10n.${language}.json`);

  test("everything in the manifest is said, and nothing else", () => {
    expect(Object.keys(manifest).toSorted()).toEqual(Object.keys(texts("package.nls.json")).toSorted());
  });

  test("everything the client says is said, and nothing else", () => {
    expect(said).not.toEqual([]);
    expect(Object.keys(bundle).toSorted()).toEqual(said);
  });

  test("everything in the schema of access files and in snippets is said, and nothing else", () => {
    expect(Object.keys(texts(`l10n/files.l10n.${language}.json`))).toEqual(textsToTranslate());
  });

  test("values, commands, links and code stay where they are", () => {
    const english = { ...texts("package.nls.json"), ...Object.fromEntries(said.map((text) => [text, text])) };
    for (const [key, text] of Object.entries({ ...manifest, ...bundle }).filter(
      ([key]) => !key.startsWith("file."),
    ))
      expect(fixedParts(text), key).toEqual(fixedParts(english[key] ?? ""));
  });

  test("a command whose title goes on asking says so", () => {
    const english = texts("package.nls.json");
    for (const [key, text] of Object.entries(manifest).filter(([name]) => name.startsWith("command.")))
      expect(text.endsWith("..."), key).toBe(english[key]?.endsWith("..."));
  });
});

/** `{0}`, `(command:…)`, `(https:…)` and text between backticks. */
function fixedParts(text: string): readonly string[] {
  return (text.match(/\{\d\}|\((?:command|https):[^)]+\)|`[^`]+`/g) ?? []).toSorted();
}

function texts(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, string>;
}

function clientTexts(): readonly string[] {
  return readdirSync(join(root, "client/src"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(root, "client/src", name), "utf8"));
}

test("German has one word for a vault and one for denying", () => {
  const folders = ["server/src/core/words/de", "server/src/cli/words"];
  const code = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).flatMap((path) =>
      path.endsWith(".ts") ? [readFileSync(join(root, folder, path), "utf8")] : [],
    ),
  );
  const all = [
    ...code,
    ...Object.values(texts("package.nls.de.json")),
    ...Object.values(texts("l10n/bundle.l10n.de.json")),
  ];
  const others = /\b\w*tresor\w*|\babgewiesen|\babweis\w*|\bweist \w+ ab\b/gi;
  expect(all.flatMap((text) => text.match(others) ?? [])).toEqual([]);
});
