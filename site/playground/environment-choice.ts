import { environmentRows } from "../../client/src/environments/environment-rows.ts";
import type { Say } from "../../client/src/say.ts";
import type { ServerRequests } from "../../client/src/server-requests.ts";
import { byId } from "./ui/elements.ts";

/** The environment that lenses, hovers and answers are about; there is a choice only if the files have several. */
export class EnvironmentChoice {
  readonly #server: Pick<ServerRequests, "environments" | "selectEnvironment">;
  readonly #say: Say;
  readonly #select = byId("environment", HTMLSelectElement);

  constructor(server: Pick<ServerRequests, "environments" | "selectEnvironment">, say: Say) {
    this.#server = server;
    this.#say = say;
    this.#select.hidden = true;
    this.#select.addEventListener("change", () => {
      const { value } = this.#select;
      void server.selectEnvironment({ name: value === all ? null : value });
    });
  }

  focus(): void {
    this.#select.focus();
  }

  /** Shows all environments again: other files have others. */
  async reset(): Promise<void> {
    if (this.#select.value !== "" && this.#select.value !== all)
      await this.#server.selectEnvironment({ name: null });
  }

  async update(): Promise<void> {
    const rows = environmentRows(this.#say, await this.#server.environments({}));
    this.#select.hidden = rows.length < 2;
    this.#select.replaceChildren(
      ...rows.map(({ name, label, detail, active }) => {
        const text = detail === "" ? label : `${label}: ${detail}`;
        return new Option(text, name ?? all, active, active);
      }),
    );
  }
}

/** The value of the choice of all environments, which no environment can have as its name. */
const all = "\n";
