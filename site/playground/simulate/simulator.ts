import type { Say } from "../../../client/src/say.ts";
import type { SourceRow } from "../../../client/src/simulator/source-rows.ts";
import type { NamedVerdict } from "../../../client/src/verdicts/labelled-verdict.ts";
import type { Location, VaultReference } from "../../../server/src/protocol/names.ts";
import type { LanguageServer } from "../server/language-server.ts";
import { byId } from "../ui/elements.ts";
import type { FollowLink } from "../ui/markdown.ts";
import { AskedSources } from "./asked-sources.ts";
import { SourceBox } from "./source-box.ts";
import { VerdictCards } from "./verdict-cards.ts";

/** What the simulator needs of the page. */
export interface SimulatorHost {
  readonly server: LanguageServer;
  readonly say: Say;
  readonly removeLabel: (label: string) => string;
  readonly follow: (place: Location) => void;
  readonly followLink: FollowLink;
  readonly previewFix: (named: NamedVerdict) => void;
  readonly openServices: () => void;
  /** The questions have changed. */
  readonly changed: () => void;
}

/** Asks who can reach a vault, and shows why. */
export class Simulator {
  readonly asked: AskedSources;
  readonly #host: SimulatorHost;
  readonly #box: SourceBox;
  /** The vaults of the next question; null for all. */
  #target: readonly VaultReference[] | null = null;

  constructor(host: SimulatorHost) {
    this.#host = host;
    const { server, say, follow, previewFix, removeLabel } = host;
    const remove = (from: string): void => {
      void this.asked.remove(from).then(host.changed);
    };
    const cards = new VerdictCards(byId("verdicts", HTMLElement), {
      ...{ say, follow, previewFix, removeLabel, remove },
    });
    this.asked = new AskedSources(server, () => {
      cards.show(this.asked.results());
    });
    this.#box = new SourceBox({
      ...{ server, say },
      choose: (row, typed) => {
        void this.#choose(row, typed);
      },
    });
    byId("all-vaults", HTMLButtonElement).addEventListener("click", () => {
      this.aim(null);
    });
  }

  /** The next question is about this vault only; about all of them without one. */
  aim(vault: VaultReference | null): void {
    this.#target = vault && [vault];
    byId("target", HTMLElement).hidden = vault === null;
    this.#box.focus();
  }

  async #choose({ from, all, label, leadsTo }: SourceRow, typed: string): Promise<void> {
    const { openServices, changed } = this.#host;
    byId("explanation", HTMLElement).hidden = true;
    if (leadsTo === "services") openServices();
    else if (leadsTo === "explanation") await this.#explain(typed);
    else {
      const sources = from === null ? all.map((each) => [each, each] as const) : [[from, label] as const];
      await this.asked.add(sources.map(([each, name]) => ({ from: each, label: name, to: this.#target })));
      changed();
    }
  }

  /** Explains a pasted error of a failed call. */
  async #explain(text: string): Promise<void> {
    const { explanation } = await this.#host.server.explain403({ text });
    if (!explanation) return;
    const { template, document } = explanation;
    if (template) await this.asked.add([{ from: template.from, label: template.from, to: [template] }]);
    const { markdown } = await import("../ui/markdown.ts");
    const article = byId("explanation", HTMLElement);
    article.replaceChildren(markdown(document, this.#host.followLink));
    article.hidden = false;
  }
}
