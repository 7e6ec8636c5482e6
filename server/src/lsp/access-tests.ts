import type { CancellationToken } from "vscode-languageserver";
import type { AccessFile, Analysis, Environment, TestResult } from "../core/index.ts";
import { environmentsOfFile, isAccessFile, judgeTests } from "../core/index.ts";
import type { Workspace } from "./workspace.ts";
import { resolvePath } from "./files.ts";
import type { FileSource } from "./host.ts";
import { analysesOfAll } from "./roots.ts";
import { scanOnce } from "./scan.ts";

/** The templates that an access file speaks of, in one of its environments. */
export interface AnalysedEnvironment {
  /** Null where nothing replaces defaults. */
  readonly name: string | null;
  readonly roots: readonly Analysis[];
}

const none: readonly TestResult[] = [];

interface Judged {
  readonly environments: readonly AnalysedEnvironment[];
  readonly results: readonly TestResult[];
}

/** The tests of access files, judged anew only where a template that they speak of has changed. */
export class AccessTests {
  readonly #files: FileSource;
  readonly #judged = new WeakMap<AccessFile, Judged>();
  readonly #last = new Map<string, readonly TestResult[]>();

  constructor(files: FileSource) {
    this.#files = files;
  }

  /** What became of every test of an access file. The workspace is searched first, as tests may speak of all templates. */
  async resultsOf(
    workspace: Workspace,
    file: AccessFile,
    token: CancellationToken,
  ): Promise<readonly TestResult[]> {
    const environments = await this.environmentsOf(workspace, file, token);
    const before = this.#judged.get(file);
    if (before && isSame(before.environments, environments)) return before.results;
    const results = judge(workspace, file, environments);
    this.#judged.set(file, { environments, results });
    this.#last.set(file.document, results);
    return results;
  }

  /** What became of its tests when somebody last asked; nothing before that. */
  lastResultsOf({ document }: AccessFile): readonly TestResult[] {
    return this.#last.get(document) ?? none;
  }

  /** The access files of the workspace that can be seen: those in force at some template, and those that are open. */
  async filesOf(workspace: Workspace, token: CancellationToken): Promise<readonly AccessFile[]> {
    await scanOnce(workspace, this.#files, token);
    const roots = (await analysesOfAll(workspace, token)).map(({ root }) => root);
    const files = new Map<string, AccessFile>();
    for (const id of [...roots, ...workspace.session.openIds().filter(isAccessFile)]) {
      const file = await workspace.accessFiles.of(id);
      if (file) files.set(file.document, file);
    }
    return [...files.values()].sort((a, b) => (a.document < b.document ? -1 : 1));
  }

  /** The templates that an access file speaks of, in each of its environments. */
  async environmentsOf(
    workspace: Workspace,
    file: AccessFile,
    token: CancellationToken,
  ): Promise<readonly AnalysedEnvironment[]> {
    await scanOnce(workspace, this.#files, token);
    const roots = await this.#rootsOf(workspace, file, token);
    const given = environmentsOfFile(file, { resolve: resolvePath });
    const environments: readonly (Environment | null)[] = given.length > 0 ? given : [null];
    const judged: AnalysedEnvironment[] = [];
    for (const environment of environments) {
      const analyses: Analysis[] = [];
      for (const root of roots) {
        const analysis = await workspace.session.analysisIn(environment, root, token);
        if (analysis) analyses.push(analysis);
      }
      judged.push({ name: environment?.name ?? null, roots: analyses });
    }
    return judged;
  }

  async #rootsOf(
    workspace: Workspace,
    { document }: AccessFile,
    token: CancellationToken,
  ): Promise<readonly string[]> {
    const roots: string[] = [];
    for (const { root } of await analysesOfAll(workspace, token)) {
      const inForce = await workspace.accessFiles.of(root);
      if (inForce?.document === document) roots.push(root);
    }
    return roots.sort();
  }
}

/** Judges the tests of an access file by analyses that are at hand. */
export function judge(
  { serviceTags }: Workspace,
  file: AccessFile,
  environments: readonly AnalysedEnvironment[],
): readonly TestResult[] {
  return judgeTests(file, environments, { tags: serviceTags.tags, resolve: resolvePath });
}

function isSame(a: readonly AnalysedEnvironment[], b: readonly AnalysedEnvironment[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ roots, name }, index) => {
      const other = b[index];
      return (
        other?.name === name &&
        roots.length === other.roots.length &&
        roots.every((root, at) => root === other.roots[at])
      );
    })
  );
}
