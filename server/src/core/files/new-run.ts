import { Budget, type Checkpoint } from "../evaluate/budget.ts";
import { readEmbedded } from "./embedded-template.ts";
import type { Files } from "./files.ts";
import type { Run } from "../evaluate/types.ts";
import { functionsOf } from "../evaluate/functions/tables.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { limits } from "../text/limits.ts";
import type { Texts } from "../evaluate/scope.ts";
import type { Cause } from "../evaluate/values/value.ts";
import { templateOfFile } from "../syntax/terraform/reader.ts";
import type { Document, DocumentId } from "../text/document.ts";

/** What differs from one evaluation to another. */
interface RunParts extends Pick<Run, "resolveModule" | "world" | "conditions" | "stateOf"> {
  /** The root that is evaluated unless it is given. */
  readonly home?: Run["home"];
  readonly files: Files;
  /** Called now and then, so that the host can stop the work. */
  readonly checkpoint?: Checkpoint | undefined;
}

/** An evaluation with all functions and a budget of its own, which reads files that the host supplies. */
export function newRun({
  files,
  checkpoint,
  resolveModule,
  world,
  conditions,
  stateOf,
  home = null,
}: RunParts): Run {
  return {
    budget: new Budget(checkpoint),
    evaluate,
    functions: functionsOf,
    resolveModule,
    readEmbedded,
    texts: textsOf(files),
    world,
    home,
    ...(conditions ? { conditions } : {}),
    ...(stateOf ? { stateOf } : {}),
  };
}

/** The files that functions read, if the host provides them. Missing files are listed in `wants`. */
function textsOf(files: Files): Texts {
  return {
    read: (path, folder) => {
      const document = documentAt(path, folder, files);
      return "text" in document ? document.text : document;
    },
    template: (path, folder, names) => {
      const document = documentAt(path, folder, files);
      if (!("text" in document)) return document;
      return templateOfFile(document, names) ?? { kind: "file", path };
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
