import { limits } from "../text/limits.ts";
import type { Texts } from "../evaluate/scope.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { Files } from "./files.ts";
import { templateOfFile } from "../syntax/terraform/reader.ts";
import type { Document } from "../text/document.ts";
import type { DocumentId } from "../text/span.ts";

/** The files that functions read, if the host provides them. Missing files are listed in `wants`. */
export function textsOf(files: Files): Texts {
  return {
    read: (path, folder) => {
      const document = documentAt(path, folder, files);
      return "text" in document ? document.text : document;
    },
    template: (path, folder, names) => {
      const document = documentAt(path, folder, files);
      const grammar = files.grammar?.();
      if (!("text" in document)) return document;
      return (grammar && templateOfFile(document, names, grammar)) ?? { kind: "file", path };
    },
  };
}

/** A path to a home folder, another machine or a drive, or an absolute path that was not allowed, is outside. */
function documentAt(path: string, folder: DocumentId, files: Files): Document | Cause {
  if (path === "") return { kind: "file", path };
  const isAway = /^(?:[/\\]{2}|[\\~]|[A-Za-z]:)/.test(path) || (path.startsWith("/") && !files.isOutside);
  if (isAway) return { kind: "outside", path };
  // Paths are resolved as written in a file of the folder, whatever its name.
  const id = files.resolve(`${folder}.`, path);
  if (files.isOutside?.(id)) return { kind: "outside", path };
  const document = (files.getText ?? files.get)(id);
  if (!document) return { kind: "file", path };
  return document.text.length > limits.textLength ? { kind: "budget", limit: "text-length" } : document;
}
