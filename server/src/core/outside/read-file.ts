import type { Comment } from "../syntax/syntax.ts";
import { isolated } from "../logic/isolated.ts";
import { memoize } from "../logic/memoize.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { type Job, plainStep } from "./job.ts";
import { manifestJobs } from "./kubernetes.ts";
import { noNames } from "./names.ts";
import { isPackageFile, mayCallVaults, namesVaults, type OutsideFiles, isSopsFile } from "./outside-files.ts";
import { packageJobs } from "./packages.ts";
import { isPipeline, pipelineJobs, templatesNamedIn } from "./pipelines/azure-pipelines.ts";
import { workflowJobs, workflowsCalledBy } from "./pipelines/github.ts";
import { isWorkflow } from "./pipelines/workflow-files.ts";
import { readScript } from "./read-script.ts";
import { languageOf } from "./script-commands.ts";
import { readPowerShell } from "./scripts/powershell.ts";
import { readShell } from "./scripts/shell.ts";
import { wholeText } from "./source-text.ts";
import { isSettingsFile, settingsJobs } from "./settings.ts";
import { azdJobs, composeJobs, isAzdProject, isCompose, sopsJobs } from "./tool-files.ts";
import { readYaml, type YamlNode } from "./yaml.ts";

export interface OutsideDocument {
  readonly document: Document;
  readonly comments: readonly Comment[];
  /** From where on it is not read although a vault is named there; null if it is read as far as that matters. */
  readonly unreadFrom: number | null;
  /** It has a syntax error. */
  readonly isCut: boolean;
}

/** What other files say of one: that a pipeline or workflow includes it, that one of them names it. */
export interface Standing {
  readonly isCalled: boolean;
  readonly isNamed: boolean;
}

/** The jobs of a file that concerns vaults; a script is one. */
export function jobsOfFile(document: Document, standing: Standing, files: OutsideFiles): readonly Job[] {
  const described = describeFile(document);
  const jobs = isolated(() => jobsIn(document, standing, files));
  const read = "value" in jobs ? jobs.value : [];
  return described.isCut ? read.map(asPart) : read;
}

/** Of a file with a syntax error, the pool of a job and its last steps may be hidden. */
function asPart(job: Job): Job {
  return { ...job, machine: { kind: "unknown" }, isWhole: false };
}

/** Its comments, and how far it can be read. */
export function describeFile(document: Document): OutsideDocument {
  const described = isolated(() => describe(document));
  return "value" in described ? described.value : { document, comments: [], unreadFrom: 0, isCut: true };
}

/** The workflows and templates that a file names, by id or by the end of it. */
export const filesCalledIn = memoize((document: Document): readonly string[] => {
  if (!isYaml(document.id)) return [];
  const called = isolated(() => callsOf(document));
  return "value" in called ? called.value : [];
});

function callsOf(document: Document): readonly string[] {
  const roots = readYaml(document).documents;
  if (isWorkflow(document.id)) return workflowsCalledBy(document.id, roots);
  return roots.flatMap((root) => templatesNamedIn(document.id, root));
}

function jobsIn(document: Document, { isCalled, isNamed }: Standing, files: OutsideFiles): readonly Job[] {
  const { id } = document;
  if (isSettingsFile(id)) return settingsJobs(document);
  if (isPackageFile(id)) return packageJobs(document);
  if (!isYaml(id)) return mayCallVaults(document.text) ? [scriptJob(document, isNamed, files)] : [];
  const [root] = readYaml(document).documents;
  if (!root) return [];
  if (isWorkflow(id)) return isCalled && isOnlyCalled(root) ? [] : workflowJobs(id, root, files);
  if (isAzdProject(id)) return azdJobs(id, root, files);
  if (isCompose(id)) return composeJobs(root);
  if (isPipeline(root) && !id.includes("/.github/")) return pipelineJobs(id, root, isCalled, files);
  return readYaml(document).documents.flatMap((each) => [...manifestJobs(each), ...sopsJobs(each)]);
}

/** A workflow that only others start has the inputs that they give. */
function isOnlyCalled(workflow: YamlNode): boolean {
  const on =
    workflow.kind === "map" ? workflow.entries.find(({ key }) => key.text === "on")?.value : undefined;
  return on?.kind === "map" && on.entries.every(({ key }) => key.text === "workflow_call");
}

/** Of a script that other files name, these decide what runs before and after it. */
function scriptJob(document: Document, isNamed: boolean, files: OutsideFiles): Job {
  const { id } = document;
  return {
    document: id,
    name: null,
    span: { document: id, start: 0, end: 0 },
    machine: { kind: "local" },
    isWhole: !isNamed,
    steps: [{ ...plainStep, ...readScript(wholeText(document), languageOf(id), noNames, files) }],
  };
}

function describe(document: Document): OutsideDocument {
  if (isSettingsFile(document.id) || isPackageFile(document.id))
    return { document, comments: [], unreadFrom: null, isCut: false };
  if (isYaml(document.id)) {
    const { comments, unreadFrom } = readYaml(document);
    const isHidden = unreadFrom !== null && namesVaults(document.text.slice(unreadFrom));
    return { document, comments, unreadFrom: isHidden ? unreadFrom : null, isCut: unreadFrom !== null };
  }
  const read = languageOf(document.id) === "shell" ? readShell : readPowerShell;
  const { comments, isCut } = read(wholeText(document));
  return { document, comments, unreadFrom: null, isCut };
}

/** JSON is YAML, too. */
function isYaml(id: DocumentId): boolean {
  return /\.ya?ml$/i.test(id) || isSopsFile(id);
}
