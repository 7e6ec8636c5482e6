import { isAccessFile } from "../core/index.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The documents whose findings are shown for their own sake: open and scanned templates, open access files, and pipelines and scripts
 * that concern vaults. Any other document shows findings only while one of these has findings in it.
 */
export function shownDocuments(workspace: Pick<Workspace, "session" | "outside">): readonly string[] {
  const { session, outside } = workspace;
  return [...session.templates(), ...session.openIds().filter(isAccessFile), ...outside.idsIn(workspace)];
}
