import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readDrawing } from "../../rules/harness/drawing.ts";
import { fixtureFolders, pagesIn } from "../../rules/harness/fixtures.ts";
import type { Page } from "../../rules/harness/page.ts";

/** Files that lie together, and those of them that are compiled. */
export interface Shown {
  /** The page, section or folder that shows them. */
  readonly place: string;
  readonly files: FileTexts;
  readonly entries: readonly string[];
  /** The codes of the errors that the words around the texts name: `Bicep reports BCP121.` */
  readonly errors: readonly string[];
}

/** Texts by their paths in a folder. */
type FileTexts = Readonly<Record<string, string>>;

/** Every Bicep text that the project shows: pages of tests, documentation, guides, snippets, the walkthrough and the playground. */
export function shownTexts(): readonly Shown[] {
  return [
    ...fixtureFolders().flatMap((folder) => pagesIn(folder).map(pageOfRule)),
    ...consumers(),
    ...["docs/rules", "docs/rules/de"].flatMap(markdownIn).flatMap(documentedRule),
    ...["test/network/path-model", "test/evaluate"].flatMap(markdownIn).flatMap(sections),
    ...["docs", "site/guides", "site/start", ".", "examples"].flatMap(markdownIn).flatMap(eachBlock),
    ...markdownIn("test/outside/cases").map((path) => section(path, read(path))),
    ...["test/scenarios", "site/playground/examples", "test/landscape"].flatMap(foldersIn),
    ...snippets(),
    walkthrough(),
  ].filter(({ entries }) => entries.length > 0);
}

function shown(place: string, files: FileTexts, prose: string): Shown {
  return {
    place,
    files,
    entries: Object.keys(files).filter((file) => /\.bicep(?:param)?$/.test(file)),
    errors: [...new Set(prose.match(/\bBCP\d{3}\b/g) ?? [])],
  };
}

function pageOfRule({ path, blocks }: Page): Shown {
  const files = blocks.map(({ file, text }) => [file, readDrawing(text).text] as const);
  return shown(path.slice(path.indexOf("test/rules")), Object.fromEntries(files), proseOf(read(path)));
}

const fenced = /^```(\w+)(?: ([^\n]+))?\n(.*?)^```$/gms;

interface Block {
  readonly language: string;
  readonly name: string;
  readonly text: string;
}

function blocksIn(page: string): readonly Block[] {
  return [...page.matchAll(fenced)].map(([, language = "", name = "", text = ""]) => ({
    language,
    // Those of Bicep without a name are templates; any other word is no file.
    name: name.includes(".") ? name : language === "bicep" ? "main.bicep" : "",
    text: readDrawing(text).text,
  }));
}

function proseOf(page: string): string {
  return page.replace(fenced, "");
}

/** The blocks of a page or section lie together. */
function section(place: string, text: string): Shown {
  const files = blocksIn(text).flatMap(({ name, text: block }) => (name === "" ? [] : [[name, block]]));
  return shown(place, Object.fromEntries(files) as FileTexts, proseOf(text));
}

function sections(path: string): readonly Shown[] {
  return read(path)
    .split(/^## /m)
    .map((text) => section(`${path} ${text.slice(0, text.indexOf("\n"))}`, text));
}

/** Each block is a step of its own beside the other files of the page. */
function eachBlock(path: string): readonly Shown[] {
  const page = read(path);
  const blocks = blocksIn(page);
  const files = Object.fromEntries(blocks.map(({ name, text }) => [name, text]));
  const { "": _, ...named } = files;
  return blocks
    .filter(({ language }) => language === "bicep")
    .map(({ name, text }, index) => ({
      ...shown(`${path} block ${index + 1}`, { ...named, [name]: text }, proseOf(page)),
      entries: [name],
    }));
}

/** Documentation of rules shows the templates of pages, without their modules. */
function documentedRule(path: string): readonly Shown[] {
  const code = basename(path, ".md").toLowerCase();
  const pages = fixtureFolders()
    .filter((folder) => folder.startsWith(`${code}-`))
    .flatMap(pagesIn);
  const modules = pages.flatMap(({ blocks }) => blocks.filter(({ file }) => file.includes("/")));
  const files = Object.fromEntries(modules.map(({ file, text }) => [file, readDrawing(text).text]));
  const prose = pages.map((page) => proseOf(read(page.path))).join("\n");
  return eachBlock(path).map(({ place, files: own, entries }) => ({
    ...shown(place, { ...files, ...own }, prose),
    entries,
  }));
}

function consumers(): readonly Shown[] {
  const folder = "test/services/consumers";
  const frame = read(join(folder, "frame.bicep"));
  return markdownIn(folder).map((path) => {
    const blocks = blocksIn(read(path)).filter(({ language }) => language === "bicep");
    const files = blocks.map(({ text }, index) => [`main${index}.bicep`, `${frame}\n${text}`] as const);
    return shown(path, Object.fromEntries(files), proseOf(read(path)));
  });
}

function foldersIn(folder: string): readonly Shown[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => {
    const inside = readdirSync(join(folder, name), { recursive: true, encoding: "utf8" });
    const files = inside.filter((file) => /\.(?:bicep|bicepparam|json)$/.test(file)).sort();
    const texts = files.map((file) => [file, read(join(folder, name, file))] as const);
    return shown(join(folder, name), Object.fromEntries(texts), "");
  });
}

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

/** With the first and the last of all choices. */
function snippets(): readonly Shown[] {
  const all = JSON.parse(read("snippets/bicep.json")) as Readonly<Record<string, Snippet>>;
  return Object.values(all).map(({ prefix, body }) => {
    const filled = [0, -1].map((pick) =>
      body
        .join("\n")
        .replace(/\$\{\d+\|([^|]*)\|\}/g, (_, choices: string) => choices.split(",").at(pick) ?? "")
        .replace(/\$\{\d+:([^}]*)\}/g, "$1")
        .replace(/\$\d+/g, ""),
    );
    const files = filled.map((text, index) => [`${index}.bicep`, `${text}\n`] as const);
    return shown(`snippets/bicep.json ${prefix}`, Object.fromEntries(files), "");
  });
}

function walkthrough(): Shown {
  const path = "client/src/getting-started.ts";
  return shown(path, { "main.bicep": /const sample = `(.*?)`;/s.exec(read(path))?.[1] ?? "" }, "");
}

function markdownIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => join(folder, name));
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}
