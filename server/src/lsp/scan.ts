import { CancellationToken, type Connection } from "vscode-languageserver";
import {
  countVaults,
  type Document,
  grouped,
  isAccessFile,
  limits,
  mentionsVaults,
  listVaults,
  templateEndings,
  vaults,
  type Words,
} from "../core/index.ts";
import type { Counted, ScanResult, ScanSummary } from "../protocol/vaults.ts";
import type { Workspace } from "./workspace.ts";
import { findFiles, type FoundFiles, searchedBy } from "./find-files.ts";
import { saySearched } from "./notes.ts";
import { stopIfCancelled } from "./guard.ts";
import type { FileSource } from "./files.ts";
import { rootOf } from "./root-of.ts";
import { areSame } from "./same-items.ts";
import type { Settings } from "./settings.ts";
import type { Session } from "./session.ts";
import { analysesOfRoots, askRoots, environmentsLeftOut } from "./roots.ts";

/** Files that may be templates, by their names. */
export const templatePattern = `**/*{${templateEndings.join(",")}}`;

/** Files that contain values, states, and what functions such as `file()` and `loadYamlContent()` usually read. */
const valueEndings = [
  ...[".bicepparam", ".tfvars", ".terraform.lock.hcl", ".yaml", ".yml", ".txt", ".csv"],
  ...[".sh", ".bash", ".ps1", ".psm1", ".tpl", ".tftpl", ".tfstate"],
];

/** Files that an answer may depend on, by their names. */
export const watchedPattern = `**/*{${[...templateEndings, ...valueEndings].join(",")}}`;

/** Module calls, and what deploys a template or a computed type: their files need not mention vaults themselves. */
const callsModules =
  /^[ \t]*module\s|"templateLink"|azapi_|_template_deployment|Microsoft\.Resources\/deployment/im;

/** Service endpoints and private zones, which can have findings in a template without a vault. */
const preparesForVaults = /microsoft\.key_?vault|private_?dns_?zone|service_?endpoints/i;

/** Files read in parallel: enough to keep a disk or a remote host busy without holding all their texts. */
const batch = 16;

type Progress = (done: number, total: number) => void;

/** How many templates with vaults there are, and how many files were not read. */
interface Scanned extends Pick<FoundFiles, "leftOut"> {
  readonly templates: number;
}

/** Finds the templates of the workspace that mention vaults and makes them roots. If canceled, nothing changes. */
function scanWorkspace(
  workspace: Workspace,
  files: FileSource,
  token: CancellationToken,
  progress: Progress = () => undefined,
): Promise<Scanned> {
  return workspace.session.scanning(findTemplates(workspace, files, token, progress));
}

async function findTemplates(
  workspace: Workspace,
  files: FileSource,
  token: CancellationToken,
  progress: Progress,
): Promise<Scanned> {
  const { session } = workspace;
  const start = Date.now();
  const folders = workspace.folders();
  const { ids, leftOut } = await findFiles(workspace, files, templatePattern, limits.scannedFiles);
  const templates: string[] = [];
  const unreadable: string[] = [];
  const roots = new Set<string>();
  for (let index = 0; index < ids.length; index += batch) {
    stopIfCancelled(token);
    const documents = await Promise.all(
      ids.slice(index, index + batch).map((id) => glance(id, session, (unread) => unreadable.push(unread))),
    );
    for (const document of documents) {
      if (document === null) continue;
      templates.push(document.id);
      if (mentionsVaults(document.text)) roots.add(rootOf(document));
    }
    progress(Math.min(index + batch, ids.length), ids.length);
  }
  await workspace.outside.search(workspace, files);
  // Folders that were added or removed meanwhile.
  if (workspace.folders() !== folders) return findTemplates(workspace, files, token, progress);
  session.setScanned(templates);
  const milliseconds = Date.now() - start;
  const found = ids.length;
  workspace.note(saySearched({ found, unreadable, leftOut, templates: templates.length, milliseconds }));
  return { templates: roots.size, leftOut };
}

/** Reads a file that may declare or refer to vaults; the text of other files is not kept. */
export async function glance(
  id: string,
  session: Session,
  onUnreadable: (id: string) => void = () => undefined,
): Promise<Document | null> {
  const isKnown = session.document(id) !== undefined;
  const document = await session.load(id);
  if (!document) onUnreadable(id);
  if (document && mayLeadToVaults(document)) return document;
  if (!isKnown) session.forget(id);
  return null;
}

function mayLeadToVaults({ id, text }: Document): boolean {
  return isAccessFile(id) || mentionsVaults(text) || callsModules.test(text) || preparesForVaults.test(text);
}

