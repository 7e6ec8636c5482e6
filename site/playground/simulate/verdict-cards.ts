import type { Say } from "../../../client/src/say.ts";
import { type NamedVerdict, vaultIn } from "../../../client/src/verdicts/labelled-verdict.ts";
import { namedVerdicts } from "../../../client/src/verdicts/named-verdicts.ts";
import { shownSteps } from "../../../client/src/verdicts/shown-steps.ts";
import type { SimulationResult } from "../../../client/src/verdicts/simulation.ts";
import { verdictWord } from "../../../client/src/verdicts/verdict-words.ts";
import { stepItem } from "../../../client/webview/steps.ts";
import { symbol } from "../../../client/webview/symbols.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import { button, element, replaceIn } from "../ui/elements.ts";

/** What can be done with the answers. */
export interface CardsHost {
  readonly say: Say;
  readonly follow: (place: Location) => void;
  readonly previewFix: (named: NamedVerdict) => void;
  readonly remove: (from: string) => void;
  /** The name of the button that removes a source. */
  readonly removeLabel: (label: string) => string;
}

/** The answers: a group for each source, with a card for each vault, whose steps lead to the lines that decide. */
export class VerdictCards {
  readonly #host: CardsHost;
  readonly #box: HTMLElement;
  /** Which cards the user has opened or closed. */
  readonly #opened = new Map<string, boolean>();

  constructor(box: HTMLElement, host: CardsHost) {
    this.#box = box;
    this.#host = host;
  }

  show(results: readonly SimulationResult[]): void {
    const named = namedVerdicts(results);
    const few = named.length <= 3;
    const groups = results.map((result) => {
      const own = named.filter(({ verdict }) => verdict.from === result.simulation.from);
      return this.#group(result, own, few);
    });
    replaceIn(this.#box, groups);
  }

  #group({ simulation, error }: SimulationResult, own: readonly NamedVerdict[], few: boolean): HTMLElement {
    const { say, remove, removeLabel } = this.#host;
    const close = button("remove", "×", () => {
      remove(simulation.from);
    });
    close.ariaLabel = removeLabel(simulation.label);
    const group = element(
      "section",
      "asked",
      element("header", "", element("h3", "", simulation.label), close),
    );
    if (error !== null) group.append(element("p", "error", error));
    else if (own.length === 0) group.append(element("p", "muted", say("no vaults")));
    group.append(...own.map((named) => this.#card(named, few)));
    return group;
  }

  #card(named: NamedVerdict, few: boolean): HTMLElement {
    const { say } = this.#host;
    const { id, verdict } = named;
    const kind = verdict.exposed ? "exposed" : verdict.verdict;
    const summary = element(
      "summary",
      "",
      symbol(kind),
      element("strong", "", `${named.source} → ${vaultIn(named)}`),
    );
    if (verdict.was !== null) summary.append(element("s", "", verdictWord(say, verdict.was)));
    summary.append(element("span", "answer", verdict.summary));
    const card = element("details", "card", summary, ...this.#body(named));
    card.dataset["kind"] = kind;
    card.open = this.#opened.get(id) ?? few;
    summary.addEventListener("click", () => {
      this.#opened.set(id, !card.open);
    });
    return card;
  }

  #body(named: NamedVerdict): readonly HTMLElement[] {
    const { say, follow, previewFix } = this.#host;
    const { steps, notes } = shownSteps(say, named);
    const { verdict } = named;
    const list = element("ol", "steps");
    list.append(
      ...steps.map((step) =>
        stepItem((message) => {
          if (message.kind === "place") follow(message.place);
        }, step),
      ),
    );
    const parts: HTMLElement[] = [list];
    if (notes.length > 0) parts.push(element("ul", "notes", ...notes.map((note) => element("li", "", note))));
    if (verdict.verdict !== "depends")
      parts.push(
        button("small", say("Preview Fix"), () => {
          previewFix(named);
        }),
      );
    return parts;
  }
}
