import { readStored, store } from "./stored.ts";

/** Keeps a choice of tabs from page to page. */
export function keepChoices(name: string): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>(`.tabs input[name="${name}"]`)];
  const kept = inputs.find(({ value }) => value === readStored(name));
  if (kept) kept.checked = true;
  for (const input of inputs)
    input.addEventListener("change", () => {
      store(name, input.value);
    });
}
