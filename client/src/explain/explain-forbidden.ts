import { commands, env, l10n, UIKind, window } from "vscode";
import type { Disposable } from "vscode";
import type { ExplanationResult, VaultReference } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../language-server.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { pickVault } from "../verdicts/choose-vaults.ts";
import { previewOneOf } from "../verdicts/preview-fix.ts";
import { vaultId } from "../vault-id.ts";
import { inWindow } from "../window-language.ts";
import type { Say } from "../say.ts";

/** The command *Explain a 403 Error…*: analyzes a log, and shows what the templates say about it as a document. */
export function explainForbidden(
  server: LanguageServer,
  asked: Simulations,
  documents: ShownDocuments,
): Disposable {
  return commands.registerCommand("keyVaultNetwork.explainForbidden", async (given: unknown) => {
    const text = typeof given === "string" ? given : await askForText(server);
    const explanation = text === undefined ? null : await explain(server, text);
    if (!explanation) return;
    const { document, template, fixes } = explanation;
    // The verdict is also shown in the view.
    if (template) await asked.add([{ from: template.from, label: template.from, to: [template] }]);
    await documents.preview(l10n.t("Why the vault returned 403"), () => document);
    if (fixes.some((fix) => fix.documents.length > 0))
      await previewOneOf(documents, fixes, l10n.t("Preview Fix of {0}", sayWho(inWindow, explanation)));
  });
}

/**
 * On the desktop, the clipboard is checked first and offered if it contains a 403 error. Browsers ask for permission to
 * read it, so there it is read only on request.
 */
async function askForText(server: LanguageServer): Promise<string | undefined> {
  const inBrowser = env.uiKind === UIKind.Web;
  const copied = inBrowser ? "" : await env.clipboard.readText();
  const { explanation } = await server.explain403({ text: copied });
  if (!explanation && !inBrowser) return typeText(server);
  const fromClipboard = {
    label: `$(clippy) ${l10n.t("From clipboard")}`,
    description: explanation ? sayWho(inWindow, explanation) : "",
  };
  const typed = { label: `$(edit) ${l10n.t("Paste an error...")}` };
  const picked = await window.showQuickPick([fromClipboard, typed], { title: l10n.t("Explain a 403 Error") });
  if (picked === fromClipboard) return explanation ? copied : env.clipboard.readText();
  return picked && typeText(server);
}

function typeText(server: LanguageServer): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t("Explain a 403 Error"),
    prompt: l10n.t(
      "A Key Vault error, or the log that contains it. Identities in it are discarded immediately.",
    ),
    ignoreFocusOut: true,
    validateInput: async (text) => {
      if (text.trim() === "" || (await server.explain403({ text })).explanation) return undefined;
      return l10n.t(
        "This is not a Key Vault 403 error: it does not contain ForbiddenByFirewall, ForbiddenByConnection or ForbiddenByRbac.",
      );
    },
  });
}

/** "20.111.13.60 → kv-prod", for choosing among candidates. */
function sayWho(say: Say, { client, vault }: ExplanationResult): string {
  return `${client ?? say("a client")} → ${vault ?? say("a vault")}`;
}

/** If the text does not identify one vault of the templates, the user chooses. */
async function explain(server: LanguageServer, text: string): Promise<ExplanationResult | null> {
  const { explanation } = await server.explain403({ text });
  if (!explanation?.networkDecision || new Set(explanation.candidates.map(vaultId)).size === 1)
    return explanation;
  const to = await chooseVault(server, explanation);
  return to ? (await server.explain403({ text, to })).explanation : explanation;
}

async function chooseVault(
  server: LanguageServer,
  { candidates }: ExplanationResult,
): Promise<VaultReference | undefined> {
  const { vaults } = await server.vaults({});
  const ids = new Set(candidates.map(vaultId));
  const meant = vaults.filter((each) => ids.has(vaultId(each)));
  return pickVault(meant.length > 0 ? meant : vaults, l10n.t("Which vault is this?"));
}
