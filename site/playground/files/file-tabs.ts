import { fill, type Wording } from "../words/in-page.ts";
import { button, byId } from "../ui/elements.ts";
import { openMenu } from "../ui/menu.ts";
import { selectTab, tabKeys } from "../ui/tabs.ts";
import { isFileName } from "./addresses.ts";

/** What the tabs do with files. */
export interface FileTabsHost {
  readonly wording: Wording;
  readonly names: () => readonly string[];
  readonly current: () => string;
  readonly show: (name: string) => void;
  readonly add: (name: string) => void;
  readonly rename: (name: string, next: string) => void;
  readonly remove: (name: string) => void;
}

/** The files as tabs, with the buttons that add, rename and delete them. */
export class FileTabs {
  readonly #host: FileTabsHost;
  readonly #list = byId("files", HTMLElement);
  readonly #actions = byId("file-actions", HTMLButtonElement);

  constructor(host: FileTabsHost) {
    this.#host = host;
    tabKeys(this.#list);
    const { words } = host.wording;
    byId("add-file", HTMLButtonElement).addEventListener("click", () => {
      this.#ask(words.addFile, words.add, "", host.add);
    });
    this.#actions.addEventListener("click", () => {
      this.#offerActions();
    });
    byId("file-cancel", HTMLButtonElement).addEventListener("click", () => {
      byId("file-dialog", HTMLDialogElement).close();
    });
  }

  update(): void {
    const { names, current, show, wording } = this.#host;
    const hadFocus = this.#list.contains(document.activeElement);
    const tabs = names().map((name) => {
      const tab = button("", name, () => {
        show(name);
      });
      tab.role = "tab";
      tab.setAttribute("aria-controls", "editor");
      return tab;
    });
    this.#list.replaceChildren(...tabs);
    const selected = tabs.find(({ textContent }) => textContent === current());
    selectTab(this.#list, selected);
    if (hadFocus) selected?.focus();
    selected?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#actions.hidden = tabs.length === 0;
    this.#actions.ariaLabel = fill(wording.words.actionsOfFile, [current()]);
  }

  #offerActions(): void {
    const { wording, current, names, rename, remove } = this.#host;
    const { words } = wording;
    const name = current();
    const renaming = {
      label: words.rename,
      act: () => {
        this.#ask(words.rename, words.rename, name, (next) => {
          rename(name, next);
        });
      },
    };
    const removing = {
      label: words.remove,
      act: () => {
        remove(name);
      },
    };
    openMenu(
      fill(words.actionsOfFile, [name]),
      names().length > 1 ? [renaming, removing] : [renaming],
      this.#actions.getBoundingClientRect(),
      () => {
        this.#actions.focus();
      },
    );
  }

  /** Asks for the name of a file until it is a possible one, or nothing is wanted. */
  #ask(title: string, accept: string, before: string, take: (name: string) => void): void {
    const dialog = byId("file-dialog", HTMLDialogElement);
    const input = byId("file-name", HTMLInputElement);
    const fault = byId("file-fault", HTMLElement);
    byId("file-dialog-title", HTMLElement).textContent = title;
    byId("file-accept", HTMLButtonElement).textContent = accept;
    [input.value, fault.textContent] = [before, ""];
    const form = dialog.querySelector("form");
    if (!form) return;
    form.onsubmit = (event) => {
      const name = input.value.trim();
      const taken = this.#host
        .names()
        .some((each) => each.toLowerCase() === name.toLowerCase() && each !== before);
      if (isFileName(name) && !taken) {
        if (name !== before) take(name);
        return;
      }
      event.preventDefault();
      fault.textContent = this.#host.wording.words.invalidName;
      input.focus();
    };
    dialog.showModal();
    input.select();
  }
}
