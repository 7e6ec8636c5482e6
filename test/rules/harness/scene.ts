import { openings, repeating } from "../../../server/src/core/rules/engine/reported-finding.ts";
import { basename, dirname, join } from "node:path";
import {
  type Analysis,
  analyze,
  applyChanges,
  builtInTags,
  type Change,
  concerningVaults,
  type Document,
  type Files,
  givenByHand,
  mayBeOutside,
  readAccessFile,
  readOutside,
  type ReportedFinding,
  rules,
  type Severity,
  sourceOf,
} from "../../../server/src/core/index.ts";
import { accessTestFindings } from "../../../server/src/core/rules/engine/access-tests.ts";
import {
  accessFileFindings,
  check,
  type CheckOptions,
  optionsWith,
} from "../../../server/src/core/workspace/check.ts";
import { checkOutside } from "../../../server/src/core/workspace/outside/check-outside.ts";
import { compiledTemplateFindings } from "../../../server/src/core/workspace/compiled-templates.ts";
import { judgeTests } from "../../../server/src/core/access-file/judge.ts";
import { compareSpans } from "../../../server/src/core/text/document.ts";
import { type Drawing, readDrawing } from "./drawing.ts";
import { accessPathOf, codeOf, type Fixture } from "./fixtures.ts";

/** What a scene is opened from: a fixture, or a text of a test. */
export type Source = Pick<Fixture, "path" | "parameters"> & {
  readonly files: ReadonlyMap<string, { readonly text: string }>;
};

/** The documents of a fixture, with its findings. */
export interface Scene {
  readonly source: Source;
  readonly root: string;
  readonly parameters: readonly string[];
  readonly files: Files;
  readonly documents: readonly string[];
  readonly findings: readonly ReportedFinding[];
  readonly problems: number;
  readonly worlds: Analysis["worlds"];
  comments(): readonly string[];
  textOf(id: string): string;
  drawingOf(id: string): Drawing;
}

/** The day of every fixture's check. */
const options: CheckOptions = { today: "2026-06-01", honorOtherTools: true };

/**
 * The settings for fixtures of a folder: a rule that is off by default is on in its own folder, and fixtures of other rules may
 * name any version of the API.
 */
function optionsFor(path: string): CheckOptions {
  const code = codeOf(basename(dirname(path)));
  const own = rules.find((rule) => rule.code === code);
  const severities = new Map<string, Severity | "off">([
    ["KV213", "off"],
    ["KV214", "off"],
  ]);
  // What they report is a part of these findings otherwise.
  if (repeating.includes(code)) for (const each of openings) severities.set(each, "off");
  if (own?.onByDefault !== false) severities.delete(code);
  else severities.set(code, own.severity);
  return { ...options, severities };
}

interface Opened {
  readonly document: Document;
  readonly drawing: Drawing;
}

/** What has been opened without an edit, so that tests share documents, what is parsed of them, and findings. */
const openedBlocks = new WeakMap<object, Opened>();
const openedSources = new WeakMap<Source, Scene>();

/** Reads and checks a fixture as it is written. */
export function openScene(source: Source): Scene {
  const scene = openedSources.get(source) ?? openEdited(source, new Map());
  openedSources.set(source, scene);
  return scene;
}

