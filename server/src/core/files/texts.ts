import { limits } from "../evaluate/budget.ts";
import type { Texts } from "../evaluate/scope.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { Files } from "./files.ts";
import { templateOfFile } from "../syntax/terraform/template-file.ts";
import type { Document } from "../text/document.ts";
import type { DocumentId } from "../text/span.ts";

/** The files that functions read, as far as the host supplies them. What is missing is named in `wants`. */
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

/** A path that is not relative leads away from all that the workspace has. */
function documentAt(path: string, folder: DocumentId, files: Files): Document | Cause {
  const isRelative = path !== "" && !/^(?:[/\\~]|[A-Za-z]:)/.test(path);
  // Paths are resolved as written in a file of the folder, whatever its name.
  const document = isRelative ? files.get(files.resolve(`${folder}.`, path)) : null;
  if (!document) return { kind: "file", path };
  return document.text.length > limits.textLength ? { kind: "budget" } : document;
}
