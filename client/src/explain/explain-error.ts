import { commands, Disposable, env, l10n, type QuickPickItem, UIKind, window } from "vscode";
import type { ExplanationResult } from "../../../server/src/protocol/forbidden.ts";
import type { VaultReference } from "../../../server/src/protocol/names.ts";
import type { LanguageServer } from "../language-server.ts";
import { untilLatest } from "../latest.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import type { Simulations } from "../verdicts/simulations.ts";
import { pickVault } from "../verdicts/choose-vaults.ts";
import { previewOneOf } from "../verdicts/preview-fix.ts";
import { vaultId } from "../vault-id.ts";
import { inWindow } from "../window-language.ts";
import type { Say } from "../say.ts";
import { terminalLinks } from "./terminal-links.ts";
import { type ExplanationPage, explanationPage } from "./explanation-page.ts";

/**
 * The commands *Explain a 403 Error…* and *Explain a Connection Failure…*: each analyzes a log with either, and shows what the
 * templates say about it as a document.
 */
export function explainErrors(
  server: LanguageServer,
  asked: Simulations,
  documents: ShownDocuments,
): Disposable {
  const page = explanationPage();
  const run = async (given: unknown, title: string): Promise<void> => {
    const text = typeof given === "string" ? given : await askForText(server, title);
    const explanation = text === undefined ? null : await explain(server, text);
    if (explanation) await show(explanation, asked, documents, page);
  };
  return Disposable.from(
    page,
    terminalLinks(),
    commands.registerCommand("keyVaultNetwork.explainForbidden", (given: unknown) =>
      run(given, l10n.t("Explain a 403 Error")),
    ),
    commands.registerCommand("keyVaultNetwork.explainConnectionFailure", (given: unknown) =>
      run(given, l10n.t("Explain a Connection Failure")),
    ),
  );
}

async function show(
  explanation: ExplanationResult,
  asked: Simulations,
  documents: ShownDocuments,
  page: ExplanationPage,
): Promise<void> {
  const { document, template, fixes } = explanation;
  // The verdict is also shown in the view.
  if (template) await asked.add([{ from: template.from, label: template.from, to: [template] }]);
  const title = titleOf(explanation);
  await page.show(title, document, async (index) => {
    const fix = fixes[index];
    if (fix)
      await previewOneOf(documents, [fix], l10n.t("Preview Fix of {0}", sayWho(inWindow, explanation)));
  });
}

function titleOf({ connection, shape }: ExplanationResult): string {
  if (isRejection(shape)) return l10n.t("Why Azure rejected the deployment");
  return connection || shape === "consumer"
    ? l10n.t("Why the call to the vault failed")
    : l10n.t("Why the vault returned 403");
}

/** Whether Azure rejected a deployment, and nothing called the vault. */
function isRejection(shape: ExplanationResult["shape"]): boolean {
  return shape.startsWith("rejected-");
}

interface TextItem extends QuickPickItem {
  /** The text to explain, which is asked for when the row is chosen; absent if the row only explains. */
  readonly text?: () => Thenable<string>;
}

/**
 * One box for all hosts: what is pasted or typed into it is recognized at once. On the desktop, the clipboard is checked first and offered if
 * it contains an error. Browsers ask for permission to read it, so there it is read only on request.
 */
async function askForText(server: LanguageServer, title: string): Promise<string | undefined> {
  const inBrowser = env.uiKind === UIKind.Web;
  const copied = inBrowser ? "" : await env.clipboard.readText();
  const pick = window.createQuickPick<TextItem>();
  pick.title = title;
  pick.placeholder = l10n.t(
    "Paste a Key Vault error or a failed connection, or the log that contains it. Identities in it are discarded immediately.",
  );
  pick.ignoreFocusOut = true;
  const clipboard = inBrowser ? fromClipboard("") : await recognized(server, copied, fromClipboard);
  const show = async () => {
    const text = pick.value.trim();
    const found = text === "" ? clipboard : await recognized(server, text, (who) => typed(text, who));
    if (pick.value.trim() === text)
      pick.items = text === "" ? (found ? [found] : []) : [found ?? unknown(text)];
  };
  let shown = show();
  await shown;
  pick.onDidChangeValue(() => {
    shown = show();
  });
  return new Promise((resolve) => {
    const accept = async () => {
      await untilLatest(() => shown);
      // There is one row at most, and what VS Code has the focus on may have been replaced.
      const [item] = pick.items;
      if (item?.text === undefined) return;
      const text = await item.text();
      if (await recognized(server, text, fromClipboard)) {
        resolve(text);
        pick.hide();
      } else pick.items = [unknown("")];
    };
    pick.onDidAccept(() => void accept());
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** A row for a text that contains an error; undefined for any other text. */
async function recognized(
  server: LanguageServer,
  text: string,
  row: (who: string) => TextItem,
): Promise<TextItem | undefined> {
  if (text.trim() === "") return undefined;
  const { explanation } = await server.explain403({ text });
  return explanation ? row(sayWho(inWindow, explanation)) : undefined;
}

function fromClipboard(who: string): TextItem {
  const label = `$(clippy) ${l10n.t("From clipboard")}`;
  return { label, description: who, text: () => env.clipboard.readText(), alwaysShow: true };
}

function typed(text: string, who: string): TextItem {
  return {
    label: `$(question) ${l10n.t("Explain this error")}`,
    description: who,
    text: () => Promise.resolve(text),
    alwaysShow: true,
  };
}

function unknown(text: string): TextItem {
  return {
    label: `$(error) ${l10n.t("No error of a key vault found")}`,
    description: text.slice(0, 60),
    detail: l10n.t(
      "This is neither a Key Vault 403 error, such as ForbiddenByFirewall, nor a failed connection to a vault, such as ENOTFOUND, NXDOMAIN or a timeout.",
    ),
    alwaysShow: true,
  };
}

/** "20.111.13.60 → kv-prod", "consumer:agw → kv-prod", or the vault that was not reached. */
function sayWho(say: Say, { client, vault, connection, template, shape }: ExplanationResult): string {
  if (connection || isRejection(shape)) return vault ?? connection?.host ?? say("a vault");
  const from = template?.from === "internet" ? null : template?.from;
  return `${client ?? from ?? say("a client")} → ${vault ?? say("a vault")}`;
}

/** If the text does not identify one vault of the templates, the user chooses. */
async function explain(server: LanguageServer, text: string): Promise<ExplanationResult | null> {
  const { explanation } = await server.explain403({ text });
  if (!explanation?.networkDecision) return explanation;
  const { candidates, connection, vault } = explanation;
  // A connection is explained by all that templates declare and look up of the vault that it names.
  const isNamed = connection !== null && vault !== null && candidates.length > 0;
  const called = candidates.filter(({ isUncalled }) => !isUncalled);
  const likely = called.length > 0 ? called : candidates;
  if (isNamed || new Set(likely.map(vaultId)).size === 1) return explanation;
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
