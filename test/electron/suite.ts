import { strict as assert } from "node:assert";
import * as vscode from "vscode";

/** What the extension host calls: an open vault is found while the file is merely open, and the fix closes it. */
export async function run(): Promise<void> {
  const [file] = await vscode.workspace.findFiles("main.json");
  assert(file, "the test's folder holds main.json");
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const found = await until(() => ours(file).find((each) => codeOf(each) === "KV101"));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    file,
    found.range,
    vscode.CodeActionKind.QuickFix.value,
    1,
  );
  const [fix] = actions.filter((each) => each.edit);
  assert(fix?.edit, "KV101 offers a fix");
  await vscode.workspace.applyEdit(fix.edit);
  await until(() => (ours(file).some((each) => codeOf(each) === "KV101") ? undefined : true));
  assert.match(document.getText(), /"defaultAction": "Deny"/);
}

function ours(file: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(file).filter((each) => each.source === "keyvault-network");
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === "object" ? code.value : code;
}

/** Asks until there is an answer; a minute without one is a hang. */
async function until<T>(ask: () => T | undefined): Promise<T> {
  for (const start = Date.now(); Date.now() - start < 60_000;) {
    const answer = ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("VS Code did not answer within a minute");
}
