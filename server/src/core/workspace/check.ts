import type { AccessFile, NamedEnvironment } from "../access-file/access-file.ts";
import type { AccessFileProblem } from "../access-file/problem.ts";
import { accessFileNames, readAccessFile } from "../access-file/read.ts";
import type { Placed } from "../access-file/tree.ts";
import { equalValues } from "../evaluate/values/plain.ts";
import { fileNameOf, folderOf, folderOfRoot, foldersFrom } from "../files/documents.ts";
import type { Files } from "../files/files.ts";
import { type ModuleMapping, moduleMapping } from "../files/module-mapping.ts";
import { changesFor } from "../fixes/apply-fix.ts";
import type { Fix } from "../fixes/fix.ts";
import { once, oncePerKey, Remembered } from "../logic/memoize.ts";
import { accessSuppressionRemarks, suppressByAccessFile } from "../rules/engine/access-suppressions.ts";
import { type ReportedFinding, sayOpenOnce } from "../rules/engine/reported-finding.ts";
import { type RunOptions, runRules } from "../rules/engine/run.ts";
import {
  applySuppressions,
  type CommentedDocument,
  type SuppressionOptions,
} from "../rules/engine/suppressions.ts";
import { byRuleCode } from "../rules/index.ts";
import {
  compareSpans,
  type Document,
  type DocumentId,
  pathFrom,
  type Span,
  spanKey,
} from "../text/document.ts";
import { fileExcluder } from "../text/glob.ts";
import type { Analysis } from "./analyzer.ts";

export interface CheckOptions extends SuppressionOptions {
  /** The access file that applies; its settings take precedence over the options. */
  readonly accessFile?: AccessFile;
  /** What access tests report, of whichever documents. */
  readonly accessTests?: readonly ReportedFinding[];
  /** Whether some templates of an access file are not evaluated, or not in all of their environments. */
  readonly isNarrowed?: boolean;
  /** What pipelines and scripts do with the root's vaults, at these. */
  readonly changedOutside?: readonly ReportedFinding[];
}

/** The findings of a root and the modules it calls, by place and code; suppressed ones are marked, not left out. */
export function check(
  { worlds, documents, neighbors }: Pick<Analysis, "worlds" | "documents" | "neighbors">,
  given: CheckOptions = {},
): readonly ReportedFinding[] {
  const { accessFile, accessTests = [], changedOutside = [] } = given;
  const options = accessFile ? optionsWith(accessFile, given) : given;
  const own = [...accessTests, ...changedOutside].filter(({ span }) => documents.has(span.document));
  // What lies in a document of another root is reported there.
  const isElsewhere = ({ span }: ReportedFinding): boolean =>
    !documents.has(span.document) && neighbors.some((each) => each.documents.has(span.document));
  const get = (id: DocumentId): Document | undefined =>
    [{ documents }, ...neighbors].find((each) => each.documents.has(id))?.documents.get(id)?.document;
  // Many findings may share a fix.
  const isWritten = oncePerKey((fix: Fix) => changesFor(fix, { get }) !== undefined);
  const changed = new Set(
    changedOutside.flatMap(({ declaration }) => (declaration ? [spanKey(declaration)] : [])),
  );
  // What a pipeline or script changes may let callers in.
  const isChanged = ({ code, declaration }: ReportedFinding): boolean =>
    code === "KV514" && declaration !== null && changed.has(spanKey(declaration));
  const ruled = runRules(worlds, options).filter((each) => !isElsewhere(each) && !isChanged(each));
  const found = [...ruled, ...own].map((finding) => ({
    ...finding,
    span: onOneLine(finding.span, documents),
    // Hosts offer what is left: what the editor of a file's syntax does not write is no fix.
    fixes: once(() => finding.fixes().filter(isWritten)),
  }));
  const marked = applySuppressions(found, commentedDocuments(documents), options);
  const accepted = accessFile ? suppressByAccessFile(marked, accessFile, options) : marked;
  return [...sayOpenOnce(accepted)].sort(
    (a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : 1),
  );
}

/** Documents with their comments, for those that suppress findings. */
export function commentedDocuments(documents: Analysis["documents"]): readonly CommentedDocument[] {
  return [...documents.values()].map(({ document, comments, problems }) => ({
    document,
    comments,
    isWhole: problems.length === 0,
  }));
}

/** Options with what an access file says instead: its severities and limits are the team's. */
export function optionsWith<T extends RunOptions>({ rules, limits }: AccessFile, options: T): T {
  return {
    ...options,
    severities: new Map([
      ...(options.severities ?? []),
      ...byRuleCode(rules.map(({ rule, severity }) => [rule.value, severity] as const)),
    ]),
    ...(limits.widestIpPrefix === null ? {} : { widestIpPrefix: limits.widestIpPrefix }),
    ...(limits.maxAddresses === null ? {} : { maxAddresses: limits.maxAddresses.value }),
  };
}

/** Editors underline every line of a span; the first is enough to show the place. */
function onOneLine(span: Span, documents: Analysis["documents"]): Span {
  const text = documents.get(span.document)?.document.text.slice(span.start, span.end) ?? "";
  const lineEnd = text.search(/[\r\n]/);
  return lineEnd > 0 ? { ...span, end: span.start + lineEnd } : span;
}

