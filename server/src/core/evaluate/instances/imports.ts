import type { Template } from "../../template/template.ts";
import { limits } from "../../text/limits.ts";
import { importFrame } from "./frames.ts";
import type { Frame } from "../scope.ts";
import type { Cause } from "../values/value.ts";
import { foldName } from "../../text/fold.ts";

/** Something another file exports: the frame of that file, and the name it has there. */
export interface Imported {
  readonly frame: Frame;
  readonly name: string;
}

/**
 * What a name means that a template imports (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-import):
 * itself, or with the alias of everything another file exports before it. Null when it imports no such name; a cause when
 * the file cannot be seen.
 */
export function importedAs(frame: Frame, name: string): Imported | Cause | null {
  const { imports } = frame.template;
  const dot = name.indexOf(".");
  const found = imports?.get(dot < 0 ? name : name.slice(0, dot));
  if (!found || (found.name === null) !== dot >= 0) return null;
  if (frame.depth >= limits.moduleDepth) return { kind: "budget", limit: "module-depth" };
  if (!frame.run.budget.spend(1)) return { kind: "budget", limit: "steps" };
  const template = frame.run.resolveModule(found.source, frame.template.document);
  if (!("resources" in template)) return template.cause;
  const exported = found.name ?? name.slice(dot + 1);
  // Azure compares the names of a template in JSON without case.
  const isFolded = template.dialect === "arm";
  return { frame: frameOf(template, frame), name: isFolded ? foldName(exported) : exported };
}

function frameOf(template: Template, importer: Frame): Frame {
  const before = importer.memo.imports.get(template);
  if (before) return before;
  const frame = importFrame(importer, template);
  importer.memo.imports.set(template, frame);
  return frame;
}
