import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { Hover, MarkupContent } from "vscode-languageserver";
import type { FollowLink } from "../ui/markdown.ts";
import { element } from "../ui/elements.ts";
import type { Rpc } from "../server/rpc.ts";
import { positionAt, spanOf } from "./positions.ts";

const setTooltip = StateEffect.define<Tooltip | null>();

/** Shows what the server explains: under the pointer, and with F1 at the cursor; Escape closes it. */
export function hovers(server: Rpc, uri: string, follow: FollowLink): Extension {
  const ask = (view: EditorView, at: number): Promise<Tooltip | null> =>
    askHover(server, uri, view, at, follow);
  const atCursor = StateField.define<Tooltip | null>({
    create: () => null,
    update: (shown, { effects, docChanged, selection }) => {
      const effect = effects.find((each) => each.is(setTooltip));
      if (effect) return effect.value;
      return docChanged || selection ? null : shown;
    },
    provide: (field) => showTooltip.from(field),
  });
  const show = (view: EditorView): boolean => {
    void ask(view, view.state.selection.main.head).then((tooltip) => {
      view.dispatch({ effects: setTooltip.of(tooltip) });
    }, ignore);
    return true;
  };
  const hide = (view: EditorView): boolean => {
    if (view.state.field(atCursor) === null) return false;
    view.dispatch({ effects: setTooltip.of(null) });
    return true;
  };
  return [
    hoverTooltip((view, at) => ask(view, at).catch(() => null), { hoverTime: 300 }),
    atCursor,
    keymap.of([
      { key: "F1", run: show },
      { key: "Escape", run: hide },
    ]),
  ];
}

/** The text may have changed before the answer arrived; there is nothing to show then. */
function ignore(): void {
  return undefined;
}

async function askHover(
  server: Rpc,
  uri: string,
  { state }: EditorView,
  at: number,
  follow: FollowLink,
): Promise<Tooltip | null> {
  const params = { textDocument: { uri }, position: positionAt(state.doc, at) };
  const hover = await server.request<Hover | null>("textDocument/hover", params);
  if (!hover) return null;
  // Nobody needs it before the first hover.
  const { markdown } = await import("../ui/markdown.ts");
  const { from, to } = hover.range ? spanOf(state.doc, hover.range) : { from: at, to: at };
  // The server answers in Markdown, which the page asks for.
  const { value } = hover.contents as MarkupContent;
  return {
    pos: from,
    end: to,
    above: true,
    create: () => {
      const dom = element("div", "cm-hover", markdown(value, follow));
      dom.role = "tooltip";
      return { dom };
    },
  };
}
