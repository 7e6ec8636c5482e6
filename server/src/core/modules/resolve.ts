import type { Cause } from "../evaluate/types.ts";
import type { WatchedFiles } from "../files/files.ts";
import { folderTemplate } from "../files/terraform-folder.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { ModuleSource, Template } from "../template/template.ts";
import type { DocumentId } from "../text/span.ts";
import { restoredBicepModule } from "./bicep-cache.ts";
import { knownModule } from "./known/known-modules.ts";
import { fileOfAddress } from "./linked-template.ts";
import { restoredModule } from "./terraform-init.ts";

/** The template that a call of a module is of, from the document that makes it; why it cannot be seen, else. */
export function resolveModule(source: ModuleSource, from: DocumentId, files: WatchedFiles): Template | Cause {
  switch (source.kind) {
    case "inline":
      return source.template;
    case "folder":
      return (
        folderTemplate(`${files.resolve(source.span.document, source.path)}/`, files) ?? {
          kind: "file",
          path: source.path,
        }
      );
    case "registry":
      return (
        restoredModule(source, files) ??
        knownModule(source, files.grammar) ??
        restoredBicepModule(source, files) ?? { kind: "module", reference: source.reference }
      );
    case "address": {
      const file = fileOfAddress(source, from, files);
      return (
        (file === null ? null : templateIn(file, files)) ?? { kind: "module", reference: source.address }
      );
    }
    case "unreadable":
      return { kind: "syntaxError" };
    case "file":
      return templateIn(files.resolve(from, source.path), files) ?? { kind: "file", path: source.path };
  }
}

function templateIn(id: DocumentId, files: WatchedFiles): Template | null {
  const document = files.get(id);
  return document ? parseDocument(document).template : null;
}
