/** The lanes of the picture as a list of buttons: Tab leads to one of them, and the arrow keys to the others. */
export interface LaneFocus {
  /** To be called when lanes have been drawn. */
  readonly offer: () => void;
  /** Moves the keyboard focus to the current lane. */
  readonly focus: () => void;
}

/** `act` answers a click or the keys of a button. */
export function laneFocus(
  canvas: HTMLElement,
  act: (lane: SVGGElement, by: "key" | "click") => void,
): LaneFocus {
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
