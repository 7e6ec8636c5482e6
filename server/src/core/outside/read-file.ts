import { fileNameOf, folderOf } from "../files/documents.ts";
import { isolated } from "../logic/isolated.ts";
import { memoize } from "../logic/memoize.ts";
import type { Comment } from "../syntax/syntax.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { type Job, jobOf, plainStep, useOf } from "./job.ts";
import { noNames, vaultNamesIn } from "./names.ts";
import { isPackageFile, isSopsFile, mayCallVaults, namesVaults, type OutsideFiles } from "./outside-files.ts";
import { packageJobs } from "./packages.ts";
import { isPipeline, pipelineJobs, templatesNamedIn } from "./pipelines/azure-pipelines.ts";
import { filesIncludedBy, gitLabJobs, isGitLab } from "./pipelines/gitlab.ts";
import { workflowJobs, workflowsCalledBy } from "./pipelines/github.ts";
import { isWorkflow } from "./pipelines/workflow-files.ts";
import { readScript } from "./read-script.ts";
import { languageOf } from "./script-commands.ts";
import { readPowerShell } from "./scripts/powershell.ts";
import { readShell } from "./scripts/shell.ts";
import { isSettingsFile, settingsJobs } from "./settings.ts";
import { wholeText } from "./source-text.ts";
import { azdJobs, composeJobs, isAzdProject, isCompose, sopsJobs } from "./tool-files.ts";
import { entriesOf, readYaml, textOf, valueOf, type YamlNode } from "./yaml.ts";

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
  const folder = folderOf(document.id);
  return roots.flatMap((root) =>
    isGitLab(document.id) ? filesIncludedBy(folder, root) : templatesNamedIn(document.id, root),
  );
}

function jobsIn(document: Document, { isCalled, isNamed }: Standing, files: OutsideFiles): readonly Job[] {
  const { id } = document;
  if (isSettingsFile(id)) return settingsJobs(document);
  if (isPackageFile(id)) return packageJobs(document);
  if (!isYaml(id)) return mayCallVaults(document.text) ? [scriptJob(document, isNamed, files)] : [];
  const [root] = readYaml(document).documents;
  if (!root) return [];
  if (isWorkflow(id)) return isCalled && isOnlyCalled(root) ? [] : workflowJobs(id, root, files);
  if (isGitLab(id)) return isCalled && fileNameOf(id) !== ".gitlab-ci.yml" ? [] : gitLabJobs(id, root, files);
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

/**
 * What reads secrets for a manifest of Kubernetes, and where the manifest names the vault. The driver for secret stores runs in the
 * network of the node, whatever the network of pods is; operators run in pods of their own:
 * https://azure.github.io/secrets-store-csi-driver-provider-azure/docs/getting-started/usage,
 * https://external-secrets.io/latest/provider/azure-key-vault, https://akv2k8s.io,
 * https://keda.sh/docs/latest/authentication-providers/azure-key-vault
 */
const readers: ReadonlyMap<string, { readonly from: "node" | "pod"; readonly path: readonly string[] }> =
  new Map([
    ["SecretProviderClass", { from: "node", path: ["spec", "parameters", "keyvaultName"] }],
    ["SecretStore", { from: "pod", path: ["spec", "provider", "azurekv", "vaultUrl"] }],
    ["ClusterSecretStore", { from: "pod", path: ["spec", "provider", "azurekv", "vaultUrl"] }],
    ["TriggerAuthentication", { from: "pod", path: ["spec", "azureKeyVault", "vaultUri"] }],
    ["ClusterTriggerAuthentication", { from: "pod", path: ["spec", "azureKeyVault", "vaultUri"] }],
    ["AzureKeyVaultSecret", { from: "pod", path: ["spec", "vault", "name"] }],
  ]);

/** The calls of a manifest, as a job that runs in a cluster; none if it reads no vault. */
function manifestJobs(manifest: YamlNode): readonly Job[] {
  const kind = textOf(valueOf(manifest, "kind")) ?? "";
  const reader = readers.get(kind);
  const vault = reader?.path.reduce<YamlNode | null>((node, key) => valueOf(node, key), manifest);
  if (!reader || vault?.kind !== "scalar" || vault.text === "") return [];
  const name = textOf(valueOf(valueOf(manifest, "metadata"), "name"));
  const span = entriesOf(manifest)[0]?.key.span ?? vault.span;
  // Text in braces or with a dollar sign is filled in by Helm, Kustomize or a pipeline.
  const vaults = /[{}$]/.test(vault.text) ? null : vaultNamesIn([vault.text]);
  const calls = [useOf(vault.text, vaults, vault.span)];
  const title = name === null ? kind : `${kind}/${name}`;
  return [jobOf(span, title, { kind: "cluster", from: reader.from }, { calls })];
}
