import { catalogueSource, decidingPage, services } from "../../server/src/core/services/catalogue.ts";
import { builtInTags } from "../../server/src/core/services/built-in-tags.ts";
import { learnUrl } from "../../server/src/core/services/markdown.ts";
import { documented } from "../catalogue/documented.ts";
import type { Comparison } from "./compare-list.ts";

/** What was compared on a day. */
export interface Compared {
  readonly today: string;
  readonly list: Comparison;
  readonly tags: Comparison;
}

/** The body of an issue: what is new, changed or gone, what could not be looked at, which entries rest on old pages, and which on none. */
export function issueBody({ today, list, tags }: Compared): string {
  return [
    section(
      `Microsoft's list of trusted services`,
      `The catalog is as of ${catalogueSource.asOf} ([page](${catalogueSource.url})).`,
      list,
    ),
    section("Service tags", `The built-in file is of ${builtInTags.published ?? "an unknown day"}.`, tags),
    oldPages(today),
    unanswered(),
  ].join("\n\n");
}

/** 0 if nothing differs, 1 if something does, 2 if something could not be looked at. */
export function statusOf({ list, tags }: Compared): number {
  if ("unseen" in list || "unseen" in tags) return 2;
  const lines = [list, tags].flatMap(({ added, changed, gone }) => [...added, ...changed, ...gone]);
  return lines.length > 0 ? 1 : 0;
}

function section(title: string, ours: string, compared: Comparison): string {
  if ("unseen" in compared) return `## ${title}\n\n${ours} **Not looked at**: ${compared.unseen}`;
  const { date, added, changed, gone } = compared;
  const parts = [
    `${ours} Compared with ${date === null ? "a file without a date" : `what Microsoft published on ${date}`}.`,
    bullets("New", added),
    bullets("Changed", changed),
    bullets("Gone", gone),
  ].filter((part) => part !== "");
  return `## ${title}\n\n${parts.length > 1 ? parts.join("\n\n") : `${parts.join("")} Nothing differs.`}`;
}

function bullets(title: string, lines: readonly string[]): string {
  return lines.length > 0
    ? `**${title}** (${lines.length})\n\n${lines.map((line) => `- ${line}`).join("\n")}`
    : "";
}

function oldPages(today: string): string {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  const old = services().flatMap((service) => {
    const { url, date } = decidingPage(service);
    return date !== null && date < yearAgo ? [`\`${service.id}\`: ${date}, ${learnUrl(url)}`] : [];
  });
  return listOf("Entries that rest on pages more than a year old", old);
}

/** A page may have an answer by now. */
function unanswered(): string {
  const open = services().filter(({ reportAs }) => reportAs === "unknown");
  return listOf(
    "Entries that no page answers",
    open.map((service) => {
      const { searched } = documented(service);
      return searched === null ? `\`${service.id}\`` : `\`${service.id}\`: searched were ${searched}`;
    }),
  );
}

function listOf(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.length > 0 ? lines.map((line) => `- ${line}`).join("\n") : "None."}`;
}
