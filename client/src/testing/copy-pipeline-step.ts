import { env, l10n, window } from "vscode";
import { pipelines } from "./pipelines.ts";

/**
 * Copies the step that runs the tests in a pipeline to the clipboard, because where it belongs differs from repository to
 * repository.
 */
export async function copyPipelineStep(): Promise<void> {
  const picked = await window.showQuickPick(pipelines, {
    title: l10n.t("Run Access Tests in a Pipeline"),
    placeHolder: l10n.t("Copy a pipeline step to the clipboard"),
  });
  if (picked) await env.clipboard.writeText(picked.step);
}