/** Reads and checks a fixture, the files it calls included; `edited` texts replace its own. */
export function openEdited(source: Source, edited: ReadonlyMap<string, string>): Scene {
  const { path, parameters } = source;
  const opened = new Map<string, Opened | null>();
  const open = (id: string): Opened | null => {
    const known = opened.get(id);
    if (known !== undefined) return known;
    const file = openFile(source, id, edited.get(id));
    opened.set(id, file);
    return file;
  };
  const get = (id: string): Document | null => open(id)?.document ?? null;
  const files: Files = {
    get,
    resolve: (from, to) => join(dirname(from), to),
    list: (folder) => listFolder(source, folder),
  };
  const analysis = analyze({ root: path, files, environment: givenByHand(parameters) });
  const access = get(accessPathOf(path));
  const outside = outsideOf(source, get);
  const calls = checkOutside(readOutside(outside, { find: get }), [analysis], () => optionsFor(path));
  const own = access
    ? checkWithAccessFile(analysis, files, access, optionsFor(path))
    : check(analysis, { ...optionsFor(path), changedOutside: calls.atVaults.get(analysis) ?? [] });
  const atCalls = [...calls.atCalls.flatMap((each) => each.findings), ...calls.unlinked];
  const compiledFrom = sourceOf(path, files);
  const compared = compiledFrom === null ? [] : comparedWith(compiledFrom, analysis, files);
  const findings = [...own, ...compared, ...atCalls].sort((a, b) => compareSpans(a.span, b.span));
  const drawingOf = (id: string): Drawing => open(id)?.drawing ?? readDrawing("");
  return {
    source,
    root: path,
    parameters,
    files,
    documents: [...analysis.documents.keys(), ...(access ? [access.id] : []), ...outside.map(({ id }) => id)],
    findings,
    problems: analysis.problems.length,
    worlds: analysis.worlds,
    comments: () =>
      [...analysis.documents.values()].flatMap(({ comments }) => comments.map(({ text }) => text.trim())),
    textOf: (id) => drawingOf(id).text,
    drawingOf,
  };
}

/** The pipelines and scripts of the page, in the order of their paths. */
function outsideOf({ files }: Source, get: (id: string) => Document | null): readonly Document[] {
  const ids = [...files.keys()].filter(mayBeOutside).sort();
  return concerningVaults(ids.map(get).filter((document) => document !== null));
}

function comparedWith(source: string, compiled: Analysis, files: Files): readonly ReportedFinding[] {
  return compiledTemplateFindings(compiled, analyze({ root: source, files }), optionsFor(compiled.root));
}

/** What a template was compiled from lies beside it under another name, because blocks of pages are one template in every syntax. */
function openFile({ files }: Source, id: string, edited: string | undefined): Opened | null {
  if (edited !== undefined) return opened(id, edited);
  const block = files.get(id) ?? files.get(id.replace(/\.bicep$/, ".source.bicep"));
  if (!block) return null;
  const file = openedBlocks.get(block) ?? opened(id, block.text);
  openedBlocks.set(block, file);
  return file;
}

function opened(id: string, text: string): Opened {
  const drawing = readDrawing(text);
  return { document: { id, text: drawing.text }, drawing };
}

/** With the access file of a fixture, which speaks of its template alone. */
function checkWithAccessFile(
  analysis: Analysis,
  files: Files,
  access: Document,
  given: CheckOptions,
): readonly ReportedFinding[] {
  const accessFile = readAccessFile(access);
  const options = optionsWith(accessFile, given);
  const results = judgeTests(accessFile, [analysis], {
    tags: builtInTags,
    resolve: files.resolve,
  });
  const accessTests = accessTestFindings(results, options);
  const found = check(analysis, { ...given, accessFile, accessTests });
  return [...found, ...accessFileFindings(accessFile, found, accessTests, options)];
}

/** The scene after changes; without any, the scene itself. Tests that make the same changes share what comes of them. */
export function afterChanges(scene: Scene, changes: readonly Change[]): Scene {
  if (changes.length === 0) return scene;
  const texts = textsAfter(scene, changes);
  const known = changed.get(scene) ?? new Map<string, Scene>();
  const key = [...texts.values()].join("\0");
  const after = known.get(key) ?? openEdited(scene.source, texts);
  changed.set(scene, known.set(key, after));
  return after;
}

const changed = new WeakMap<Scene, Map<string, Scene>>();

/** The texts of a scene's documents after changes. */
export function textsAfter(scene: Scene, changes: readonly Change[]): ReadonlyMap<string, string> {
  const texts = new Map(scene.documents.map((id) => [id, scene.textOf(id)]));
  for (const id of new Set(changes.map((change) => change.span.document))) {
    const own = changes.filter((change) => change.span.document === id);
    texts.set(id, applyChanges(scene.textOf(id), own));
  }
  return texts;
}

/** In the folder of a page only the template itself is seen, because its syntaxes lie side by side; the folders of modules are whole. */
function listFolder({ path, files }: Source, folder: string): readonly string[] | null {
  if (folder === `${dirname(path)}/`) return [path];
  const inside = [...files.keys()].filter((id) => `${dirname(id)}/` === folder);
  return inside.length > 0 ? inside : null;
}
