import type { Picture } from "../../server/src/protocol.ts";
import type { PictureFacts, Selection } from "../src/picture/picture-facts.ts";
import type { FromPicture, ToPicture } from "../src/picture/messages.ts";
import { find, make } from "./dom.ts";
import { drawParts, pngOf } from "./draw-picture.ts";
import { keptText, type Port } from "./port.ts";
import { stepsPane } from "./steps.ts";

/** Shows the picture in the elements of its page, and answers pointer and keyboard. */
export function mountPicture(root: ParentNode, port: Port<ToPicture, FromPicture>): void {
  const canvas = find(root, "#picture", HTMLElement);
  const selects = {
    environment: find(root, "#environment", HTMLSelectElement),
    vault: find(root, "#vault", HTMLSelectElement),
  };
  let facts: PictureFacts | undefined;
  const lanes = laneFocus(canvas, ({ dataset }, by) => {
    const [vault = -1, index = -1] = (dataset["at"] ?? "").split(" ").map(Number);
    const verdict = facts?.lanes[vault]?.[index]?.[0];
    if (!verdict) return;
    if (by === "click" && verdict.place) port.post({ kind: "place", place: verdict.place });
    steps.open(verdict, by === "key");
  });
  const steps = stepsPane(root, port.post, lanes.focus);
  offerFiles(root, canvas, port, () => facts?.picture ?? null);
  const zoom = find(root, "#zoom", HTMLInputElement);
  zoom.addEventListener("input", () => {
    canvas.style.setProperty("--zoom", `${zoom.value}%`);
  });
  port.listen((message) => {
    if (message.kind === "steps") {
      steps.receive(message);
      return;
    }
    ({ facts } = message);
    const hadFocus = canvas.matches(":focus-within");
    canvas.replaceChildren(...(facts.picture ? drawParts(facts.picture, facts.lanes) : []));
    lanes.offer();
    if (hadFocus) lanes.focus();
    fillSelect(selects.environment, facts.environments, facts.selection.environment);
    fillSelect(selects.vault, facts.vaults, facts.selection.vault);
    find(root, "#notes", HTMLElement).textContent = facts.notes.join(" ");
    find(root, "#list ul", HTMLElement).replaceChildren(...listOf(facts, port.post));
    steps.refresh();
  });
  port.post({ kind: "ready" });
  offerSelection(selects, port);
}

/** Asks for the selected part, now if something was selected before the page was hidden. */
function offerSelection(
  { environment, vault }: Readonly<Record<keyof Selection, HTMLSelectElement>>,
  { post, state }: Port<unknown, FromPicture>,
): void {
  const select = (chosen: Readonly<Record<keyof Selection, string>>) => {
    const of = (value: string) => (value === all ? null : value);
    const selection = { environment: of(chosen.environment), vault: of(chosen.vault) };
    post({ kind: "own", own: { kind: "select", selection } });
  };
  for (const each of [environment, vault])
    each.addEventListener("change", () => {
      const chosen = { environment: environment.value, vault: vault.value };
      state.set(chosen);
      select(chosen);
    });
  const kept = { environment: keptText(state, "environment"), vault: keptText(state, "vault") };
  if (kept.environment !== undefined || kept.vault !== undefined)
    select({ environment: kept.environment ?? all, vault: kept.vault ?? all });
}

/** The value of a selection that selects everything. */
const all = "*";

function offerFiles(
  root: ParentNode,
  canvas: HTMLElement,
  { post }: Port<unknown, FromPicture>,
  picture: () => Picture | null,
): void {
  find(root, "#svg", HTMLElement).addEventListener("click", () => {
    post({ kind: "own", own: { kind: "svg" } });
  });
  find(root, "#png", HTMLElement).addEventListener("click", () => {
    const shown = picture();
    if (!shown) return;
    void pngOf(canvas, shown).then((image) => {
      post({ kind: "own", own: { kind: "png", image } });
    });
  });
}

/** A choice is shown where there is one. */
function fillSelect(select: HTMLSelectElement, choices: PictureFacts["vaults"], chosen: string | null): void {
  const [everything] = select.options;
  const options = choices.map(({ value, label }) => new Option(label, value));
  select.replaceChildren(...(everything ? [everything] : []), ...options);
  select.value = chosen ?? all;
  select.hidden = choices.length < 2;
}

/** The same as a list: each vault with its sources, each of which leads to its line. */
function listOf(
  { picture, lanes }: PictureFacts,
  post: (message: FromPicture) => void,
): readonly HTMLElement[] {
  return (picture?.vaults ?? []).map((vault, index) => {
    const item = make("li", vault.title);
    const inner = make("ul");
    for (const { label, place } of lanes[index]?.flat() ?? []) {
      const entry = make("li");
      const link = make("button", label);
      link.type = "button";
      link.className = "link";
      link.disabled = place === null;
      link.addEventListener("click", () => {
        if (place) post({ kind: "place", place });
      });
      entry.append(link);
      inner.append(entry);
    }
    item.append(inner);
    return item;
  });
}

/** The lanes of the picture as a list of buttons: Tab leads to one of them, and the arrow keys to the others. */
interface LaneFocus {
  /** To be called when lanes have been drawn. */
  readonly offer: () => void;
  /** Moves the keyboard focus to the current lane. */
  readonly focus: () => void;
}

/** `act` answers a click or the keys of a button. */
function laneFocus(canvas: HTMLElement, act: (lane: SVGGElement, by: "key" | "click") => void): LaneFocus {
  let current = "";
  const lanes = () => [...canvas.querySelectorAll<SVGGElement>(".lane")];
  const own = () => {
    const all = lanes();
    return all.find((lane) => lane.dataset["id"] === current) ?? all[0];
  };
  const offer = () => {
    const offered = own();
    for (const lane of lanes()) {
      lane.setAttribute("tabindex", lane === offered ? "0" : "-1");
      lane.classList.toggle("current", lane.dataset["id"] === current);
    }
  };
  const choose = (lane: SVGGElement) => {
    if (lane.dataset["id"] === current) return;
    current = lane.dataset["id"] ?? "";
    offer();
    for (const each of lanes()) each.classList.toggle("travels", each === lane);
  };
  canvas.addEventListener("focusin", ({ target }) => {
    const lane = laneAt(target);
    if (lane) choose(lane);
  });
  canvas.addEventListener("click", ({ target }) => {
    const lane = laneAt(target);
    if (!lane) return;
    choose(lane);
    act(lane, "click");
  });
  canvas.addEventListener("keydown", (event) => {
    const lane = laneAt(event.target);
    if (!lane) return;
    const all = lanes();
    const move = moves.get(event.key);
    if (move !== undefined) {
      event.preventDefault();
      all[Math.max(0, Math.min(all.indexOf(lane) + move, all.length - 1))]?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act(lane, "key");
    }
  });
  return { offer, focus: () => own()?.focus() };
}

const moves: ReadonlyMap<string, number> = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
  ["Home", -Infinity],
  ["End", Infinity],
]);

function laneAt(target: EventTarget | null): SVGGElement | null {
  return target instanceof Element ? target.closest<SVGGElement>(".lane") : null;
}
