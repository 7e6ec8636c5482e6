import { readStored, store } from "./stored.ts";

/** The switch between the system's theme, a light and a dark one. */
export function chooseTheme(): void {
  const root = document.documentElement;
  const inputs = document.querySelectorAll<HTMLInputElement>(".theme input");
  const apply = (chosen: string): void => {
    if (chosen === "light" || chosen === "dark") root.dataset["theme"] = chosen;
    else delete root.dataset["theme"];
    showPictures(root.dataset["theme"]);
  };
  const before = readStored("theme") ?? "auto";
  for (const input of inputs) {
    input.checked = input.value === before;
    input.addEventListener("change", () => {
      store("theme", input.value);
      apply(input.value);
    });
  }
  apply(before);
}

/** Pictures have a version for each theme, which their media query follows unless a theme is chosen. */
function showPictures(chosen: string | undefined): void {
  const system = "(prefers-color-scheme: dark)";
  for (const source of document.querySelectorAll("picture source"))
    source.setAttribute("media", chosen === undefined ? system : chosen === "dark" ? "all" : "not all");
}
