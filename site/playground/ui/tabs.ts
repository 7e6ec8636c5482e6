import { moveIn } from "./menu.ts";

/** Lets arrow keys move in a list of tabs, of which Tab leads to the selected one (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). */
export function tabKeys(list: HTMLElement): void {
  list.addEventListener("keydown", (event) => {
    const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
    const key = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp", Home: "Home", End: "End" }[event.key] ?? "";
    const next = moveIn(
      key,
      tabs.findIndex((tab) => tab === document.activeElement),
      tabs.length,
    );
    if (next === null) return;
    event.preventDefault();
    tabs[next]?.focus();
    tabs[next]?.click();
  });
}

/** Marks one tab of a list as the selected one. */
export function selectTab(list: HTMLElement, selected: Element | undefined): void {
  for (const tab of list.querySelectorAll<HTMLElement>('[role="tab"]')) {
    tab.ariaSelected = String(tab === selected);
    tab.tabIndex = tab === selected ? 0 : -1;
  }
}
