import { l10n, window } from "vscode";
import type { AccessChange } from "../../../server/src/protocol/changes-of-access.ts";
import type { LanguageServer } from "../language-server.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { vaultOf } from "./named-verdicts.ts";
import { type NamedVerdict, vaultIn } from "./labelled-verdict.ts";

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
  const { changes, isTried } = await server.changesOfAccess({ from, ...vaultOf(named), expect });
  const wish =
    expect === "allow" ? l10n.t("Allow {0} on {1}", source, vault) : l10n.t("Deny {0} on {1}", source, vault);
  if (changes.length > 0) await previewOneOf(documents, changes, wish);
  else await window.showQuickPick([{ label: isTried ? noEdit() : noFix() }], { title: wish });
}

/** Offers alternative changes, narrowest first, and shows the chosen one in a diff editor. */
export async function previewOneOf(
  documents: ShownDocuments,
  changes: readonly AccessChange[],
  title: string,
): Promise<void> {
  const change = await chooseChange(changes, title);
  if (change) await documents.fixes.show(`${title}: ${change.title}`, change.documents);
}

function noEdit(): string {
  return l10n.t("No single edit in these files would do this.");
}

function noFix(): string {
  return l10n.t("No automatic fix is known for this.");
}

/** A single change is shown immediately. */
async function chooseChange(
  changes: readonly AccessChange[],
  title: string,
): Promise<AccessChange | undefined> {
  const [only, ...more] = changes;
  if (only && more.length === 0 && only.documents.length > 0) return only;
  const items = changes.map((change) => ({
    label: change.title,
    description: change.documents.length === 0 ? l10n.t("no automatic fix") : change.places.join(", "),
    detail: change.tests ?? "",
    change,
  }));
  const picked = await window.showQuickPick(items, { title });
  return picked?.change.documents.length === 0 ? undefined : picked?.change;
}
