import { withoutCommands, withoutCommandsInJson, withVisibleTexts } from "./harmless.ts";
import type { Texts } from "./harmless.ts";
import type { Format, Options } from "../options.ts";
import { printAzure } from "./azure.ts";
import { printCsv } from "./csv.ts";
import { printGithub } from "./github.ts";
import { printJson } from "./json.ts";
import { printJunit } from "./junit.ts";
import { printMarkdown } from "./markdown.ts";
import { printSarif } from "./sarif.ts";
import { printTap } from "./tap.ts";
import { printText } from "./text.ts";
import type { Report } from "../report.ts";
import type { Paint } from "./terminal.ts";

/** How a report becomes a text. */
interface Printer {
  readonly print: (report: Report, options: Printing) => string;
  readonly texts: Texts;
  /** The commands that the format itself makes, at the beginning of a line. */
  readonly commands?: RegExp;
}

/** What a printed report depends on besides the report. */
export interface Printing extends Pick<Options, "command" | "parameters"> {
  readonly paint: Paint;
  /** Something that could change the answer was not judged. */
  readonly failed: boolean;
}

/** A new format is a file and a line here. */
const printers: Readonly<Record<Format, Printer>> = {
  text: { print: (report, { command, paint }) => printText(report, command, paint), texts: "line" },
  json: { print: printJson, texts: "json" },
  sarif: { print: printSarif, texts: "json" },
  github: { print: printGithub, texts: "lines", commands: /^::(?:error|warning|notice) / },
  azure: { print: printAzure, texts: "lines", commands: /^##vso\[task\.logissue [^\]]*\]/ },
  markdown: { print: (report, { command }) => printMarkdown(report, command), texts: "lines" },
  junit: { print: printJunit, texts: "lines" },
  tap: { print: printTap, texts: "lines" },
  csv: { print: (report, { command }) => printCsv(report, command), texts: "lines" },
};

/** The report in a format. Nothing in it that comes from a file is a command to the terminal or log that shows it. */
export function printReport(report: Report, format: Format, printing: Printing): string {
  const { print, texts, commands } = printers[format];
  const text = print(withVisibleTexts(report, texts), printing);
  return texts === "json" ? withoutCommandsInJson(text) : withoutCommands(text, commands);
}
