import { byId } from "./elements.ts";

/** How long a message stays, in milliseconds. */
const shown = 8_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something that the user did not ask to see; screen readers read it. */
export function sayStatus(message: string): void {
  const status = byId("status", HTMLElement);
  status.textContent = message;
  clearTimeout(timer);
  timer = setTimeout(() => {
    status.textContent = "";
  }, shown);
}
