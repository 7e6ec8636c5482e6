import { byId } from "../ui/elements.ts";
import { selectTab, tabKeys } from "../ui/tabs.ts";
import type { LiveView, ViewHost } from "./live-view.ts";

const names = ["simulator", "picture", "matrix"] as const;

/** The simulator, the picture and the matrix as tabs; what is not in sight is neither loaded nor filled. */
export class ViewTabs {
  readonly #host: ViewHost;
  readonly #list = byId("views", HTMLElement);
  readonly #views = new Map<string, Promise<LiveView>>();
  #current: (typeof names)[number] = "simulator";

  constructor(host: ViewHost) {
    this.#host = host;
    tabKeys(this.#list);
    for (const name of names)
      byId(`${name}-tab`, HTMLButtonElement).addEventListener("click", () => {
        this.show(name);
      });
    this.show("simulator");
  }

  show(name: (typeof names)[number]): void {
    this.#current = name;
    for (const each of names) byId(each, HTMLElement).hidden = each !== name;
    selectTab(this.#list, byId(`${name}-tab`, HTMLButtonElement));
    void this.update();
  }

  /** Fills the view that is in sight. */
  async update(): Promise<void> {
    if (this.#current === "simulator") return;
    const view = this.#views.get(this.#current) ?? load(this.#current, this.#host);
    this.#views.set(this.#current, view);
    await (await view).update();
  }
}

async function load(name: "picture" | "matrix", host: ViewHost): Promise<LiveView> {
  const { matrixView, pictureView } = await import("./views.ts");
  return (name === "matrix" ? matrixView : pictureView)(byId(name, HTMLElement), host);
}