/**
 * Findings in an access file itself: failed tests, and suppressions that have expired or match none of the findings
 * of the templates and of the compiled templates next to them.
 */
export function accessFileFindings(
  file: AccessFile,
  found: readonly ReportedFinding[],
  tests: readonly ReportedFinding[],
  given: CheckOptions,
): readonly ReportedFinding[] {
  return [
    ...tests.filter(({ span }) => span.document === file.document),
    ...accessSuppressionRemarks(found, file, optionsWith(file, given)),
  ];
}

/**
 * The access file that is in force for a root: the nearest one in its folder or those above, to which all others add; null if there is
 * none. For an access file it is that file itself, with what those above add.
 */
export function findAccessFile(root: DocumentId, files: Pick<Files, "get">): AccessFile | null {
  return inForceAt(root, accessFilesAround(folderOfRoot(root), files));
}

/** The access files in a folder, whose ID ends in a slash, and in its parents, each read alone; nearest first. */
export function accessFilesAround(folder: DocumentId, files: Pick<Files, "get">): readonly AccessFile[] {
  return foldersFrom(folder).flatMap((at) => {
    // Both names are asked for, so that the host knows of either.
    const documents = accessFileNames.map((name) => files.get(at + name));
    return documents.flatMap((document) => (document ? [readAccessFile(document)] : []));
  });
}

/** Of access files around a root the one that is in force for it, with what those that do not leave it to others add. */
export function inForceAt(root: DocumentId, around: readonly AccessFile[]): AccessFile | null {
  const own = around.findIndex(({ document }) => document === root);
  return around
    .slice(Math.max(own, 0))
    .filter((each) => !delegates(each, root))
    .reduceRight<AccessFile | null>((above, each) => (above ? addedTo(each, above) : each), null);
}

function delegates({ document, delegate }: AccessFile, root: DocumentId): boolean {
  const isElsewhere = delegate.length === 0 || document === root;
  return !isElsewhere && fileExcluder(delegate)(pathFrom(folderOf(document), root));
}

/** All access files in force where one is, itself first. */
export function chainOf(file: AccessFile | null): readonly AccessFile[] {
  return file ? [file, ...chainOf(file.above)] : [];
}

/** The modules of an access file, combined with other entries, over which it takes precedence. */
export function modulesInForce(
  file: AccessFile | null,
  resolve: Files["resolve"],
  others: readonly (readonly [source: string, place: DocumentId])[] = [],
): ModuleMapping {
  const own = [...(file?.modules ?? [])].map(
    ([source, { value, span }]) => [source, resolve(span.document, value)] as const,
  );
  return moduleMapping([...others, ...own]);
}

const added = new Remembered<AccessFile, readonly AccessFile[]>();

/** A file with what those above define, which no file further down can replace; the same object for the same two files. */
function addedTo(own: AccessFile, above: AccessFile): AccessFile {
  const before = added.get(own) ?? [];
  const known = before.find((each) => each.above === above);
  if (known) return known;
  const environments = [...own.environments].map(([name, each]) => {
    const other = above.environments.get(name);
    return [name, other ? both(each, other) : each] as const;
  });
  const file: AccessFile = {
    ...own,
    above,
    sources: new Map([...own.sources, ...above.sources]),
    environments: new Map([...above.environments, ...environments]),
    modules: new Map([...own.modules, ...above.modules]),
    problems: [...own.problems, ...definedAbove(own, above)],
  };
  // Templates next to each other may have other files above, but not many.
  added.set(own, [file, ...before.slice(0, 3)]);
  return file;
}

/** Later values win. */
function both(own: NamedEnvironment, above: NamedEnvironment): NamedEnvironment {
  return {
    ...own,
    parameters: [...own.parameters, ...above.parameters],
    set: new Map([...own.set, ...above.set]),
    names: [...own.names, ...above.names],
  };
}

/** The names to which a file above gives another meaning. */
function definedAbove(own: AccessFile, above: AccessFile): readonly AccessFileProblem[] {
  const problem = ({ value, span }: Placed, { span: { document } }: Placed): AccessFileProblem => {
    const depth = pathFrom(folderOf(document), own.document).split("/").length - 1;
    const path = "../".repeat(depth) + fileNameOf(document);
    return { span, fault: { kind: "defined-above", name: value, path } };
  };
  const sources = [...own.sources].flatMap(([key, { name, means }]) => {
    const other = above.sources.get(key);
    return other && textOf(other.means) !== textOf(means) ? [problem(name, other.name)] : [];
  });
  const values = [...own.environments].flatMap(([key, { set, names }]) => {
    const other = above.environments.get(key);
    return names.flatMap((name) => {
      const upper = other?.names.find(({ value }) => value === name.value);
      const [value, theirs] = [set.get(name.value), other?.set.get(name.value)];
      return upper && value && theirs && equalValues(value, theirs) !== "yes" ? [problem(name, upper)] : [];
    });
  });
  const modules = [...own.modules].flatMap(([key, place]) => {
    const other = above.modules.get(key);
    return other ? [problem({ ...place, value: key }, other)] : [];
  });
  return [...sources, ...values, ...modules];
}

function textOf(meaning: unknown): string {
  return JSON.stringify(meaning, (key, value: unknown) => (key === "span" ? undefined : value));
}
