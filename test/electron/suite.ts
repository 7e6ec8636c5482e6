import { strict as assert } from "node:assert";
import * as vscode from "vscode";

/** What the extension host calls. */
export async function run(): Promise<void> {
  await findsAndFixes();
  await answersTools();
}

/** An open vault is found while the file is merely open, and the fix closes it. */
async function findsAndFixes(): Promise<void> {
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

/** The part of the language model API that is used here; the types of the oldest supported version do not have it. */
interface ToolApi {
  readonly tools: readonly { readonly name: string }[];
  readonly invokeTool: (name: string, options: object) => Promise<{ readonly content: readonly unknown[] }>;
}

/** Language models can call the tools; VS Code supports tools since 1.95. */
async function answersTools(): Promise<void> {
  const [, minor = "0"] = vscode.version.split(".");
  if (Number(minor) < 95) return;
  // What 1.95 added.
  const api = vscode.lm as unknown as ToolApi;
  const names = [
    ...["explain_failure", "list_findings", "list_vaults", "preview_fix", "review_change"],
    ...["service_needs", "simulate_access"],
  ].map((name) => `keyvaultnetwork_${name}`);
  const found = api.tools.map(({ name }) => name).filter((name) => name.startsWith("keyvaultnetwork_"));
  assert.deepEqual(found.toSorted(), names);
  const ask = async (name: string, input: object) => {
    const { content } = await api.invokeTool(name, { input, toolInvocationToken: undefined });
    return JSON.stringify(content);
  };
  assert.match(
    await ask("keyvaultnetwork_simulate_access", { from: "internet" }),
    /internet → kv[^]*Denied/i,
  );
  await assert.rejects(
    ask("keyvaultnetwork_simulate_access", { from: "internet", vault: "x" }),
    /Known:\n.*\n\| kv$/m,
  );
  assert.match(await ask("keyvaultnetwork_list_findings", {}), /0 findings|KV\d{3}/);
  assert.match(await ask("keyvaultnetwork_list_vaults", {}), /\| kv /);
  assert.match(
    await ask("keyvaultnetwork_service_needs", { service: "azure devops" }),
    /not a trusted service/,
  );
  const log =
    "Client address is not authorized and caller is not a trusted service. Client address: 192.0.2.9 Vault: kv";
  assert.match(await ask("keyvaultnetwork_explain_failure", { log }), /firewall/);
  assert.match(await ask("keyvaultnetwork_preview_fix", { rules: ["KV101"] }), /Nothing/);
  await assert.rejects(
    ask("keyvaultnetwork_review_change", { base: "no-such-revision" }),
    /no such revision/,
  );
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
