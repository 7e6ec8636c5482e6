import { commands, l10n, Uri, window } from "vscode";
import type { AccessChange } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../language-server.ts";
import { mayOpen } from "../open-place.ts";
import { fileName } from "../places.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { vaultOf } from "./named-verdicts.ts";
import type { NamedVerdict } from "./labelled-verdict.ts";
import { vaultIn } from "./labelled-verdict.ts";

/** Shows, in a diff editor, a file with the smallest change that reverses a verdict; nothing is changed. */
export async function previewFix(
  server: LanguageServer,
  documents: ShownDocuments,
  named: NamedVerdict,
): Promise<void> {
  const { verdict, source } = named;
  const { from } = verdict;
  const vault = vaultIn(named);
  const expect = verdict.verdict === "allowed" ? "deny" : "allow";
  const { changes } = await server.changesOfAccess({ from, ...vaultOf(named), expect });
  const wish =
    expect === "allow" ? l10n.t("Allow {0} on {1}", source, vault) : l10n.t("Deny {0} on {1}", source, vault);
  await previewOneOf(documents, changes, wish);
}

/** Offers alternative changes, narrowest first, and shows the chosen one in a diff editor. */
export async function previewOneOf(
  documents: ShownDocuments,
  changes: readonly AccessChange[],
  title: string,
): Promise<void> {
  const change = await chooseChange(changes, title);
  if (change) await showChange(documents, change, `${title}: ${change.title}`);
}

/** A single change is shown immediately. If nothing can be done in these files, the list says so. */
async function chooseChange(
  changes: readonly AccessChange[],
  title: string,
): Promise<AccessChange | undefined> {
  const [only, ...more] = changes;
  if (only && more.length === 0 && only.documents.length > 0) return only;
  const items = changes.map((change) => ({
    label: change.title,
    description: change.documents.length === 0 ? l10n.t("no automatic fix") : "",
    detail: change.tests ?? "",
    change,
  }));
  const none = { label: l10n.t("No change to these files alone would do this."), change: undefined };
  const picked = await window.showQuickPick<(typeof items)[number] | typeof none>(
    items.length > 0 ? items : [none],
    { title },
  );
  return picked?.change?.documents.length === 0 ? undefined : picked?.change;
}

async function showChange(documents: ShownDocuments, change: AccessChange, title: string): Promise<void> {
  const pairs = change.documents.map(({ uri, text }) => {
    const before = Uri.parse(uri);
    const after = documents.put(`${title}/${fileName(uri)}`, () => text);
    return { before, after };
  });
  const [first, ...more] = pairs;
  if (!first) return;
  for (const { before } of pairs) if (!(await mayOpen(before))) return;
  if (more.length === 0) await commands.executeCommand("vscode.diff", first.before, first.after, title);
  else {
    const resources = pairs.map(({ before, after }) => [before, before, after]);
    await commands.executeCommand("vscode.changes", title, resources);
  }
}
