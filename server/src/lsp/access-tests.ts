import type { CancellationToken } from "vscode-languageserver";
import {
  type AccessFile,
  type Analysis,
  chainOf,
  namesPipelines,
  type OutsideReading,
  Remembered,
  rootsUnder,
  type ServiceTags,
  testResults,
  type TestResult,
} from "../core/index.ts";
import type { Workspace } from "./workspace.ts";
import { resolvePath, type FileSource } from "./files.ts";
import { analysesOfRoots, askRoots } from "./roots.ts";
import { areSame } from "./same-items.ts";
import { scanOnce } from "./scan.ts";

const none: readonly TestResult[] = [];

interface Judged {
  readonly analyses: readonly Analysis[];
  readonly results: readonly TestResult[];
  /** The pipelines that tests name; null if none does. */
  readonly outside: OutsideReading | null;
  readonly tags: ServiceTags;
}

/** The tests of access files, evaluated again only if a template that they refer to has changed. */
export class AccessTests {
  readonly #files: FileSource;
  readonly #judged = new Remembered<AccessFile, Judged>();
  readonly #last = new Map<string, readonly TestResult[]>();

  constructor(files: FileSource) {
    this.#files = files;
  }

  /** Searches for the templates of the workspace, which access files refer to, unless that has been done. */
  search(workspace: Workspace, token: CancellationToken): Promise<void> {
    return scanOnce(workspace, this.#files, token);
  }

  /**
   * The results of all tests in an access file. The workspace is searched first, because tests may refer to any
   * template.
   */
  async resultsOf(
    workspace: Workspace,
    file: AccessFile,
    token: CancellationToken,
  ): Promise<readonly TestResult[]> {
    const analyses = await this.analysesUnder(workspace, file, token);
    const before = this.#judged.get(file);
    const outside = namesPipelines(file) ? await workspace.outside.now(workspace) : null;
    const { tags } = workspace.serviceTags;
    const isStill = before?.outside === outside && before.tags === tags && areSame(before.analyses, analyses);
    const judged = isStill
      ? before
      : { analyses, outside, tags, results: await judge(workspace, file, analyses) };
    this.#judged.set(file, judged);
    this.#last.set(file.document, judged.results);
    return judged.results;
  }

  /** The latest results of its tests; nothing before they were first requested. */
  lastResultsOf({ document }: AccessFile): readonly TestResult[] {
    return this.#last.get(document) ?? none;
  }

  /** The access files of the workspace. */
  async filesOf(workspace: Workspace, token: CancellationToken): Promise<readonly AccessFile[]> {
    await this.search(workspace, token);
    return knownAccessFiles(workspace);
  }

  /** What is known of the roots that an access file applies to, in each of their environments. */
  async analysesUnder(
    workspace: Workspace,
    file: AccessFile,
    token: CancellationToken,
  ): Promise<readonly Analysis[]> {
    await this.search(workspace, token);
    const roots = rootsUnder(file, (await workspace.plans.now()).roots);
    return analysesOfRoots(workspace, roots, token, "judged");
  }
}

/** The access files that are open, were found, or apply to a template, sorted by their IDs. */
export async function knownAccessFiles({
  accessFiles,
  plans,
  session,
}: Workspace): Promise<readonly AccessFile[]> {
  const own = await Promise.all(session.accessFiles().map((id) => accessFiles.of(id)));
  const { roots } = await plans.now();
  const all = [...own, ...roots.map(({ accessFile }) => accessFile)].flatMap(chainOf);
  const files = new Map(all.map((file) => [file.document, file]));
  return [...files.values()].sort((a, b) => (a.document < b.document ? -1 : 1));
}

/** Evaluates the tests of an access file with the analyses that are available. */
export async function judge(
  workspace: Workspace,
  file: AccessFile,
  analyses: readonly Analysis[],
): Promise<readonly TestResult[]> {
  const { roots } = await workspace.plans.now();
  const reading = await workspace.outside.now(workspace);
  const { tags } = workspace.serviceTags;
  const given = { plans: roots, reading: () => reading, tags, resolve: resolvePath };
  return askRoots(workspace, analyses, (some) => testResults(file, { ...given, analyses: some }));
}
