import type { Unresolved } from "../evaluate/types.ts";
import { isFolder, type WatchedFiles } from "../files/files.ts";
import type { ModuleMapping } from "../files/module-mapping.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import { type ModuleSource, type Template, addressOfSource, type WhyUnread } from "../template/template.ts";
import type { DocumentId } from "../text/document.ts";
import { aliasIn, restoredBicepModule } from "./bicep-cache.ts";
import { knownModule } from "./known/known-modules.ts";
import { filesOfAddress } from "./linked-template.ts";
import { placeByMapping, placeInWorkspace } from "./locate.ts";
import { fileNameOf, folderOf, folderTemplate } from "../files/documents.ts";
import { terraformKind } from "../syntax/terraform/document-kind.ts";
import { readTerraformAddress } from "../files/terraform-address.ts";

/**
 * The template that a call of a module is of, from the document that makes it; why it cannot be read, else. A mapping finds what is not
 * read without it, and never takes the place of what is.
 */
export function resolveModule(
  source: ModuleSource,
  from: DocumentId,
  files: WatchedFiles,
  mapping?: ModuleMapping,
): Template | Unresolved {
  const found = resolveUnmapped(source, from, files, mapping);
  const mapped = "why" in found ? placeByMapping(source, mapping) : null;
  return mapped === null ? found : templateAt(mapped, files);
}

function resolveUnmapped(
  source: ModuleSource,
  from: DocumentId,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): Template | Unresolved {
  switch (source.kind) {
    case "inline":
      return source.template;
    case "folder":
      return (
        folderTemplate(`${files.resolve(source.span.document, source.path)}/`, files) ??
        templateInWorkspace(source, files, mapping) ??
        unreadFolder(source.path)
      );
    case "registry":
      return (
        restoredModule(source, files) ??
        knownModule(source, files) ??
        templateInWorkspace(source, files, mapping) ??
        restoredBicepModule(source, files) ??
        misled(source, files) ??
        unread("not-downloaded", source.reference)
      );
    case "address": {
      const [file, ...others] = filesOfAddress(source, from, files);
      if (file === undefined) return unread(whyNotLinked(source.end), source.address);
      const found = templateIn(file, files, source.address);
      return others.length === 0 || "why" in found
        ? found
        : insteadOf("ambiguous", source.address, fileNameOf(file), found);
    }
    case "unreadable":
      return { why: "not-known", cause: { kind: "syntaxError" } };
    case "file":
      return templateIn(files.resolve(from, source.path), files, source.path);
  }
}

/**
 * Why a module of Bicep is unread that could be read without the next `bicepconfig.json`: that leads its alias elsewhere, or does not say where.
 * Null if it could not.
 */
function misled(source: Registry, files: WatchedFiles): Unresolved | null {
  const { name = "", rest = "", address, place } = aliasIn(source, files) ?? {};
  if (!place) return null;
  const others = { ...files, get: (id: DocumentId) => (id === place.document ? null : files.get(id)) };
  const isRead = restoredBicepModule(source, others) ?? knownModule(source, others) ?? misled(source, others);
  if (!isRead && address !== null) return null;
  const leadsTo = address?.slice("br:".length, -`/${rest}`.length) ?? name;
  return { ...unread("changed-alias", source.reference), instead: { name: leadsTo, span: place } };
}

/** The template of a checkout in the workspace; of a folder that only has its name, that the module is not downloaded, with what is there. */
function templateInWorkspace(
  source: ModuleSource,
  files: WatchedFiles,
  mapping: ModuleMapping | undefined,
): Template | Unresolved | null {
  const found = placeInWorkspace(source, files, mapping);
  const template = found && folderTemplate(found.place, files);
  if (!template || found.name === null) return template;
  return insteadOf("named-alike", addressOfSource(source) ?? "", found.name, template);
}

/** What may be the template of a call, and is judged in addition. */
function insteadOf(why: WhyUnread, reference: string, name: string, template: Template): Unresolved {
  const { span } = template;
  return { ...unread(why, reference), instead: { name, span: { ...span, end: span.start }, template } };
}

/** The target of a mapping. */
function templateAt(place: DocumentId, files: WatchedFiles): Template | Unresolved {
  if (!isFolder(place)) return templateIn(place, files, fileNameOf(place));
  const path = place.slice(place.slice(0, -1).lastIndexOf("/") + 1, -1);
  return folderTemplate(place, files) ?? { why: "not-found", cause: { kind: "file", path } };
}

