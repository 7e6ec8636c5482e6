import type { Example, NamedText } from "./files/example.ts";
import { byId } from "./ui/elements.ts";

/** The example of the page as it is opened without a link. */
const first = "start";

const syntaxNames: Readonly<Record<string, string>> = {
  bicep: "Bicep",
  arm: "ARM JSON",
  terraform: "Terraform",
};

/** The examples, and the languages of the chosen one. */
export class ExampleChoice {
  readonly #select = byId("example", HTMLSelectElement);
  readonly #syntax = byId("syntax", HTMLSelectElement);
  readonly #open: (files: readonly NamedText[]) => void;
  #example: Example | null = null;

  constructor(open: (files: readonly NamedText[]) => void) {
    this.#open = open;
    this.#syntax.hidden = true;
    this.#select.addEventListener("change", () => {
      void this.choose(this.#select.value);
    });
    this.#syntax.addEventListener("change", () => {
      if (this.#example) this.#show(this.#example, this.#syntax.value);
    });
  }

  /** Opens an example by its name, which may come from a link; false if there is none of that name. */
  async choose(id: string = first, syntax = "bicep"): Promise<boolean> {
    const example = await load(id);
    if (example) this.#show(example, syntax);
    return example !== null;
  }

  /** The files are the user's own. */
  leave(): void {
    this.#example = null;
    this.#select.value = "";
    this.#syntax.hidden = true;
  }

  #show(example: Example, wanted: string): void {
    const { id, versions } = example;
    const version = versions.find(({ syntax }) => syntax === wanted) ?? versions[0];
    if (!version) return;
    this.#example = example;
    this.#select.value = id;
    this.#syntax.replaceChildren(
      ...versions.map(({ syntax }) => new Option(syntaxNames[syntax] ?? syntax, syntax)),
    );
    this.#syntax.value = version.syntax;
    this.#syntax.hidden = versions.length < 2;
    this.#open(version.files);
  }
}

/** The files of an example lie beside the page. */
async function load(id: string): Promise<Example | null> {
  if (!/^[\w-]+$/.test(id)) return null;
  const response = await fetch(new URL(`examples/${id}.json`, document.baseURI));
  // They are built from the project's own scenarios.
  return response.ok ? ((await response.json()) as Example) : null;
}
