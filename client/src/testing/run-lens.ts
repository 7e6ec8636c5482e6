import { CodeLens, type Disposable, languages, type ProviderResult, type TextDocument, Uri } from "vscode";
import type { AccessTestResults } from "../access-test-results.ts";
import { toRange } from "../open-place.ts";
import { judgesTests } from "../settings.ts";
import { inWindow } from "../window-language.ts";
import { sayRun } from "./run-words.ts";

/** *Run* above each test of an access file, with its latest result unless it may be out of date. */
export function runLenses(files: AccessTestResults): Disposable {
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
