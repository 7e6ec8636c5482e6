import {
  CodeLens,
  commands,
  Disposable,
  env,
  l10n,
  languages,
  type ProviderResult,
  type TextDocument,
  Uri,
  window,
} from "vscode";
import type { AccessTestResults } from "../access-test-results.ts";
import type { LanguageServer } from "../language-server.ts";
import { createAccessFile } from "./create-access-file.ts";
import { testExplorer } from "./explorer.ts";
import { testStatus } from "./status.ts";
import { isTestReference } from "./test-nodes.ts";
import { pipelines } from "./pipelines.ts";
import { toRange } from "../open-place.ts";
import { judgesTests } from "../settings.ts";
import { inWindow } from "../window-language.ts";
import { sayRun } from "./run-words.ts";

/** The feature *Access Tests*: Test Explorer, status, lenses, and the commands that run tests and create access files. */
export function testing(server: LanguageServer, files: AccessTestResults): Disposable {
  const explorer = testExplorer(files);
  return Disposable.from(
    explorer,
    testStatus(files),
    runLenses(files),
    commands.registerCommand("keyVaultNetwork.runAccessTests", async (only?: unknown) => {
      const isOne = isTestReference(only);
      await explorer.run(isOne ? only : undefined);
      // The result of one test is next to its lens.
      if (!isOne) await commands.executeCommand("workbench.view.testing.focus");
    }),
    commands.registerCommand("keyVaultNetwork.createAccessFile", () => createAccessFile(server)),
    commands.registerCommand("keyVaultNetwork.copyPipelineStep", copyPipelineStep),
  );
}

/**
 * Copies the step that runs the tests in a pipeline to the clipboard, because where it belongs differs from repository to
 * repository.
 */
async function copyPipelineStep(): Promise<void> {
  const picked = await window.showQuickPick(pipelines, {
    title: l10n.t("Run Access Tests in a Pipeline"),
    placeHolder: l10n.t("Copy a pipeline step to the clipboard"),
  });
  if (picked) await env.clipboard.writeText(picked.step);
}

/** *Run* above each test of an access file, with its latest result unless it may be out of date. */
function runLenses(files: AccessTestResults): Disposable {
  return languages.registerCodeLensProvider(
    { pattern: "**/.keyvault-access.{json,jsonc}" },
    {
      onDidChangeCodeLenses: files.onDidChange,
      provideCodeLenses: (document) => lensesOf(files, document),
    },
  );
}

function lensesOf(files: AccessTestResults, document: TextDocument): ProviderResult<CodeLens[]> {
  const own = files.current().find((file) => Uri.parse(file.uri).toString() === document.uri.toString());
  return own?.tests.map((test) => {
    const title = sayRun(inWindow, judgesTests() ? test.results : []);
    const command = "keyVaultNetwork.runAccessTests";
    return new CodeLens(toRange(test.range), { title, command, arguments: [{ uri: own.uri, id: test.id }] });
  });
}
