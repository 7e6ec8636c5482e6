import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Language, languages } from "../../server/src/core/index.ts";
import { accessFileSchema } from "../../server/src/core/access-file/schema.ts";
import { suggestionsOf } from "./suggestions-schema.ts";
import type { Target } from "./targets.ts";

const root = join(import.meta.dirname, "../..");

/** The folder of a language in `schemas` and `snippets`. */
const folderOf = (language: Language): string => (language === "en" ? "" : `${language}/`);

/** Files for languages that VS Code may not know name these themselves, each in its `scope`; in the manifest, they would be errors. */
const snippetFiles = ["arm.code-snippets", "bicep.json", "terraform.code-snippets"] as const;

/**
 * The schema of access files, and for VS Code what it suggests and the snippets in every language. Editors read them as they are, so
 * each language has its own files, which the manifest's translations name. `l10n/files.l10n.TAG.json` translates their texts.
 */
export function translatedFiles(): readonly Target[] {
  const ofLanguages = languages.flatMap((language) => {
    const say = sayerOf(language);
    const snippets = snippetFiles.map((name) => ({
      path: `snippets/${folderOf(language)}${name}`,
      content: `${JSON.stringify(snippetsIn(name, say), null, 2)}\n`,
    }));
    const path = `schemas/${folderOf(language)}keyvault-access.suggestions.json`;
    return [{ path, content: printed(suggestionsOf(accessFileSchema), say) }, ...snippets];
  });
  const schema = printed(accessFileSchema, sayerOf("en"));
  return [{ path: "schemas/keyvault-access.schema.json", content: schema }, ...ofLanguages];
}

/** The texts of these files in English. */
export function textsToTranslate(): readonly string[] {
  const texts = new Set<string>();
  const note: Say = (text) => {
    texts.add(text);
    return text;
  };
  printed(accessFileSchema, note);
  for (const name of snippetFiles) snippetsIn(name, note);
  return [...texts];
}

type Say = (text: string) => string;

function sayerOf(language: Language): Say {
  if (language === "en") return (text) => text;
  const file = readFileSync(join(root, `l10n/files.l10n.${language}.json`), "utf8");
  const texts = new Map(Object.entries(JSON.parse(file) as Record<string, string>));
  return (text) => texts.get(text) ?? text;
}

/** A schema, in which a property may be called `description` as well; its value is not a text. */
function printed(schema: object, say: Say): string {
  const translated = (key: string, value: unknown): unknown =>
    (key === "description" || key === "title") && typeof value === "string" ? say(value) : value;
  return `${JSON.stringify(schema, translated, 2)}\n`;
}

/** As much of a snippet as is needed here. */
interface Snippet {
  readonly prefix: string;
  readonly description: string;
}

function snippetsIn(name: string, say: Say): Readonly<Record<string, Snippet>> {
  const english = readFileSync(join(root, "snippets", name), "utf8");
  return Object.fromEntries(
    Object.entries(JSON.parse(english) as Record<string, Snippet>).map(([title, snippet]) => [
      say(title),
      { ...snippet, description: say(snippet.description) },
    ]),
  );
}
