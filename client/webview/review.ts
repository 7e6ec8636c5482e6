import type { FromReview, ToReview } from "../src/what-if/messages.ts";
import type { ReviewFacts, ReviewRow } from "../src/what-if/review-facts.ts";
import { find, make } from "./dom.ts";
import type { Port } from "./port.ts";
import { symbol } from "./symbols.ts";

/** Shows who gains and who loses access in the elements of its page. */
export function mountReview(root: ParentNode, port: Port<ToReview, FromReview>): void {
  for (const own of ["choose", "copy"] as const)
    find(root, `#${own}`, HTMLElement).addEventListener("click", () => {
      port.post({ kind: "own", own });
    });
  port.listen(({ facts }) => {
    find(root, "#caption", HTMLElement).textContent = facts.caption;
    find(root, "#notes", HTMLElement).textContent = facts.note;
    const head = find(root, "template", HTMLTemplateElement);
    find(root, "#parts", HTMLElement).replaceChildren(
      ...facts.parts.map((part) => partOf(part, head, port.post)),
    );
  });
  port.post({ kind: "ready" });
}

type Post = (message: FromReview) => void;

function partOf(part: ReviewFacts["parts"][number], head: HTMLTemplateElement, post: Post): HTMLElement {
  const section = make("section");
  section.dataset["effect"] = part.effect;
  const table = make("table");
  const title = make("h2", part.title);
  title.append(" ", make("small", String(part.rows.length)));
  table.createTHead().append(head.content.cloneNode(true));
  table.createTBody().append(...part.rows.map((row) => rowOf(row, post)));
  section.append(title, table);
  return section;
}

function rowOf(
  { source, exposed, vault, before, after, kind, place, where }: ReviewRow,
  post: Post,
): HTMLElement {
  const row = make("tr");
  const name = make("th");
  name.scope = "row";
  name.dataset["kind"] = exposed ? "exposed" : "nothing";
  if (exposed) name.append(symbol("exposed"));
  name.append(source);
  const result = make("td");
  const shape = exposed ? "exposed" : (kind ?? "nothing");
  result.dataset["kind"] = shape;
  result.append(symbol(shape), make("span", after));
  const link = make("button", where);
  link.type = "button";
  link.className = "link";
  link.addEventListener("click", () => {
    if (place) post({ kind: "place", place });
  });
  const last = make("td");
  if (place) last.append(link);
  row.append(name, make("td", vault), make("td", before), result, last);
  return row;
}
