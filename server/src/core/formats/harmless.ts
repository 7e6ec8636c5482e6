import { visible, visibleJson } from "../text/visible.ts";

/**
 * What a format may hold of texts out of files: "line" shows each on one line, "lines" keeps line ends where a format has its own way
 * to write them, "json" leaves every text as it is, since JSON can spell all characters.
 */
export type Texts = "line" | "lines" | "json";

/** Plain data with every text, those that are keys too, shown without characters that a terminal would act on. */
export function withVisibleTexts<T>(data: T, texts: Texts): T {
  if (texts === "json") return data;
  const show = (text: string): string =>
    texts === "line" ? visible(text) : text.replace(/[^\t\r\n]+/g, (line) => visible(line));
  const shown = (value: unknown): unknown => {
    if (typeof value === "string") return show(value);
    if (Array.isArray(value)) return value.map(shown);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [show(key), shown(each)]));
  };
  // Plain data stays what it is when its texts change.
  return shown(data) as T;
}

/**
 * A printed text in which only the commands that the format makes itself are commands to the machine that shows it. Pipelines act on
 * `##vso[` and `##[` anywhere in a line of a log, and on `::` where one begins:
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands,
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function withoutCommands(text: string, own: RegExp | null = null): string {
  return text
    .split("\n")
    .map((line) => {
      const command = own?.exec(line)?.[0];
      const rest = brokenInside(line.slice(command?.length ?? 0));
      return command === undefined ? rest.replace(/^(\s*):(?=:)/, "$1\\u003a") : command + rest;
    })
    .join("\n");
}

/** The same of JSON, whose texts stay the same for those who parse it. */
export function withoutCommandsInJson(text: string): string {
  return visibleJson(brokenInside(text));
}

function brokenInside(text: string): string {
  return text.replace(/##(?=(?:vso)?\[)/gi, "\\u0023#");
}
