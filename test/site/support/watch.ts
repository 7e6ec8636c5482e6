import type { Page } from "playwright-core";

/** What a page does that none may do. */
export interface Watched {
  /** Errors in its console: of scripts, of what is missing, of what its content security policy forbids. */
  readonly errors: readonly string[];
  /** Requests to anything but the site. */
  readonly elsewhere: readonly string[];
}

/** Watches a page from now on. */
export function watch(page: Page, site: string): Watched {
  const { origin } = new URL(site);
  const errors: string[] = [];
  const elsewhere: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin) elsewhere.push(request.url());
  });
  return { errors, elsewhere };
}
