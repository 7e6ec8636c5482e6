import type { CodeAction, Command, Diagnostic, Location as LspLocation } from "vscode-languageserver";
import type { Location, LocationRange } from "../../../server/src/protocol/names.ts";
import { codeActionsAt, editOf, type FileEdit } from "../editor/code-actions.ts";
import { type OpenFile, textOf } from "../editor/documents.ts";
import { Editor } from "../editor/editor.ts";
import type { LanguageServer } from "../server/language-server.ts";
import { byId } from "../ui/elements.ts";
import type { FollowLink } from "../ui/markdown.ts";
import { openMenu } from "../ui/menu.ts";
import { sayStatus } from "../ui/say-status.ts";
import { fill, type Wording } from "../words/in-page.ts";
import type { NamedText } from "./example.ts";
import { FileTabs } from "./file-tabs.ts";
import { type Problem, showProblems } from "./problems.ts";

/** What the files need of the page. */
export interface WorkbenchHost {
  readonly server: LanguageServer;
  readonly wording: Wording;
  readonly followLink: FollowLink;
  readonly run: (command: Command) => void;
  /** Somebody has changed a text or the files. */
  readonly changed: () => void;
}

/** The files, in an editor with tabs, and their problems. */
export class Workbench {
  readonly #host: WorkbenchHost;
  readonly #editor: Editor;
  readonly #tabs: FileTabs;
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();

  constructor(host: WorkbenchHost) {
    this.#host = host;
    const { server, wording, followLink, run, changed } = host;
    this.#editor = new Editor(byId("editor", HTMLElement), {
      ...{ server, run, changed, follow: followLink, phrases: wording.words.phrases },
      label: (name) => fill(wording.words.editor, [name]),
      offerActions: () => {
        const { cursor, current } = this.#editor;
        if (current) void this.#offerActions(current, cursor, this.#editor.placeOnScreen(cursor));
      },
      goToDefinition: () => void this.#goToDefinition(),
    });
    this.#tabs = new FileTabs({
      wording,
      names: () => this.#editor.documents.all.map(({ name }) => name),
      current: () => this.#editor.current?.name ?? "",
      show: (name) => {
        this.#show(name);
      },
      add: (name) => {
        this.#editor.documents.add({ name, text: "" });
        this.#show(name);
        this.#editor.focus();
        changed();
      },
      rename: (name, next) => {
        this.#editor.documents.rename(name, next);
        this.#show(next);
        changed();
      },
      remove: (name) => {
        this.#editor.documents.remove(name);
        this.#show(this.#editor.documents.all[0]?.name ?? "");
        changed();
      },
    });
  }

  get texts(): readonly NamedText[] {
    return this.#editor.documents.texts;
  }

  get uris(): readonly string[] {
    return this.#editor.documents.all.map(({ uri }) => uri);
  }

  /** The text of a file by its address; null if there is none. */
  textAt(uri: string): string | null {
    const file = this.#editor.documents.at(uri);
    return file ? textOf(file.state) : null;
  }

  /** Replaces all files. */
  open(files: readonly NamedText[]): void {
    this.#diagnostics.clear();
    this.#editor.documents.replace(files);
    this.#show(files[0]?.name ?? "");
  }

  /** Tells another server of all files. */
  reopen(): void {
    this.#editor.documents.reopen();
  }

  /** Shows a place and gives it the keyboard. */
  follow({ uri, range }: Location): void {
    const file = this.#editor.documents.at(uri);
    if (!file) return;
    if (file.name !== this.#editor.current?.name) this.#show(file.name);
    this.#editor.reveal(range);
  }

  /** Takes problems of a text; those of an earlier one are followed by others. */
  diagnose(uri: string, version: number | null, diagnostics: readonly Diagnostic[]): void {
    const file = this.#editor.documents.at(uri);
    if (file && version !== null && version !== file.version) return;
    this.#diagnostics.set(uri, diagnostics);
    this.#editor.diagnose(uri, diagnostics);
    showProblems(this.#problems(), {
      words: this.#host.wording.words,
      follow: (place) => {
        this.follow(place);
      },
      offerFixes: ({ diagnostic, uri: of }, at, leave) => {
        const own = this.#editor.documents.at(of);
        if (own) void this.#offerActions(own, diagnostic.range, at, { only: diagnostic, leave });
      },
    });
  }

  refreshLenses(): void {
    this.#editor.refreshLenses().catch(ignore);
  }

  /** Replaces the texts of files. */
  replaceTexts(documents: readonly { readonly uri: string; readonly text: string }[]): void {
    for (const { uri, text } of documents) {
      const file = this.#editor.documents.at(uri);
      if (file) this.#editor.change(file, { changes: difference(textOf(file.state), text) });
    }
  }

  #show(name: string): void {
    this.#editor.show(name);
    this.#tabs.update();
  }

  #problems(): readonly Problem[] {
    return this.#editor.documents.all.flatMap(({ uri }) =>
      (this.#diagnostics.get(uri) ?? [])
        .map((diagnostic) => ({ uri, range: diagnostic.range, diagnostic }))
        .toSorted((a, b) => a.range.start.line - b.range.start.line),
    );
  }

  /** Offers what can be done at a place, or with one problem, in a menu. */
  async #offerActions(
    file: OpenFile,
    range: LocationRange,
    at: { readonly left: number; readonly bottom: number },
    { only, leave }: { readonly only?: Diagnostic; readonly leave?: () => void } = {},
  ): Promise<void> {
    const { server, wording } = this.#host;
    const own = only
      ? [only]
      : this.#problems().flatMap((each) => (each.uri === file.uri ? each.diagnostic : []));
    const found = await codeActionsAt(server, file, range, own).catch((): readonly CodeAction[] => []);
    const actions = only
      ? found.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === only.code))
      : found;
    if (actions.length === 0) {
      sayStatus(wording.words.noFixes);
      return;
    }
    const items = actions.map((action) => ({ label: action.title, act: () => void this.#act(action) }));
    openMenu(
      wording.words.fixes,
      items,
      at,
      leave ??
        (() => {
          this.#editor.focus();
        }),
    );
  }

  async #act(action: CodeAction): Promise<void> {
    const { server, run, wording } = this.#host;
    const edits = await editOf(server, action).catch((): readonly FileEdit[] => []);
    if (action.command) run(action.command);
    else if (!this.#editor.apply(edits)) sayStatus(wording.words.changedMeanwhile);
    this.#editor.focus();
  }

  async #goToDefinition(): Promise<void> {
    const { current, cursor } = this.#editor;
    if (!current) return;
    const params = { textDocument: { uri: current.uri }, position: cursor.start };
    const found = await this.#host.server
      .request<LspLocation | LspLocation[] | null>("textDocument/definition", params)
      .catch(() => null);
    const [first] = found === null ? [] : Array.isArray(found) ? found : [found];
    if (first) this.follow(first);
  }
}

/** What differs, so that the cursor and what is undone stay where they are. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let kept = 0;
  while (kept < shorter - from && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
  return { from, to: before.length - kept, insert: after.slice(from, after.length - kept) };
}

/** The text may have changed before the answer arrived; the next one is asked for then. */
function ignore(): void {
  return undefined;
}