/** Handles changes to files during a scan and after it: new templates become roots too. */
export async function takeUp(workspace: Workspace, ids: readonly string[]): Promise<void> {
  const { session } = workspace;
  await session.scansEnd();
  if (!session.isScanned) return;
  const searched = ids.filter(await searchedBy(workspace));
  const documents = await Promise.all(searched.map((id) => session.load(id)));
  for (const document of documents)
    if (document && mayLeadToVaults(document)) session.addScanned(document.id);
  await workspace.outside.takeUp(workspace, searched);
}

/** Scans unless that has been done; the client's watcher reports later files. */
export async function scanOnce(
  workspace: Workspace,
  files: FileSource,
  token: CancellationToken,
): Promise<void> {
  if (!workspace.session.isScanned) await scanWorkspace(workspace, files, token);
}

/**
 * Scans again if a scan has looked at other files than one would now that settings are not as `before`, and forgets a scan that only
 * settings asked for; returns whether it did.
 */
export async function scanAgain(
  workspace: Workspace,
  files: FileSource,
  before: Promise<Settings>,
): Promise<boolean> {
  const { session, settings } = workspace;
  const [old, now] = await Promise.all([before, settings.ofWindow()]);
  await session.scansEnd();
  if (!session.isScanned) return false;
  const isNarrower = old.validate.scope === "workspace" && now.validate.scope === "openFiles";
  if (isNarrower && !session.isScanRequested) session.setScanned(null);
  else if (areSame(old.validate.exclude, now.validate.exclude)) return false;
  else await scanWorkspace(workspace, files, CancellationToken.None);
  return true;
}

/**
 * Scans with the client's progress bar, which can cancel the scan; returns what there is then, and what was not read.
 */
export async function scan(
  window: Connection["window"],
  { document: { sentences } }: Words,
  workspace: Workspace,
  files: FileSource,
  token: CancellationToken,
): Promise<ScanResult> {
  const bar = await window.createWorkDoneProgress();
  bar.begin(sentences.scanning, 0, undefined, true);
  const cancelled = anyOf(token, bar.token);
  try {
    let told = 0;
    const { templates, leftOut } = await scanWorkspace(workspace, files, cancelled, (done, total) => {
      const percent = Math.floor((100 * done) / total);
      if (percent === told) return;
      told = percent;
      bar.report(percent, sentences.scanned(done, total));
    });
    workspace.session.requestScan();
    return { templates, summary: await summarize(workspace, leftOut, cancelled) };
  } finally {
    bar.done();
  }
}

/** Canceled as soon as one of two is. */
function anyOf(one: CancellationToken, other: CancellationToken): CancellationToken {
  return {
    get isCancellationRequested() {
      return one.isCancellationRequested || other.isCancellationRequested;
    },
    onCancellationRequested: one.onCancellationRequested,
  };
}

/**
 * Says what a scanned workspace contains, and what was not read. A vault counts once, regardless of its environments.
 */
async function summarize(
  workspace: Workspace,
  files: Counted,
  token: CancellationToken,
): Promise<ScanSummary> {
  const modules = new Set<string>();
  let environments = 0;
  const { roots } = await workspace.plans.now();
  // Asked for together, they are linked once.
  const judged = await analysesOfRoots(workspace, roots, token, "judged");
  const all = grouped(judged, ({ root }) => [root]);
  for (const plan of roots) {
    const analyses = all.get(plan.root) ?? [];
    environments += environmentsLeftOut(plan, analyses);
    for (const { worlds } of analyses) {
      for (const { call } of worlds.flatMap(({ network }) => network.unread)) {
        const { document, start } = call.declaration.source.span;
        modules.add(`${document} ${start}`);
      }
    }
  }
  const listed = askRoots(workspace, judged, (some) => listVaults(vaults({ analyses: some, plans: roots })));
  const declared = listed.filter(({ inEach: [{ existing, state }] }) => !existing && state === null);
  const exposures = declared.map(
    ({ inEach }) => new Set(inEach.flatMap(({ exists, exposure }) => (exists === "no" ? [] : exposure))),
  );
  return {
    vaults: countVaults(listed.map(({ inEach: [first] }) => first)),
    public: exposures.filter((each) => each.has("public")).length,
    unknown: exposures.filter((each) => each.has("depends") && !each.has("public")).length,
    unread: {
      files,
      parameterFiles: await workspace.plans.unreadParameterFiles(),
      environments,
      modules: modules.size,
    },
  };
}
