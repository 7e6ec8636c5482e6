import {
  analyze,
  changesFor,
  describeTopic,
  type Files,
  givenByHand,
  isAccessFile,
  languages,
  readAccessFile,
  readSource,
  referencesIn,
  reportVaults,
  reportVerdicts,
  type Span,
  topicAt,
  wordsIn,
} from "../server/src/core/index.ts";
import { check } from "../server/src/core/workspace/check.ts";

const sources = ["internet", "203.0.113.0/24", "service:azure-backup", "subnet:app", "consumer:app"];

/** Texts by name, in one folder. */
export type Texts = ReadonlyMap<string, string>;

/**
 * Computes everything for a root among some texts. Throws what the code throws, and an error of its own if an answer
 * has a position outside its text. Returns the number of vaults found.
 */
export function survive(root: string, texts: Texts): number {
  const files = filesOf(texts);
  const analysis = analyze({
    root,
    files,
    environment: givenByHand([...texts.keys()].filter(isParameterFile)),
  });
  // The isolation of each root would hide the failures that fuzzing looks for.
  if (analysis.kind === "failed") throw new Error(analysis.failed.stack);
  const findings = check(analysis);
  for (const { span, fixes } of findings) {
    expectInside(span, texts);
    for (const fix of fixes())
      for (const change of changesFor(fix, files) ?? []) expectInside(change.span, texts);
  }
  for (const { span } of analysis.problems) expectInside(span, texts);
  const vaults = reportVaults(analysis.worlds);
  for (const { span, label } of vaults) {
    expectInside(span, texts);
    expectInside(label, texts);
  }
  // A service tag has a thousand ranges, which are evaluated for every vault.
  const tags = vaults.length > 200 ? [] : ["tag:AppService"];
  for (const written of [...sources, ...tags]) {
    const reading = readSource(written);
    if ("source" in reading) reportVerdicts(analysis.worlds, written, reading.source);
  }
  const text = texts.get(root) ?? "";
  for (let offset = 0; offset <= text.length; offset += Math.max(1, text.length >> 4)) {
    const topic = topicAt(analysis.worlds, root, offset);
    if (topic) for (const language of languages) describeTopic(topic, wordsIn(language));
  }
  for (const { span } of referencesIn(analysis.worlds, [], [])) expectInside(span, texts);
  if (isAccessFile(root)) readAccessFile({ id: root, text });
  return vaults.length;
}

function filesOf(texts: Texts): Files {
  const documents = new Map([...texts].map(([id, text]) => [id, { id, text }]));
  return {
    get: (id) => documents.get(id) ?? null,
    resolve: (_from, path) => path.replace(/^(?:\.{1,2}\/)+/, ""),
    list: (folder) => namesIn(folder === "/" || folder === "./" ? "" : folder, documents.keys()),
  };
}

function isParameterFile(name: string): boolean {
  return /\.(?:parameters\.json|bicepparam|tfvars)$/.test(name);
}

function namesIn(folder: string, names: Iterable<string>): readonly string[] | null {
  const found = [...names].filter(
    (name) => /^[^/]*$/.test(name.slice(folder.length)) && name.startsWith(folder),
  );
  return found.length > 0 ? found : null;
}

function expectInside({ document, start, end }: Span, texts: Texts): void {
  const length = texts.get(document)?.length;
  // Modules with built-in descriptions have texts of their own.
  if (length === undefined) return;
  if (start < 0 || end < start || end > length) {
    throw new Error(`a place from ${start} to ${end} in ${document}, which has ${length} characters`);
  }
}
