import type { CancellationToken, Connection } from "vscode-languageserver";
import { MessageType, ShowMessageNotification } from "vscode-languageserver";
import type { Document, VaultReport } from "../core/index.ts";
import { mentionsVaults, reportVaults, templateEndings } from "../core/index.ts";
import type { ScanResult } from "../protocol.ts";
import type { Workspace } from "./workspace.ts";
import { excludedBy } from "./excluded.ts";
import { normalizeUri } from "./files.ts";
import { stopIfCancelled } from "./guard.ts";
import type { FileSource } from "./host.ts";
import { rootOf } from "./root-of.ts";
import { analysesOfAll } from "./roots.ts";
import type { Session } from "./session.ts";

/** Files that may be templates, by their names. */
const templatePattern = `**/*{${templateEndings.join(",")}}`;

/** Files that hold values, or that functions such as `file()` and `loadYamlContent()` read as a rule. */
const valueEndings = [".bicepparam", ".tfvars", ".yaml", ".yml", ".txt", ".csv", ".tpl", ".tftpl"];

/** Files that an answer may depend on, by their names. */
export const watchedPattern = `**/*{${[...templateEndings, ...valueEndings].join(",")}}`;

/** Calls of modules: their files need not speak of vaults themselves. */
const callsModules = /^[ \t]*module\s|"templateLink"/m;

/** Service endpoints and private zones, of which something may be said in a template without a vault. */
const preparesForVaults = /microsoft\.key_?vault|private_?dns_?zone|service_?endpoints/i;

/** More files than these are not read: a workspace of that size is better checked on the command line. */
const mostFiles = 5_000;

/** More than these are not even counted. */
const mostCounted = 100_000;

/** Files read at once; enough to keep a disk or a remote host busy without holding all their texts. */
const batch = 16;

type Progress = (done: number, total: number) => void;

/** How many templates with vaults there are, and how many files were not read. */
interface Scanned {
  readonly templates: number;
  readonly leftOut: number;
}

/** Finds the templates of the workspace that speak of vaults and makes them roots. Cancelled, it leaves all as it was. */
async function scanWorkspace(
  { session, settings, folders }: Workspace,
  files: FileSource,
  token: CancellationToken,
  progress: Progress = () => undefined,
): Promise<Scanned> {
  const { exclude } = (await settings.ofWindow()).validate;
  const found = await files.findFiles({
    folders: folders(),
    include: templatePattern,
    exclude,
    limit: mostCounted,
  });
  const isExcluded = excludedBy(folders(), exclude);
  const candidates = found.map(normalizeUri).filter((id) => !isExcluded(id));
  const ids = candidates.slice(0, mostFiles);
  const templates: string[] = [];
  const roots = new Set<string>();
  for (let index = 0; index < ids.length; index += batch) {
    stopIfCancelled(token);
    const documents = await Promise.all(ids.slice(index, index + batch).map((id) => glance(id, session)));
    for (const document of documents) {
      if (document === null) continue;
      templates.push(document.id);
      if (mentionsVaults(document.text)) roots.add(rootOf(document));
    }
    progress(Math.min(index + batch, ids.length), ids.length);
  }
  session.setScanned(templates);
  return { templates: roots.size, leftOut: candidates.length - ids.length };
}

/** Reads a file that may lead to vaults; the text of any other is not kept for it. */
async function glance(id: string, session: Session): Promise<Document | null> {
  const isKnown = session.document(id) !== undefined;
  const document = await session.load(id);
  if (document && mayLeadToVaults(document)) return document;
  if (!isKnown) session.forget(id);
  return null;
}

function mayLeadToVaults({ text }: Document): boolean {
  return mentionsVaults(text) || callsModules.test(text) || preparesForVaults.test(text);
}

/** Takes up what became of files after a scan: new templates are roots too. */
export async function takeUp({ session }: Workspace, ids: readonly string[]): Promise<void> {
  if (!session.isScanned) return;
  const documents = await Promise.all(ids.map((id) => session.load(id)));
  for (const document of documents)
    if (document && mayLeadToVaults(document)) session.addScanned(document.id);
}

/** Scans unless that was done before; files that come later are told of by the client's watcher. */
export async function scanOnce(
  workspace: Workspace,
  files: FileSource,
  token: CancellationToken,
): Promise<void> {
  if (!workspace.session.isScanned) await scanWorkspace(workspace, files, token);
}

/** Scans with a progress bar of the client's, which can end it too; says what there is then, and what was not read. */
export async function scanWithProgress(
  connection: Connection,
  workspace: Workspace,
  files: FileSource,
  token: CancellationToken,
): Promise<ScanResult> {
  const bar = await connection.window.createWorkDoneProgress();
  bar.begin("Looking for key vaults", 0, undefined, true);
  const cancelled = anyOf(token, bar.token);
  try {
    let told = 0;
    const { templates, leftOut } = await scanWorkspace(workspace, files, cancelled, (done, total) => {
      const percent = Math.floor((100 * done) / total);
      if (percent === told) return;
      told = percent;
      bar.report(percent, `${done} of ${total} files`);
    });
    const vaults = (await analysesOfAll(workspace, cancelled)).flatMap(({ worlds }) => reportVaults(worlds));
    const message = sayScanned(vaults, leftOut);
    await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
    return { templates };
  } finally {
    bar.done();
  }
}

/** "3 vaults: 1 public, 1 unknown. 631 files were not read." */
function sayScanned(vaults: readonly VaultReport[], leftOut: number): string {
  const counted = (word: VaultReport["exposure"]): number =>
    vaults.filter(({ exposure }) => exposure === word).length;
  const found = vaults.length === 1 ? "1 vault" : `${vaults.length} vaults`;
  const sentence = `${found}: ${counted("public")} public, ${counted("depends")} unknown.`;
  if (leftOut === 0) return sentence;
  return `${sentence} ${leftOut === 1 ? "1 file was" : `${leftOut} files were`} not read.`;
}

/** Cancelled as soon as one of two is. */
function anyOf(one: CancellationToken, other: CancellationToken): CancellationToken {
  return {
    get isCancellationRequested() {
      return one.isCancellationRequested || other.isCancellationRequested;
    },
    onCancellationRequested: one.onCancellationRequested,
  };
}
