import {
  commands,
  Disposable,
  env,
  extensions,
  l10n,
  languages,
  type LanguageStatusItem,
  type Memento,
  type TextDocument,
  UIKind,
  window,
  workspace,
} from "vscode";
import {
  colors,
  type ContributingExtension,
  type HintedLanguage,
  hintedLanguages,
} from "./hinted-languages.ts";

const dismissed = "languageHintDismissed";
const command = "keyVaultNetwork.findLanguageExtension";

/**
 * Next to the language of Bicep and Terraform files: that no extension colors them, because Key Vault Network does not. It never
 * opens anything by itself, and is gone for good once it is dismissed.
 */
export function languageHint(state: Memento, ownId: string): Disposable {
  let items: readonly LanguageStatusItem[] = [];
  const show = () => {
    for (const item of items) item.dispose();
    items = isApplicable(state) ? uncolored(ownId).map(createItem) : [];
  };
  show();
  return Disposable.from(
    new Disposable(() => {
      for (const item of items) item.dispose();
    }),
    extensions.onDidChange(show),
    workspace.onDidGrantWorkspaceTrust(show),
    commands.registerCommand(command, async () => {
      const dismiss = await choose(window.activeTextEditor?.document, ownId);
      if (!dismiss) return;
      await state.update(dismissed, true);
      show();
    }),
  );
}

/** In Restricted Mode, extensions may only be disabled; a browser without a remote machine has few of them. */
function isApplicable(state: Memento): boolean {
  const isAlone = env.uiKind === UIKind.Web && env.remoteName === undefined;
  return workspace.isTrusted && !isAlone && !state.get<boolean>(dismissed, false);
}

function uncolored(ownId: string): readonly HintedLanguage[] {
  const all: readonly ContributingExtension[] = extensions.all;
  return hintedLanguages.filter(
    (language) => !all.some((each) => each.id !== ownId && colors(each, language)),
  );
}

function createItem({ name, selector }: HintedLanguage): LanguageStatusItem {
  const item = languages.createLanguageStatusItem(`keyVaultNetwork.hint.${name}`, { pattern: selector });
  item.name = "Key Vault Network";
  item.text = l10n.t("No colors for {0}", name);
  item.detail = l10n.t("No extension for {0} is installed", name);
  item.command = { command, title: l10n.t("Find Extension") };
  return item;
}

/** Whether the user wants no more hints; otherwise the extensions for the language are shown, unless it is canceled. */
async function choose(document: TextDocument | undefined, ownId: string): Promise<boolean> {
  const missing = uncolored(ownId);
  const own = missing.filter(({ extension }) => document?.fileName.endsWith(extension));
  const find = (own.length > 0 ? own : missing).map((language) => ({
    label: `$(extensions) ${l10n.t("Find an extension for {0}", language.name)}`,
    search: language.recommended,
  }));
  const never = { label: `$(close) ${l10n.t("Do not show this again")}`, search: null };
  const picked = await window.showQuickPick([...find, never], { title: l10n.t("Language Extension") });
  if (picked?.search) await commands.executeCommand("workbench.extensions.search", `@id:${picked.search}`);
  return picked === never;
}
