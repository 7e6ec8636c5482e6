import type { ServerRequests } from "../../../client/src/server-requests.ts";
import type { Say } from "../../../client/src/say.ts";
import { type SourceRow, sourceRows } from "../../../client/src/simulator/source-rows.ts";
import { byId, element } from "../ui/elements.ts";
import { moveIn } from "../ui/menu.ts";

/** What the box needs of the page. */
export interface SourceBoxHost {
  readonly server: Pick<ServerRequests, "sources">;
  readonly say: Say;
  /** Answers a chosen row; `typed` is what was written. */
  readonly choose: (row: SourceRow, typed: string) => void;
}

/** The box that accepts what *Simulate Access…* accepts (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */
export class SourceBox {
  readonly #host: SourceBoxHost;
  readonly #input = byId("source", HTMLInputElement);
  readonly #list = byId("sources", HTMLElement);
  #rows: readonly SourceRow[] = [];
  #active = -1;
  #asked: Promise<void> = Promise.resolve();
  #round = 0;

  constructor(host: SourceBoxHost) {
    this.#host = host;
    this.#input.addEventListener("input", () => {
      this.#asked = this.#ask();
    });
    this.#input.addEventListener("focus", () => {
      this.#asked = this.#ask();
    });
    this.#input.addEventListener("blur", () => {
      this.#close();
    });
    this.#input.addEventListener("keydown", (event) => {
      this.#onKey(event);
    });
    byId("ask", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
  }

  focus(): void {
    this.#input.focus();
  }

  /** Keys apply to the current input, not to the rows of an earlier one. */
  async #submit(): Promise<void> {
    this.#asked = this.#ask();
    const active = this.#active;
    await this.#asked;
    const row = this.#rows[Math.max(active, 0)];
    if (row) this.#choose(row);
  }

  #choose(row: SourceRow): void {
    this.#host.choose(row, this.#input.value);
    this.#close();
    if (row.from !== null || row.all.length > 0) this.#input.value = "";
  }

  async #ask(): Promise<void> {
    const mine = ++this.#round;
    const typed = this.#input.value;
    const found = sourceRows(this.#host.say, typed, await this.#host.server.sources({ typed }), []);
    if (mine !== this.#round) return;
    this.#rows = found;
    if (this.#input.matches(":focus")) this.#open();
  }

  #open(): void {
    this.#active = -1;
    this.#list.replaceChildren(...this.#rows.flatMap((row, index) => this.#options(row, index)));
    this.#list.hidden = this.#rows.length === 0;
    this.#input.ariaExpanded = String(!this.#list.hidden);
    this.#input.removeAttribute("aria-activedescendant");
  }

  #close(): void {
    this.#list.hidden = true;
    this.#input.ariaExpanded = "false";
    this.#input.removeAttribute("aria-activedescendant");
    this.#active = -1;
  }

  #options(row: SourceRow, index: number): readonly HTMLElement[] {
    const option = element("div", "option", element("strong", "", row.label));
    option.id = `source-${index}`;
    option.role = "option";
    option.ariaSelected = "false";
    for (const text of [row.description, row.detail])
      if (text !== "") option.append(element("span", "", text));
    // Before the field loses the focus, and with it the list.
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.#choose(row);
    });
    if (row.heading === "" || row.heading === this.#rows[index - 1]?.heading) return [option];
    const heading = element("div", "heading", row.heading);
    heading.role = "presentation";
    return [heading, option];
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.#close();
      return;
    }
    const next = event.key.startsWith("Arrow") ? moveIn(event.key, this.#active, this.#rows.length) : null;
    if (next === null) return;
    event.preventDefault();
    if (this.#list.hidden) this.#open();
    this.#activate(Math.max(next, 0));
  }

  #activate(index: number): void {
    this.#active = index;
    for (const option of this.#list.querySelectorAll(".option")) {
      const isActive = option.id === `source-${index}`;
      option.ariaSelected = String(isActive);
      if (isActive) option.scrollIntoView({ block: "nearest" });
    }
    this.#input.setAttribute("aria-activedescendant", `source-${index}`);
  }
}
