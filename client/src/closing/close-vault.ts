import {
  commands,
  Disposable,
  l10n,
  ProgressLocation,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
} from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { AccessChange } from "../../../server/src/protocol/changes-of-access.ts";
import type { CallerResult, CloseVaultResult } from "../../../server/src/protocol/closing.ts";
import type { LanguageServer } from "../language-server.ts";
import type { ShownDocuments } from "../shown-documents.ts";
import { pickVault, vaultIn } from "../verdicts/choose-vaults.ts";
import { changeFiles } from "../verdicts/fix-previews.ts";

/** The commands *Close a Vault…* and *Protect What Works Today*. */
export function closing(server: LanguageServer, documents: ShownDocuments): Disposable {
  return Disposable.from(
    commands.registerCommand(clientCommands.closeVault, async (argument: unknown) => {
      const title = l10n.t("Close a Vault");
      const open = vaultIn(argument) ? [] : (await server.vaults({})).vaults.filter(isOpen);
      const to = vaultIn(argument) ?? (await pickVault(open, title));
      const hasLog = to && (await chooseLog(server, title));
      if (!to || hasLog === undefined) return;
      const result = await server.closeVault({ to, hasLog });
      if (result) await showCallers(result, documents);
      else await window.showWarningMessage(l10n.t("The log has no calls of this vault."));
    }),
    commands.registerCommand("keyVaultNetwork.protect", async () => {
      const { documents: changed } = await server.protect({});
      if (changed.length === 0)
        await window.showInformationMessage(l10n.t("Access tests cover what works today."));
      else await make(changed);
    }),
  );
}

function isOpen({
  exposure,
  existing,
  state,
}: {
  exposure: string;
  existing: boolean;
  state: unknown;
}): boolean {
  return exposure === "public" && !existing && state === null;
}

/** Whether a log was read; undefined if canceled. */
async function chooseLog(server: LanguageServer, title: string): Promise<boolean | undefined> {
  const log = { label: l10n.t("Choose a log…"), detail: l10n.t("Keeps the callers that had success.") };
  const none = {
    label: l10n.t("Without a log"),
    detail: l10n.t("Keeps consumers, jobs, and named sources."),
  };
  const picked = await window.showQuickPick([log, none], {
    title,
    placeHolder: l10n.t("Who calls the vault?"),
  });
  if (picked !== log) return picked && false;
  const [uri] = (await window.showOpenDialog({ title, openLabel: l10n.t("Read") })) ?? [];
  if (!uri) return undefined;
  const location = ProgressLocation.Notification;
  return window.withProgress(
    { location, title: l10n.t("Reading the log"), cancellable: true },
    (progress, token) =>
      readLog(server, uri, (done) => {
        progress.report({ message: `${done} %` });
        return token.isCancellationRequested;
      }),
  );
}

/** Sends a log in parts: the server keeps nothing of it but callers. */
async function readLog(
  server: LanguageServer,
  uri: Uri,
  isCanceled: (percent: number) => boolean,
): Promise<true | undefined> {
  const bytes = await workspace.fs.readFile(uri);
  const plain = new Blob([new Uint8Array(bytes)]).stream();
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const packed = new DecompressionStream("gzip");
  const stream = (isPacked ? plain.pipeThrough(packed) : plain) as ReadableStream<Uint8Array>;
  const decoder = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8");
  let [begins, read] = [true, 0];
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    await server.readLog({ text: decoder.decode(value, { stream: !done }), begins, ends: done });
    if (done) return true;
    begins = false;
    read += value.length;
    if (isCanceled(Math.min(99, Math.floor((100 * read) / bytes.length)))) return undefined;
  }
}

/** Shows who keeps and who loses access; the first rows make the changes. */
async function showCallers(
  { vault, keeps, loses, documents: changed, tests }: NonNullable<CloseVaultResult>,
  documents: ShownDocuments,
): Promise<void> {
  const files = [...changed, ...(tests ? [tests] : [])];
  const close = { label: `$(lock) ${l10n.t("Close {0} and add access tests", vault)}` };
  const preview = { label: `$(diff) ${l10n.t("Show the changes")}` };
  const none = {
    label: l10n.t("No change can be written here."),
    detail: l10n.t("The settings have no place of their own."),
  };
  const picked = await window.showQuickPick(
    [
      ...(changed.length > 0 ? [close, preview] : [none]),
      ...group(l10n.t("Loses access"), "circle-slash", loses),
      ...group(l10n.t("Keeps access"), "check", keeps),
    ],
    {
      title: l10n.t("Close {0}", vault),
      placeHolder: l10n.t("Who loses and who keeps access"),
      matchOnDescription: true,
    },
  );
  if (picked === close) await make(files);
  else if (picked === preview) await documents.fixes.show(l10n.t("Close {0}", vault), changed);
}

function group(label: string, icon: string, callers: readonly CallerResult[]) {
  if (callers.length === 0) return [];
  const rows = callers.map(({ from, detail }) => ({ label: `$(${icon}) ${from}`, description: detail }));
  return [{ label: `${label} (${callers.length})`, kind: QuickPickItemKind.Separator }, ...rows];
}

/** Makes the changes and shows the first file; nothing is saved. */
async function make(changed: AccessChange["documents"]): Promise<void> {
  const [first] = changed;
  if (first && (await changeFiles(changed))) await window.showTextDocument(Uri.parse(first.uri));
}
