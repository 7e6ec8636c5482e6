import MiniSearch from "minisearch";
import { type SearchEntry, searchOptions } from "./search-options.ts";

const siteUrl = new URL("../", import.meta.url);
const most = 12;
let ready: Promise<void> | null = null;

/** Makes the dialog search; the index is loaded once. */
export function search(dialog: HTMLDialogElement): Promise<void> {
  ready ??= prepare(dialog);
  return ready;
}

async function prepare(dialog: HTMLDialogElement): Promise<void> {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ul");
  const status = dialog.querySelector<HTMLElement>('[role="status"]');
  if (!input || !list || !status) return;
  const response = await fetch(new URL(`assets/search.${document.documentElement.lang}.json`, siteUrl));
  const index = MiniSearch.loadJSON<SearchEntry>(await response.text(), searchOptions);
  const links = (): readonly HTMLAnchorElement[] => [...list.querySelectorAll("a")];
  const show = (): void => {
    const query = input.value.trim();
    const found = query === "" ? [] : fewOfEachPage(index.search(query)).slice(0, most);
    list.replaceChildren(...found.map(({ id, ...stored }) => entry({ id: String(id), ...named(stored) })));
    status.textContent = query !== "" && found.length === 0 ? (status.dataset["nothing"] ?? "") : "";
  };
  input.addEventListener("input", show);
  dialog.addEventListener("keydown", (event) => {
    const stops = [input, ...links()];
    const at = stops.findIndex((each) => each === document.activeElement);
    const next = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : null;
    if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      links()[0]?.click();
    } else if (next !== null) {
      event.preventDefault();
      stops[Math.max(0, Math.min(next, stops.length - 1))]?.focus();
    }
  });
  // A heading of the page that is open is reached without loading another.
  list.addEventListener("click", () => {
    dialog.close();
  });
  show();
}

/** A page is listed with its best section or two, so that it does not hide the others. */
function fewOfEachPage<Found extends { readonly id: unknown }>(found: readonly Found[]): readonly Found[] {
  const counts = new Map<string, number>();
  return found.filter(({ id }) => {
    const page = String(id).replace(/#.*/, "");
    const count = (counts.get(page) ?? 0) + 1;
    counts.set(page, count);
    return count <= 2;
  });
}

/** What the index keeps of a section. */
function named({
  title,
  heading,
}: Readonly<Record<string, unknown>>): Pick<SearchEntry, "title" | "heading"> {
  return { title: String(title), heading: String(heading) };
}

function entry({ id, title, heading }: Omit<SearchEntry, "text">): HTMLLIElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(id, siteUrl).href;
  const name = document.createElement("b");
  name.textContent = title;
  link.append(name, heading === "" ? "" : ` ${heading}`);
  item.append(link);
  return item;
}
