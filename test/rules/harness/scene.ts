import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type {
  Analysis,
  Change,
  CheckOptions,
  Document,
  Files,
  ReportedFinding,
} from "../../../server/src/core/index.ts";
import {
  accessSuppressionRemarks,
  accessTestFindings,
  analyze,
  applyChanges,
  builtInTags,
  check,
  judgeTests,
  optionsWith,
  readAccessFile,
  rules,
} from "../../../server/src/core/index.ts";
import { parseDocument } from "../../../server/src/core/syntax/syntaxes.ts";
import { testGrammar } from "../../support/hcl-grammar.ts";
import type { Drawing } from "./drawing.ts";
import { readDrawing } from "./drawing.ts";
import type { Fixture } from "./fixtures.ts";
import { accessPathOf, codeOf } from "./fixtures.ts";

/** The documents of a fixture, with its findings. */
export interface Scene {
  readonly root: string;
  readonly parameters: readonly string[];
  readonly files: Files;
  readonly analysis: Analysis;
  readonly documents: readonly string[];
  readonly findings: readonly ReportedFinding[];
  readonly problems: number;
  readonly comments: readonly string[];
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
  const switchedOn = own && !own.onByDefault ? { [code]: own.severity } : {};
  return { ...options, severities: { ...(code === "KV213" ? {} : { KV213: "off" }), ...switchedOn } };
}

/** What `openScene` reads. */
type Source = Pick<Fixture, "path" | "parameters">;

/** Fixtures as they are on disk: nearly every test of a fixture starts from there, and a scene never changes. */
const unedited = new Map<string, Scene>();

/** Reads and checks a fixture, the files it calls included; `edited` replaces texts on disk. */
export function openScene(source: Source, edited?: ReadonlyMap<string, string>): Scene {
  if (edited) return readScene(source, edited);
  const scene = unedited.get(source.path) ?? readScene(source, new Map());
  unedited.set(source.path, scene);
  return scene;
}

function readScene({ path, parameters }: Source, edited: ReadonlyMap<string, string>): Scene {
  const opened = new Map<string, { readonly document: Document; readonly drawing: Drawing }>();
  const open = (id: string): Document | null => {
    const before = opened.get(id);
    if (before) return before.document;
    if (!edited.has(id) && !existsSync(id)) return null;
    const drawing = readDrawing(edited.get(id) ?? readFileSync(id, "utf8"));
    const document = { id, text: drawing.text };
    opened.set(id, { document, drawing });
    return document;
  };
  const files: Files = {
    get: open,
    resolve: (from, to) => join(dirname(from), to),
    // Beside a fixture stand others, which are no part of it; the folders of modules are.
    list: (folder) => (folder === `${dirname(path)}/` ? [path] : listFolder(folder)),
    grammar: () => testGrammar,
  };
  const analysis = analyze({ root: path, files, parameters });
  const access = open(accessPathOf(path));
  const findings = access
    ? checkWithAccessFile(analysis, files, access, optionsFor(path))
    : check(analysis, files, optionsFor(path));
  const documents = [...analysis.documents, ...(access ? [access.id] : [])];
  const drawingOf = (id: string): Drawing =>
    opened.get(id)?.drawing ?? { text: "", expected: [], reveals: new Set() };
  return {
    root: path,
    parameters,
    files,
    analysis,
    documents,
    findings,
    problems: analysis.problems.length,
    comments: analysis.documents.flatMap((id) => commentsOf(files.get(id))),
    textOf: (id) => drawingOf(id).text,
    drawingOf,
  };
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
  const results = judgeTests(accessFile, [{ name: null, roots: [analysis] }], {
    tags: builtInTags,
    resolve: files.resolve,
  });
  const accessTests = accessTestFindings(results, options);
  const found = check(analysis, files, { ...given, accessFile, accessTests });
  return [
    ...found,
    ...accessTests.filter(({ span }) => span.document === access.id),
    ...accessSuppressionRemarks(found, accessFile, options),
  ];
}

/** The scene after changes; without any, the scene itself. */
export function afterChanges(scene: Scene, changes: readonly Change[]): Scene {
  if (changes.length === 0) return scene;
  const texts = new Map(scene.documents.map((id) => [id, scene.textOf(id)]));
  for (const id of new Set(changes.map((change) => change.span.document))) {
    const own = changes.filter((change) => change.span.document === id);
    texts.set(id, applyChanges(scene.textOf(id), own));
  }
  return openScene({ path: scene.root, parameters: scene.parameters }, texts);
}

function listFolder(folder: string): readonly string[] | null {
  return existsSync(folder) ? readdirSync(folder).map((name) => folder + name) : null;
}

function commentsOf(document: Document | null | undefined): readonly string[] {
  return document ? parseDocument(document).comments.map((comment) => comment.text.trim()) : [];
}
