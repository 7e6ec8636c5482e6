import { learn, type Rule } from "./rule.ts";

/** Found where all scripts of a repository are known, those in templates among them (`workspace/outside`). */
export const openingNotClosed: Rule = {
  code: "KV803",
  name: "opening-not-closed",
  severity: "info",
  summary: "A job opens a vault for itself and does not close it again in every case.",
  why: `A job that allows its own address has to remove the rule even if a step in between fails or the run is canceled; otherwise, the address
stays allowed. The addresses of hosted agents and runners belong to machines that other customers use after the job. After a failure, only
steps whose condition allows it run, such as \`always()\`, \`succeededOrFailed()\` (Azure Pipelines), or \`!cancelled()\` (GitHub Actions);
after a cancellation, those with \`always()\` still do. This rule asks only what happens after a failure. A shell variable ends with its step: a removal in another step that uses it removes
nothing. \`terraform apply\` does not remove rules that \`ignore_changes\` leaves to others. A \`trap … EXIT\` in a shell and a
\`finally\` block in PowerShell run then, too.`,
  fix: `Remove the rule in a step of the same job that always runs, in a handler of \`trap … EXIT\`, or in a \`finally\` block.`,
  references: learn("devops/pipelines/release/key-vault-access", "devops/pipelines/process/conditions"),
  check: () => [],
};
