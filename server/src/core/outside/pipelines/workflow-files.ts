import type { DocumentId } from "../../text/document.ts";

/** Whether a file is a workflow of GitHub, by its folder. */
export function isWorkflow(id: DocumentId): boolean {
  return /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i.test(id);
}

/** The folder of the repository that a workflow is in; null of another file. */
export function repositoryOfWorkflow(id: DocumentId): DocumentId | null {
  return isWorkflow(id) ? repositoryOf(id) : null;
}

/** The folder of the repository that a workflow is in. */
export function repositoryOf(workflow: DocumentId): DocumentId {
  return workflow.replace(/\.github\/workflows\/[^/]*$/i, "");
}
