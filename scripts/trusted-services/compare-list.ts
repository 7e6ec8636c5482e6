import { isListed, services } from "../../server/src/core/services/catalogue.ts";
import type { Service } from "../../server/src/core/services/service.ts";

/** What differs between two states of a list, as lines of Markdown; or why it cannot be told. */
export type Comparison =
  | {
      readonly date: string | null;
      readonly added: readonly string[];
      readonly changed: readonly string[];
      readonly gone: readonly string[];
    }
  | { readonly unseen: string };

interface Row {
  readonly name: string;
  readonly scenario: string;
}

/**
 * Compares the listed services of the catalog with the Markdown of Microsoft's page; names and scenarios count as they are written, apart
 * from spaces.
 */
export function compareList(page: string): Comparison {
  const rows = rowsOf(page);
  if (rows.length === 0) return { unseen: "The page has no table of trusted services." };
  const listed = services().filter(isListed);
  const entries = new Map(listed.map((service) => [service.name, service]));
  const names = new Set(rows.map(({ name }) => name));
  return {
    date: dateOf(page),
    added: rows.filter(({ name }) => !entries.has(name)).map(({ name, scenario }) => `${name}: ${scenario}`),
    changed: rows.flatMap(({ name, scenario }) => {
      const entry = entries.get(name);
      const before = entry && currentScenario(entry);
      return before === undefined || before === scenario
        ? []
        : [`${name} (\`${entry?.id ?? ""}\`): ${before} → ${scenario}`];
    }),
    gone: listed.filter(({ name }) => !names.has(name)).map(({ name, id }) => `${name} (\`${id}\`)`),
  };
}

function currentScenario({ scenario, list }: Service): string {
  return squeezed(list?.newerMarkdown ?? scenario);
}

/** The rows of the table whose first heading is "Trusted service"; the last bar of a row may be missing. */
function rowsOf(page: string): readonly Row[] {
  const lines = page.split(/\r?\n/);
  const start = lines.findIndex((line) => /^\|\s*Trusted service\s*\|/i.test(line));
  if (start < 0) return [];
  const after = lines.slice(start + 2);
  const end = after.findIndex((line) => !line.startsWith("|"));
  return after.slice(0, end < 0 ? after.length : end).flatMap((line) => {
    const [, name = "", scenario = ""] = line.split("|").map(squeezed);
    return name === "" ? [] : [{ name, scenario }];
  });
}

/** The front matter writes `ms.date: 08/20/2026`. */
function dateOf(page: string): string | null {
  const [, month, day, year] = /^ms\.date:\s*(\d{2})\/(\d{2})\/(\d{4})/m.exec(page) ?? [];
  return year && month && day ? `${year}-${month}-${day}` : null;
}

function squeezed(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
