import { type AccessFile, type AccessFileProblem, environmentProblems } from "../core/index.ts";
import type { Workspace } from "./workspace.ts";

/** What is wrong with the environments of an access file, as far as the workspace was searched. */
export async function environmentProblemsOf(
  { session, plans }: Workspace,
  file: AccessFile,
): Promise<readonly AccessFileProblem[]> {
  const { roots } = await plans.now();
  return session.ask((files) => environmentProblems(file, roots, files));
}
