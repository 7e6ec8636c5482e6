import type { Files } from "../files/files.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { StateFault } from "../syntax/syntax-fault.ts";
import type { Document } from "../text/document.ts";
import { type Analysis, analyze } from "./analyzer.ts";

/** What a file says is deployed (or planned, where it says no more), or why it cannot be used as a state. */
export type StateReading = { readonly state: Analysis } | { readonly fault: StateFault };

/**
 * Reads a file as a state to compare with: one that contains two, as a what-if result does, as it is before the deployment. The document
 * of the answer is the one that is given, so that places in it are places in the file.
 */
export function readStateFile(file: Document, files: Files): StateReading {
  const document: Document = { ...file, moment: "before" };
  const { template, problems, failed } = parseDocument(document);
  const [problem] = problems;
  if (problem) return { fault: { kind: "syntax", fault: problem.fault } };
  if (failed) return { fault: { kind: "failed", why: failed.fact } };
  if (template?.state == null) return { fault: { kind: "not-a-state" } };
  const state = analyze({
    root: file.id,
    files: { ...files, get: (id) => (id === file.id ? document : files.get(id)) },
  });
  return state.kind === "failed" ? { fault: { kind: "failed", why: state.failed.fact } } : { state };
}

/** Whether an analysis is of what a tool printed, rather than of a template. */
export function isOfState({ worlds: [world] }: Pick<Analysis, "worlds">): boolean {
  return world?.network.frames[0]?.template.state != null;
}
