import {
  commands,
  Disposable,
  l10n,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import type { AccessChange } from "../../../server/src/protocol/changes-of-access.ts";
import { setContextKey } from "../context-keys.ts";
import { mayOpen } from "../open-place.ts";
import { fileName } from "../places.ts";

/** Shows changes of files in diff editors, whose title bars apply or discard them. */
export interface FixPreviews {
  readonly show: (title: string, changed: AccessChange["documents"]) => Promise<void>;
  readonly dispose: () => void;
}

/** A file as it is when its change is shown. */
interface PreviewedFile {
  readonly uri: Uri;
  readonly before: string;
  readonly after: string;
}

/** Makes the address of a file's text after a change, which is on no disk. */
type PutVersion = (of: Uri, title: string, text: () => string) => Uri;

export function fixPreviews(put: PutVersion): FixPreviews {
  const previewed = new Map<string, readonly PreviewedFile[]>();
  const inFront = () => window.tabGroups.activeTabGroup.activeTab;
  // An editor of several files says behind its title how many they are.
  const titleIn = (label = "") =>
    [...previewed.keys()].find((title) => label === title || label.startsWith(`${title} (`)) ?? "";
  const update = () => setContextKey("previewsFix", titleIn(inFront()?.label) !== "");
  const close = async () => {
    const tab = inFront();
    if (tab && titleIn(tab.label) !== "") await window.tabGroups.close(tab);
  };
  const listeners = Disposable.from(
    window.tabGroups.onDidChangeTabs(async ({ closed }) => {
      for (const { label } of closed) previewed.delete(titleIn(label));
      await update();
    }),
    window.tabGroups.onDidChangeTabGroups(update),
    commands.registerCommand("keyVaultNetwork.previewedFix.discard", close),
    commands.registerCommand("keyVaultNetwork.previewedFix.apply", async () => {
      const documents = await apply(previewed.get(titleIn(inFront()?.label)) ?? []);
      const [first] = documents;
      if (!first) return;
      await close();
      await window.showTextDocument(first);
    }),
  );
  return {
    show: async (title, changed) => {
      const files: PreviewedFile[] = [];
      for (const { uri, before, text } of changed) {
        const own = Uri.parse(uri);
        if (!(await mayOpen(own))) return;
        const now = (await workspace.openTextDocument(own)).getText();
        if (inLines(now) !== inLines(before)) {
          await sayOlder(own);
          return;
        }
        files.push({ uri: own, before: now, after: text });
      }
      previewed.set(title, files);
      await compare(title, files, put);
      await update();
    },
    dispose: () => {
      listeners.dispose();
    },
  };
}

async function compare(title: string, files: readonly PreviewedFile[], put: PutVersion): Promise<void> {
  const pairs = files.map(({ uri, after }) => {
    const shown = put(uri, title, () => after);
    return [uri, uri, shown] as const;
  });
  const [only, ...more] = pairs;
  if (only && more.length === 0) await commands.executeCommand("vscode.diff", only[1], only[2], title);
  else await commands.executeCommand("vscode.changes", title, pairs);
}

/** Changes files as the server has read them, or creates them; false if one of them has changed since. */
export async function changeFiles(changed: AccessChange["documents"]): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { uri, before, text } of changed) {
    const own = Uri.parse(uri);
    const document = await textDocument(own);
    if (document && inLines(document.getText()) !== inLines(before)) {
      await sayOlder(own);
      return false;
    }
    if (document) replaceDifference(edit, document, text);
    else edit.createFile(own, { contents: new TextEncoder().encode(text) });
  }
  return workspace.applyEdit(edit);
}

/** A document; undefined if the file does not exist yet. */
export async function textDocument(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** Changes the files, unless one of them is no longer as it was shown; then nothing is changed. */
async function apply(files: readonly PreviewedFile[]): Promise<readonly TextDocument[]> {
  const edit = new WorkspaceEdit();
  const documents: TextDocument[] = [];
  for (const { uri, before, after } of files) {
    const document = await workspace.openTextDocument(uri);
    if (document.getText() !== before) {
      await sayOlder(uri);
      return [];
    }
    documents.push(document);
    replaceDifference(edit, document, after);
  }
  return (await workspace.applyEdit(edit)) ? documents : [];
}

async function sayOlder(uri: Uri): Promise<void> {
  await window.showWarningMessage(
    l10n.t("The preview is older than the changes in {0}.", fileName(uri.toString())),
  );
}

/** An editor gives all lines of a file the same ending. */
function inLines(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}

/** Replaces only what differs, so that selections and folded regions stay. */
function replaceDifference(edit: WorkspaceEdit, document: TextDocument, after: string): void {
  const before = document.getText();
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
  const range = new Range(document.positionAt(start), document.positionAt(before.length - kept));
  edit.replace(document.uri, range, after.slice(start, after.length - kept));
}
