import type { Workspace } from "./workspace.ts";

/**
 * The documents whose findings are shown for their own sake: open and scanned templates and access files, and pipelines and scripts
 * that concern vaults and are open or were scanned. Any other document shows findings only together with one of these.
 */
export function shownDocuments(workspace: Pick<Workspace, "session" | "outside">): readonly string[] {
  const { session, outside } = workspace;
  const isShown = (id: string): boolean => session.isScanned || session.opened(id) !== undefined;
  return [...session.templates(), ...session.accessFiles(), ...outside.idsIn(workspace).filter(isShown)];
}
