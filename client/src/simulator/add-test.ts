import { l10n, Range, Selection, Uri, window, workspace, WorkspaceEdit } from "vscode";
import type { AddTestParams, AddTestResult } from "../../../server/src/protocol/access-tests.ts";
import type { VerdictResult } from "../../../server/src/protocol/vaults.ts";
import { vaultOf } from "../verdicts/named-verdicts.ts";
import type { NamedVerdict } from "../verdicts/labelled-verdict.ts";
import type { LanguageServer } from "../language-server.ts";
import { toRange } from "../open-place.ts";
import { textDocument } from "../verdicts/fix-previews.ts";

/**
 * Adds a verdict as an access test, and places the cursor on its name. If the verdict is neither allowed nor denied
 * throughout, the user chooses the expectation. The file is changed but not saved.
 */
export async function addTest(server: LanguageServer, named: NamedVerdict): Promise<void> {
  const { verdict } = named;
  const expect = await expectation(verdict);
  const added = expect && (await writeTest(server, { from: verdict.from, ...vaultOf(named), expect }));
  if (!added) return;
  const uri = Uri.parse(added.uri);
  const name = toRange(added.name);
  const editor = await window.showTextDocument(uri, { selection: name });
  editor.selection = new Selection(name.start, name.end);
}

async function expectation({ verdict }: VerdictResult): Promise<"allow" | "deny" | undefined> {
  if (verdict === "allowed") return "allow";
  if (verdict === "denied") return "deny";
  const picked = await window.showQuickPick(
    [
      { label: l10n.t("Allowed"), expect: "allow" as const },
      { label: l10n.t("Denied"), expect: "deny" as const },
    ],
    { title: l10n.t("Add as Access Test"), placeHolder: l10n.t("Expected access") },
  );
  return picked?.expect;
}

/**
 * Replaces the access file by one with the test, or creates it; null if there is nothing to add, or it could not be written. The server is
 * asked again if the file was changed meanwhile, or was not open: only what is open does it know as the editor does.
 */
async function writeTest(server: LanguageServer, params: AddTestParams): Promise<AddTestResult> {
  const versions = new Map(workspace.textDocuments.map(({ uri, version }) => [uri.toString(), version]));
  const added = await server.addTest(params);
  if (!added) return null;
  const uri = Uri.parse(added.uri);
  const edit = new WorkspaceEdit();
  const open = await textDocument(uri);
  if (open && open.version !== versions.get(open.uri.toString())) return writeTest(server, params);
  if (open) edit.replace(uri, new Range(0, 0, open.lineCount, 0), added.text);
  else edit.createFile(uri, { contents: new TextEncoder().encode(added.text) });
  return (await workspace.applyEdit(edit)) ? added : null;
}
