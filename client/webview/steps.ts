import type { FromPage, StepsMessage } from "../src/panels/messages.ts";
import type { ShownSteps } from "../src/verdicts/shown-steps.ts";
import { find, make } from "./dom.ts";
import { type Shape, symbol } from "./symbols.ts";

/** A verdict of the page, by its ID in its environment and its source. */
export interface VerdictName {
  readonly id: string;
  readonly from: string;
}

/** The part of a page that shows the steps of one verdict. */
export interface StepsPane {
  /** Asks the host for the steps; `enter` moves the keyboard focus there. */
  readonly open: (verdict: VerdictName, enter: boolean) => void;
  /** Asks again: the templates have changed. */
  readonly refresh: () => void;
  readonly receive: (message: StepsMessage) => void;
}

type Post = (message: FromPage) => void;

const shapes: Readonly<Record<ShownSteps["steps"][number]["outcome"], Shape>> = {
  continue: "continue",
  allow: "allowed",
  deny: "denied",
  maybe: "depends",
  "not-applicable": "nothing",
};

/** `leave` takes the focus back when the pane closes. */
export function stepsPane(root: ParentNode, post: Post, leave: () => void): StepsPane {
  const pane = find(root, "#steps", HTMLElement);
  const title = find(pane, "h2", HTMLElement);
  let wanted: VerdictName | undefined;
  // Until its steps are there, those of the verdict before are, and the buttons mean that one.
  let shown: VerdictName | undefined;
  let enters = false;
  const close = () => {
    const hadFocus = pane.matches(":focus-within");
    pane.hidden = true;
    wanted = undefined;
    shown = undefined;
    if (hadFocus) leave();
  };
  pane.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
  pane.addEventListener("click", ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    const { value } = target;
    if (value === "close") close();
    else if (shown && (value === "view" || value === "fix")) post({ kind: value, ...shown });
  });
  const ask = ({ id, from }: VerdictName) => {
    post({ kind: "steps", id, from });
  };
  return {
    open: (verdict, enter) => {
      enters = enter;
      wanted = verdict;
      ask(verdict);
    },
    refresh: () => {
      if (wanted) ask(wanted);
    },
    receive: ({ id, steps }) => {
      if (id !== wanted?.id) return;
      if (!steps) {
        close();
        return;
      }
      shown = wanted;
      fill(pane, post, steps);
      pane.hidden = false;
      if (enters) title.focus();
      enters = false;
    },
  };
}

function fill(pane: HTMLElement, post: Post, shown: ShownSteps): void {
  find(pane, "h2", HTMLElement).textContent = shown.title;
  find(pane, "p", HTMLElement).textContent = shown.summary;
  find(pane, "ol", HTMLElement).replaceChildren(...shown.steps.map((step) => stepItem(post, step)));
  find(pane, "ul", HTMLElement).replaceChildren(...shown.notes.map((note) => make("li", note)));
}

/** A step of a verdict, with a link to the line that decides it. */
export function stepItem(post: Post, step: ShownSteps["steps"][number]): HTMLElement {
  const item = make("li");
  const { place } = step;
  item.dataset["kind"] = shapes[step.outcome];
  item.append(symbol(shapes[step.outcome]), make("strong", step.title), make("span", step.text));
  if (place) {
    const link = make("button", step.where);
    link.type = "button";
    link.className = "link";
    link.addEventListener("click", () => {
      post({ kind: "place", place });
    });
    item.append(link);
  }
  return item;
}
