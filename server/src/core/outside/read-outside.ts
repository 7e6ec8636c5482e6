import type { Comment } from "../syntax/syntax.ts";
import { isolated } from "../logic/isolated.ts";
import { compareText } from "../text/compare.ts";
import type { Document } from "../text/document.ts";
import type { DocumentId } from "../text/span.ts";
import type { Job } from "./job.ts";
import { plainStep } from "./job.ts";
import { manifestJobs } from "./kubernetes.ts";
import { noNames } from "./names.ts";
import type { OutsideFiles } from "./outside-files.ts";
import { filesNamedIn, nameCalled, namesVaults } from "./outside-files.ts";
import { isPipeline, pipelineJobs, templatesNamedIn } from "./pipelines/azure-pipelines.ts";
import { isWorkflow, workflowJobs, workflowsCalledBy } from "./pipelines/github.ts";
import { languageOf, readScript } from "./read-script.ts";
import { readPowerShell } from "./scripts/powershell.ts";
import { readShell } from "./scripts/shell.ts";
import { wholeText } from "./source-text.ts";
import type { YamlNode } from "./yaml.ts";
import { readYaml } from "./yaml.ts";

/** What pipelines and scripts of a repository do with vaults. */
export interface OutsideReading {
  readonly jobs: readonly Job[];
  readonly documents: ReadonlyMap<DocumentId, OutsideDocument>;
}

export interface OutsideDocument {
  readonly document: Document;
  readonly comments: readonly Comment[];
  /** From where on it is not read although a vault is named there; null if it is read as far as that matters. */
  readonly unreadFrom: number | null;
  /** It has a syntax error. */
  readonly isCut: boolean;
}

/** Of a file with a syntax error, the pool of a job and its last steps may be hidden. */
function asPart(job: Job): Job {
  return { ...job, machine: { kind: "unknown" }, isWhole: false };
}

/** Reads the files that concern vaults, and what these run. Nothing is executed. */
export function readOutside(given: readonly Document[], files: OutsideFiles): OutsideReading {
  // Hosts find files in different orders.
  const documents = given.toSorted((a, b) => compareText(a.id, b.id));
  const called = new Set(documents.flatMap(calledBy));
  const read = documents.map((document) => {
    const jobs = isolated(() => jobsIn(document, called, documents, files));
    const described = isolated(() => describe(document));
    const whole = "value" in described && !described.value.isCut;
    const read = "value" in jobs ? jobs.value : [];
    return { document, jobs: whole ? read : read.map(asPart), described };
  });
  return {
    jobs: read.flatMap(({ jobs }) => jobs),
    documents: new Map(
      read.map(({ document, described }) => [
        document.id,
        "value" in described ? described.value : { document, comments: [], unreadFrom: 0, isCut: true },
      ]),
    ),
  };
}

/** The workflows and templates that a file names, by id or by the end of it. */
function calledBy(document: Document): readonly string[] {
  if (!isYaml(document.id)) return [];
  const called = isolated(() => callsOf(document));
  return "value" in called ? called.value : [];
}

function callsOf(document: Document): readonly string[] {
  const roots = readYaml(document).documents;
  if (isWorkflow(document.id)) return workflowsCalledBy(document.id, roots);
  return roots.flatMap((root) => templatesNamedIn(document.id, root));
}

function jobsIn(
  document: Document,
  called: ReadonlySet<string>,
  documents: readonly Document[],
  files: OutsideFiles,
): readonly Job[] {
  const { id } = document;
  if (!isYaml(id)) return namesVaults(document.text) ? [scriptJob(document, documents, files)] : [];
  const isCalled = called.has(id) || [...called].some((path) => path !== "" && id.endsWith(`/${path}`));
  const [root] = readYaml(document).documents;
  if (!root) return [];
  if (isWorkflow(id)) return isCalled && isOnlyCalled(root) ? [] : workflowJobs(id, root, files);
  if (isPipeline(root) && !id.includes("/.github/")) return pipelineJobs(id, root, isCalled, files);
  return readYaml(document).documents.flatMap((each) => manifestJobs(id, each));
}

/** A workflow that only others start has the inputs that they give. */
function isOnlyCalled(workflow: YamlNode): boolean {
  const on =
    workflow.kind === "map" ? workflow.entries.find(({ key }) => key.text === "on")?.value : undefined;
  return on?.kind === "map" && on.entries.every(({ key }) => key.text === "workflow_call");
}

/** Of a script that other files name, these decide what runs before and after it. */
function scriptJob(document: Document, documents: readonly Document[], files: OutsideFiles): Job {
  const { id } = document;
  const name = nameCalled(id);
  const source = wholeText(document);
  return {
    document: id,
    name: null,
    span: { document: id, start: 0, end: 0 },
    machine: { kind: "local" },
    isWhole: !documents.some((other) => other !== document && filesNamedIn(other).has(name)),
    steps: [{ ...plainStep, ...readScript(source, languageOf(id), noNames, files) }],
  };
}

function describe(document: Document): OutsideDocument {
  if (isYaml(document.id)) {
    const { comments, unreadFrom } = readYaml(document);
    const isHidden = unreadFrom !== null && namesVaults(document.text.slice(unreadFrom));
    return { document, comments, unreadFrom: isHidden ? unreadFrom : null, isCut: unreadFrom !== null };
  }
  const read = languageOf(document.id) === "shell" ? readShell : readPowerShell;
  const { comments, isCut } = read(wholeText(document));
  return { document, comments, unreadFrom: null, isCut };
}

function isYaml(id: DocumentId): boolean {
  return /\.ya?ml$/i.test(id);
}
