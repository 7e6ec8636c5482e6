/** What files say goes into text alone, never into markup. */

/** The element of the page with this ID. */
export function byId<T extends Element>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no #${id}`);
  return found;
}

/** A new element with its class and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

/** A new button that does something. */
export function button(className: string, text: string, act: () => void): HTMLButtonElement {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

const operated = "button, summary, a[href]";

/**
 * Replaces what is in a box. If something in it has the focus, the element with the same text gets it, or else the one in its place: answers
 * arrive at any time.
 */
export function replaceIn(box: HTMLElement, children: readonly Node[]): void {
  const before = [...box.querySelectorAll<HTMLElement>(operated)];
  const at = before.findIndex((each) => each === document.activeElement);
  box.replaceChildren(...children);
  if (at < 0) return;
  const now = [...box.querySelectorAll<HTMLElement>(operated)];
  const twins = now.filter(({ textContent }) => textContent === before[at]?.textContent);
  const distance = (each: HTMLElement): number => Math.abs(now.indexOf(each) - at);
  const [nearest] = (twins.length > 0 ? twins : now).toSorted((a, b) => distance(a) - distance(b));
  nearest?.focus();
}
