import { button, element } from "./elements.ts";

/** A row of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly act: () => void;
}

/** Shows a menu at a point until an item is chosen or something else is done (https://www.w3.org/WAI/ARIA/apg/patterns/menubar/). */
export function openMenu(
  label: string,
  items: readonly MenuItem[],
  at: { readonly left: number; readonly bottom: number },
  leave: () => void,
): void {
  const menu = element("div", "menu");
  menu.role = "menu";
  menu.ariaLabel = label;
  const close = (): void => {
    menu.remove();
    document.removeEventListener("pointerdown", closeOutside, true);
  };
  const closeOutside = ({ target }: Event): void => {
    if (!(target instanceof Node && menu.contains(target))) close();
  };
  const rows = items.map(({ label: text, act }) => {
    const row = button("", text, () => {
      close();
      act();
    });
    row.role = "menuitem";
    row.tabIndex = -1;
    return row;
  });
  menu.append(...rows);
  menu.addEventListener("keydown", (event) => {
    const current = rows.findIndex((row) => row === document.activeElement);
    const next = moveIn(event.key, current, rows.length);
    if (next !== null) rows[next]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      leave();
    } else return;
    event.preventDefault();
  });
  document.body.append(menu);
  const { offsetWidth, offsetHeight } = menu;
  menu.style.left = `${Math.max(4, Math.min(at.left, innerWidth - offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(4, Math.min(at.bottom + 4, innerHeight - offsetHeight - 8))}px`;
  document.addEventListener("pointerdown", closeOutside, true);
  rows[0]?.focus();
}

/** The row that a key leads to, around the ends; null for other keys. */
export function moveIn(key: string, current: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return (current + 1) % count;
  if (key === "ArrowUp") return (current - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
