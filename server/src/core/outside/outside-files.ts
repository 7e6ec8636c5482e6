import { documentKindOf, foldersFrom, folderOf } from "../files/documents.ts";
import { memoize } from "../logic/memoize.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { isSettingsFile } from "./settings.ts";
import { foldWord } from "../text/fold.ts";

const scriptEndings: readonly string[] = [".yml", ".yaml", ".sh", ".bash", ".ps1", ".psm1"];

/** Files that list packages of .NET and Go. */
const packageEndings: readonly string[] = [".csproj", ".fsproj", ".vbproj", ".props", "go.mod"];

/**
 * Ends of the names of files that may call vaults: pipelines, workflows, manifests, scripts and settings. Not all files with such names
 * do.
 */
export const outsideEndings: readonly string[] = [
  ...scriptEndings,
  ...[".env", ".env.local", ".env.development", ".env.production", ".env.staging", ".env.test"],
  ...["settings.json", "enc.json", "sops.json"],
  ...packageEndings,
];

/** The names that a search looks for, as patterns for files. */
export const outsidePatterns: readonly string[] = [
  ...outsideEndings.map((ending) => `*${ending}`),
  "appsettings.*.json",
];

/** Files that pipelines, manifests and scripts may name. */
export interface OutsideFiles {
  /** A file; null of one that does not concern vaults; undefined if there is no such file. */
  readonly find: (id: DocumentId) => Document | null | undefined;
}

/** Whether a file lists packages, by its name. */
export function isPackageFile(id: DocumentId): boolean {
  return packageEndings.some((ending) => foldWord(id).endsWith(ending));
}

/** Whether a file may call vaults, by its name. */
export function mayBeOutside(id: DocumentId): boolean {
  return isScriptOrYaml(id) || isSettingsFile(id) || isSopsFile(id) || isPackageFile(id);
}

/** Whether a file is not a template for all its name. */
export function isOutside(document: Document): boolean {
  const { id } = document;
  return mayBeOutside(id) && (isScriptOrYaml(id) || documentKindOf(document) === "foreign");
}

function isScriptOrYaml(id: DocumentId): boolean {
  return scriptEndings.some((ending) => foldWord(id).endsWith(ending));
}

/** Whether a text names a vault, or a command that concerns one. */
export function namesVaults(text: string): boolean {
  return /key-?_?vault|\.vault\.(?:azure|usgov)|\bakvs:\/\//i.test(text);
}

/**
 * Whether a text may call vaults: it names one, or it has variable groups or applies Terraform, which templates link with vaults. Nothing
 * else is read.
 */
export function mayCallVaults(text: string): boolean {
  const patterns = [namesTests, /^[ \t]*-[ \t]+group:/m, appliesTerraform];
  return namesVaults(text) || patterns.some((each) => each.test(text));
}

/** What deploys a test is read, too: its findings count. */
const namesTests =
  /\.test\.bicep\b|\b(?:tests?|e2e|examples?|samples)\/(?:[\w.-]{1,64}\/){0,6}[\w-]{1,64}\.(?:bicep|json)\b/i;

/** By a command, a task of Azure Pipelines or an action. */
const appliesTerraform =
  /\b(?:terraform|tofu) (?:-chdir=\S+ )?apply\b|\bterraform(?:task\w*|cli)@\d|\/terraform-apply@/i;

/** The id of a path relative to a folder. */
export function idIn(folder: DocumentId, path: string): DocumentId {
  const segments = folder.replace(/\/$/, "").split("/");
  for (const segment of path.replaceAll("\\", "/").split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return segments.join("/");
}

/**
 * A file that a job runs, whose working folder is usually that of the repository, or that is next to the script which runs it: the first
 * that exists in a folder around the document.
 */
export function findUpwards(
  from: DocumentId,
  path: string,
  { find }: OutsideFiles,
): { readonly id: DocumentId; readonly document: Document | null } | null {
  for (const folder of foldersFrom(folderOf(from))) {
    const id = idIn(folder, path);
    const document = find(id);
    if (document !== undefined) return { id, document };
  }
  return null;
}

/**
 * The documents that concern vaults: those that may call one, those that name a file of these, and those that they name and that
 * prepare calls.
 */
export function concerningVaults(documents: readonly Document[]): readonly Document[] {
  const chosen = new Set(documents.filter(({ text }) => mayCallVaults(text)));
  extend(chosen, documents, (added) => {
    const names = added.map(({ id }) => nameCalled(id));
    return (each) => names.some((name) => filesNamedIn(each).has(name));
  });
  extend(chosen, documents, (added) => {
    const names = new Set(added.flatMap((each) => [...filesNamedIn(each)]));
    return (each) => names.has(nameCalled(each.id)) && preparesCalls.test(each.text);
  });
  return documents.filter((each) => chosen.has(each));
}

/** Adds what belongs to the chosen documents, and to what was added, and so on. */
function extend(
  chosen: Set<Document>,
  documents: readonly Document[],
  belongingTo: (added: readonly Document[]) => (each: Document) => boolean,
): void {
  let added: readonly Document[] = [...chosen];
  for (let round = 0; round < mostRounds && added.length > 0; round++) {
    const belongs = belongingTo(added);
    added = documents.filter((each) => !chosen.has(each) && belongs(each));
    for (const each of added) chosen.add(each);
  }
}

/**
 * A template of variables, or a command that sets one for later steps, connects their machine with another network, or changes or deploys
 * resources, which need not be named as vaults.
 */
const preparesCalls =
  /^variables:|task\.setvariable\s|\bGITHUB_ENV\b|vpn|wireguard|wg-quick|tailscale|twingate|zerotier|netbird|warp|sshuttle|\baz (?:resource|rest|deployment|stack)\b|(?:set|new)-azresource\b|invoke-azrest|new-az\w*deployment|publicNetworkAccess|networkAcls/im;

/** How deep templates call each other in practice. */
const mostRounds = 5;

/** What calls of a file contain: its name; of an action its folder's. */
export function nameCalled(id: DocumentId): string {
  const segments = id.split("/");
  const name = segments.at(-1) ?? id;
  return /^action\.ya?ml$/.test(name) ? (segments.at(-2) ?? name) : name;
}

/** The names of files and local actions in a text, without their folders. */
export const filesNamedIn = memoize(({ text }: Document): ReadonlySet<string> => {
  const names = text.match(/[\w.-]+/g) ?? [];
  const actions = [...text.matchAll(/\buses:[ \t]*["']?\.\/([\w./-]+)/g)].map(([, path = ""]) =>
    nameCalled(path),
  );
  return new Set([...names.filter(isScriptOrYaml), ...actions]);
});

/** Whether a pipeline or script names a template: a file, or where Terraform is named, the folder of a root. */
export function namesTemplate(document: Document, root: DocumentId): boolean {
  if (root.endsWith("/") && !/terraform|tofu|terragrunt/i.test(document.text)) return false;
  const segments = root.replace(/\/$/, "").split("/");
  const paths = pathsIn(document);
  return segments.some((_, index) => paths.has(segments.slice(index).join("/")));
}

const pathsIn = memoize(
  ({ text }: Document): ReadonlySet<string> =>
    new Set(text.replaceAll("\\", "/").match(/\w[\w.-]*(?:\/[\w.-]+)*/g)),
);

/** Whether a file is encrypted by SOPS, by its name; in YAML any file may be. */
export function isSopsFile(id: DocumentId): boolean {
  return /(?:^|[./_-])(?:enc|sops)\.json$/i.test(id);
}
