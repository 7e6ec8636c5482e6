import { chooseTheme } from "./choose-theme.ts";
import { keepChoices } from "./keep-choices.ts";
import { foldNavigation } from "./fold-navigation.ts";

chooseTheme();
keepChoices("syntax");
foldNavigation();

const dialog = document.querySelector<HTMLDialogElement>("#search");
const button = document.querySelector<HTMLButtonElement>(".search-open");

/** The first search loads what it needs. */
async function openSearch(): Promise<void> {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const { search } = await import("./search.ts");
  await search(dialog);
}

button?.addEventListener("click", () => void openSearch());
document.addEventListener("keydown", (event) => {
  const typing =
    event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!slash) return;
  event.preventDefault();
  void openSearch();
});
