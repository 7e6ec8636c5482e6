import type { Unresolved } from "../evaluate/types.ts";
import type { WhyUnread } from "../template/why-unread.ts";
import { addressOfSource } from "../template/module-source.ts";
import { isFolder, type WatchedFiles } from "../files/files.ts";
import type { ModuleMapping } from "../files/module-mapping.ts";
import { folderTemplate } from "../files/terraform-folder.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { ModuleSource, Template } from "../template/template.ts";
import type { DocumentId } from "../text/span.ts";
import { restoredBicepModule } from "./bicep-cache.ts";
import { knownModule, misled } from "./known/known-modules.ts";
import { fileOfAddress } from "./linked-template.ts";
import { placeByMapping, placeInWorkspace } from "./locate.ts";
import { restoredModule } from "./terraform-init.ts";

/** The template that a call of a module is of, from the document that makes it; why it cannot be read, else. */
export function resolveModule(
  source: ModuleSource,
  from: DocumentId,
  files: WatchedFiles,
  mapping?: ModuleMapping,
): Template | Unresolved {
  const mapped = placeByMapping(source, mapping);
  if (mapped !== null) return templateAt(mapped, files);
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
      const file = fileOfAddress(source, from, files);
      return file === null
        ? unread(whyNotLinked(source.end), source.address)
        : templateIn(file, files, source.address);
    }
    case "unreadable":
      return { why: "not-known", cause: { kind: "syntaxError" } };
    case "file":
      return templateIn(files.resolve(from, source.path), files, source.path);
  }
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
  const { span } = template;
  return {
    ...unread("named-alike", addressOfSource(source) ?? ""),
    instead: { name: found.name, span: { ...span, end: span.start }, template },
  };
}

/** The target of a mapping. */
function templateAt(place: DocumentId, files: WatchedFiles): Template | Unresolved {
  if (!isFolder(place)) return templateIn(place, files, place.slice(place.lastIndexOf("/") + 1));
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