/** What lies below `.terraform` is put there by `terraform init`. */
function unreadFolder(path: string): Unresolved {
  return /(?:^|[/\\])\.terraform[/\\]/.test(path)
    ? unread("not-downloaded", path)
    : { why: "not-found", cause: { kind: "file", path } };
}

/** An address that is known in part was looked for among the files around. */
function whyNotLinked(end: string): WhyUnread {
  if (/^https?:\/\//i.test(end)) return "not-downloaded";
  return end === "" ? "not-known" : "not-found";
}

function unread(why: WhyUnread, reference: string): Unresolved {
  return { why, cause: { kind: "module", reference } };
}

function templateIn(id: DocumentId, files: WatchedFiles, path: string): Template | Unresolved {
  const document = files.get(id);
  if (!document) return { why: "not-found", cause: { kind: "file", path } };
  return parseDocument(document).template ?? { why: "not-a-template", cause: { kind: "file", path } };
}

type Registry = Extract<ModuleSource, { readonly kind: "registry" }>;

/** The list is in the folder that `terraform init` ran in: the caller's, or one above it, at most so many. */
const mostFolders = 8;

/**
 * The template of a module that `terraform init` has downloaded, according to its list; null if it has not, or if
 * it has downloaded several versions of one source and the list does not say which one belongs to this call.
 */
function restoredModule(source: Registry, files: WatchedFiles): Template | null {
  const { span } = source;
  if (terraformKind({ id: span.document, text: "" }) !== "template") return null;
  let folder = folderOf(span.document);
  for (
    let depth = 0;
    depth < mostFolders && folder.length > 1;
    depth++, folder = folderOf(folder.slice(0, -1))
  ) {
    const home = `${folder}.terraform/modules/`;
    const list = files.list(home)?.includes(`${home}modules.json`) ? files.get(`${home}modules.json`) : null;
    if (list) return fetchedFrom(list.text, source, folder, files);
  }
  return null;
}

function fetchedFrom(
  list: string,
  { reference, call }: Registry,
  folder: DocumentId,
  files: WatchedFiles,
): Template | null {
  const fetched = modulesIn(list).filter(({ source }) => isSameSource(source, reference));
  // Each call has a folder of its own, and calls in other modules have their names before theirs.
  const own = fetched.filter(({ key }) => call !== undefined && key.split(".").at(-1) === call);
  const [first, ...others] = distinct(own.length > 0 ? own : fetched);
  if (first === undefined || others.length > 0) return null;
  return folderTemplate(`${files.resolve(`${folder}main.tf`, first.folder)}/`, files);
}

/** `{ "Key": "kv", "Source": "registry.terraform.io/…", "Version": "1.0.0", "Dir": ".terraform/modules/kv" }` */
interface Fetched {
  readonly key: string;
  readonly source: string;
  readonly version: string;
  readonly folder: string;
}

/** One of each version: equal versions of one source hold the same. */
function distinct(fetched: readonly Fetched[]): readonly Fetched[] {
  return [...new Map(fetched.map((each) => [`${each.source} ${each.version}`, each])).values()];
}

function modulesIn(list: string): readonly Fetched[] {
  return entriesOf(list).flatMap(({ Key: key, Source: source, Version: version, Dir: folder }) => {
    if (typeof source !== "string" || typeof folder !== "string") return [];
    return [
      {
        key: typeof key === "string" ? key : "",
        source,
        version: typeof version === "string" ? version : "",
        folder,
      },
    ];
  });
}

type Entry = Readonly<Partial<Record<"Key" | "Source" | "Version" | "Dir", unknown>>>;

function entriesOf(list: string): readonly Entry[] {
  try {
    const parsed: unknown = JSON.parse(list);
    const modules =
      typeof parsed === "object" && parsed !== null && "Modules" in parsed ? parsed.Modules : [];
    const all: readonly unknown[] = Array.isArray(modules) ? modules : [];
    return all.filter((each): each is Entry => typeof each === "object" && each !== null);
  } catch {
    // A list that is not JSON contains no information.
    return [];
  }
}

/** Terraform writes addresses out that people shorten. */
function isSameSource(source: string, reference: string): boolean {
  const [a, b] = [readTerraformAddress(source), readTerraformAddress(reference)];
  return a.package === b.package && a.folder === b.folder;
}
