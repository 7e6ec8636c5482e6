import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { linter, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, type TransactionSpec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import type { CodeLens, Command, Diagnostic } from "vscode-languageserver";
import type { LocationRange } from "../../../server/src/protocol/names.ts";
import { uriOf } from "../files/addresses.ts";
import type { LanguageServer } from "../server/language-server.ts";
import { element } from "../ui/elements.ts";
import type { FollowLink } from "../ui/markdown.ts";
import { changesOf, type FileEdit } from "./code-actions.ts";
import { Documents, type OpenFile } from "./documents.ts";
import { grammarOf } from "./grammars.ts";
import { hovers } from "./hover.ts";
import { lenses, setLenses } from "./lenses.ts";
import { offsetAt, spanOf } from "./positions.ts";
import { theme } from "./theme.ts";

/** What the editor needs of the page around it. */
export interface EditorHost {
  readonly server: LanguageServer;
  /** The name of the text field for screen readers, by the name of its file. */
  readonly label: (name: string) => string;
  /** The editor's own words in the language of the page. */
  readonly phrases: Readonly<Record<string, string>>;
  readonly follow: FollowLink;
  readonly run: (command: Command) => void;
  /** Offers what can be done at the cursor. */
  readonly offerActions: () => void;
  readonly goToDefinition: () => void;
  /** A text has changed. */
  readonly changed: () => void;
}

/** One text field for all files, of which it shows one at a time. */
export class Editor {
  readonly documents: Documents;
  readonly #host: EditorHost;
  readonly #view: EditorView;
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  #current = "";

  /** Within a shadow tree, the editor's styles are style sheets of its own, which a strict policy allows. */
  constructor(parent: HTMLElement, host: EditorHost) {
    this.#host = host;
    this.documents = new Documents(host.server, (name) => this.#extensions(name));
    const root = parent.attachShadow({ mode: "open" });
    const box = element("div", "");
    box.style.height = "100%";
    root.append(box);
    this.#view = new EditorView({
      parent: box,
      root,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        for (const { state, changes } of transactions) this.documents.update(this.#current, state, changes);
        if (transactions.some(({ docChanged }) => docChanged)) host.changed();
      },
    });
  }

  /** The file that is shown. */
  get current(): OpenFile | undefined {
    return this.documents.get(this.#current);
  }

  /** Where the cursor is. */
  get cursor(): LocationRange {
    const { doc, selection } = this.#view.state;
    const at = (offset: number): LocationRange["start"] => {
      const { number, from } = doc.lineAt(offset);
      return { line: number - 1, character: offset - from };
    };
    return { start: at(selection.main.from), end: at(selection.main.to) };
  }

  show(name: string): void {
    const file = this.documents.get(name);
    if (!file) return;
    this.#current = name;
    this.#view.setState(file.state);
    this.#mark(file.uri);
    void this.refreshLenses();
  }

  focus(): void {
    this.#view.focus();
  }

  /** Selects a place of the shown file, in the middle of what is in sight. */
  reveal(range: LocationRange): void {
    const { from, to } = spanOf(this.#view.state.doc, range);
    this.#view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    this.#view.focus();
  }

  /** Where a place is on the screen, for what is shown beside it. */
  placeOnScreen({ start }: LocationRange): { readonly left: number; readonly bottom: number } {
    const at = this.#view.coordsAtPos(offsetAt(this.#view.state.doc, start));
    return at ?? this.#view.dom.getBoundingClientRect();
  }

  diagnose(uri: string, diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics.set(uri, diagnostics);
    if (uri === this.current?.uri) this.#mark(uri);
  }

  /** Applies edits, unless the text of a file has changed since they were made. */
  apply(edits: readonly FileEdit[]): boolean {
    const files = edits.map((edit) => ({ ...edit, file: this.documents.at(edit.uri) }));
    if (files.some(({ file, version }) => !file || (version !== null && version !== file.version)))
      return false;
    for (const { file, edits: own } of files)
      if (file) this.change(file, { changes: [...changesOf(file.state.doc, own)] });
    return files.length > 0;
  }

  /** Changes a file, whether it is shown or not. */
  change({ name }: OpenFile, spec: TransactionSpec): void {
    if (name === this.#current) this.#view.dispatch(spec);
    else {
      this.documents.change(name, spec);
      this.#host.changed();
    }
  }

  async refreshLenses(): Promise<void> {
    const file = this.current;
    if (!file) return;
    const { server } = this.#host;
    const params = { textDocument: { uri: file.uri } };
    const found = await server.request<readonly CodeLens[] | null>("textDocument/codeLens", params);
    // For another text they would be at wrong lines; its own are asked for when it has been analyzed.
    const isCurrent = this.documents.get(this.#current)?.version === file.version;
    if (isCurrent) this.#view.dispatch({ effects: setLenses.of(found ?? []) });
  }

  #mark(uri: string): void {
    const { doc } = this.#view.state;
    const found = (this.#diagnostics.get(uri) ?? []).map(({ range, severity, message }) => ({
      ...spanOf(doc, range),
      severity: severities[severity ?? 1],
      message: messageOf(message),
    }));
    this.#view.dispatch(setDiagnostics(this.#view.state, found));
  }

  #extensions(name: string): Extension {
    const { server, follow, run, label, phrases, offerActions, goToDefinition } = this.#host;
    const act = (work: () => void) => (): boolean => {
      work();
      return true;
    };
    return [
      EditorState.phrases.of(phrases),
      lineNumbers(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      drawSelection(),
      history(),
      bracketMatching(),
      indentOnInput(),
      highlightSelectionMatches(),
      grammarOf(name),
      theme,
      // The server's hover says it all.
      linter(null, { tooltipFilter: () => [] }),
      lintGutter({ tooltipFilter: () => [] }),
      lenses(run),
      hovers(server, uriOf(name), follow),
      EditorView.contentAttributes.of({ "aria-label": label(name) }),
      keymap.of([
        { key: "Mod-.", run: act(offerActions) },
        { key: "F12", run: act(goToDefinition) },
        { key: "F8", run: nextDiagnostic },
        { key: "Shift-F8", run: previousDiagnostic },
        ...defaultKeymap,
        ...historyKeymap,
        ...searchKeymap,
        indentWithTab,
      ]),
    ];
  }
}

/** Plain text, since the page does not announce that it takes any other. */
export function messageOf(message: Diagnostic["message"]): string {
  return typeof message === "string" ? message : message.value;
}

/** By the number that LSP gives them. */
const severities = { 1: "error", 2: "warning", 3: "info", 4: "hint" } as const;
