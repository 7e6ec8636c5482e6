import { type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { CodeLens, Command } from "vscode-languageserver";
import { element } from "../ui/elements.ts";
import { offsetAt } from "./positions.ts";

/** Lenses as they were computed for a text, which replace those that are shown. */
export const setLenses = StateEffect.define<readonly CodeLens[]>();

/** Lines with commands between those of the text, as VS Code shows code lenses. */
export function lenses(run: (command: Command) => void): Extension {
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (shown, { changes, effects, state }) => {
      const found = effects.find((effect) => effect.is(setLenses));
      return found ? decorations(found.value, state.doc, run) : shown.map(changes);
    },
    provide: (own) => EditorView.decorations.from(own),
  });
  return field;
}

function decorations(
  found: readonly CodeLens[],
  doc: EditorView["state"]["doc"],
  run: (command: Command) => void,
): DecorationSet {
  const lines = new Map<number, Command[]>();
  for (const { range, command } of found) {
    if (!command) continue;
    const { from } = doc.lineAt(offsetAt(doc, range.start));
    lines.set(from, [...(lines.get(from) ?? []), command]);
  }
  const widgets = [...lines].map(([from, commands]): Range<Decoration> => {
    const indent = /^\s*/.exec(doc.lineAt(from).text)?.[0].length ?? 0;
    return Decoration.widget({ widget: new Lens(commands, indent, run), block: true, side: -1 }).range(from);
  });
  return Decoration.set(widgets, true);
}

class Lens extends WidgetType {
  readonly #commands: readonly Command[];
  readonly #indent: number;
  readonly #run: (command: Command) => void;

  constructor(commands: readonly Command[], indent: number, run: (command: Command) => void) {
    super();
    this.#commands = commands;
    this.#indent = indent;
    this.#run = run;
  }

  override eq(other: Lens): boolean {
    return (
      JSON.stringify([this.#commands, this.#indent]) === JSON.stringify([other.#commands, other.#indent])
    );
  }

  override toDOM(): HTMLElement {
    const line = element("div", "cm-lens");
    line.style.paddingInlineStart = `calc(${this.#indent}ch + 6px)`;
    for (const command of this.#commands) line.append(this.#part(command));
    return line;
  }

  override ignoreEvent(): boolean {
    return true;
  }

  #part(command: Command): HTMLElement {
    if (command.command === "") return element("span", "", command.title);
    const part = element("button", "", command.title);
    part.type = "button";
    part.addEventListener("click", () => {
      this.#run(command);
    });
    return part;
  }
}
