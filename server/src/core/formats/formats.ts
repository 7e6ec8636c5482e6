import { english } from "../words/en/english.ts";
import type { Words } from "../words/words.ts";
import type { Report } from "./report.ts";
import { type Texts, withoutCommands, withoutCommandsInJson, withVisibleTexts } from "./harmless.ts";
import {
  errorLines,
  printAzure,
  printComment,
  printCsv,
  printGithub,
  printGitlab,
  printJson,
  printJunit,
  printMarkdown,
  printSarif,
  printSvg,
  printTap,
  printText,
} from "./printers.ts";
import type { Command } from "./commands.ts";
import { lineOfCheck, paint, type Printing, sumUpUnread } from "./printing.ts";

/** One format of reports. */
interface OutputFormat {
  /** The commands of the program that have it; all of them where it is left out. */
  readonly of?: readonly Command[];
  readonly print: (report: Report, printing: Printing) => string;
  readonly texts: Texts;
  /** What programs read besides sentences is the same in all languages. */
  readonly isForPrograms?: true;
  /** It has no place for what could not be read. */
  readonly leavesOutErrors?: true;
  /** Its findings have fingerprints. */
  readonly hasFingerprints?: true;
  /** The commands to a pipeline's log that the format itself makes, at the beginning of a line. */
  readonly commands?: RegExp;
}

const ofFindings = { of: ["check", "test"] } as const;
const ofTests = { of: ["test"] } as const;

/** The formats of reports by name. A new one is a printer and an entry here: options, help and `main` read this table. */
const outputFormats = {
  text: { print: printText, texts: "line" },
  json: { print: printJson, texts: "json", isForPrograms: true, hasFingerprints: true },
  markdown: { print: printMarkdown, texts: "lines" },
  comment: { of: ["diff"], print: printComment, texts: "lines" },
  csv: { print: printCsv, texts: "lines", isForPrograms: true, leavesOutErrors: true },
  sarif: { of: ["check", "test", "diff"], print: printSarif, texts: "json", hasFingerprints: true },
  github: {
    of: ["check", "test", "diff"],
    print: printGithub,
    texts: "lines",
    commands: /^::(?:error|warning|notice) /,
  },
  gitlab: {
    of: ["check", "test", "diff"],
    print: printGitlab,
    texts: "json",
    leavesOutErrors: true,
    hasFingerprints: true,
  },
  azure: {
    ...ofFindings,
    print: printAzure,
    texts: "lines",
    commands: /^##vso\[task\.logissue [^\]]*\]/,
  },
  svg: { of: ["simulate"], print: printSvg, texts: "lines", leavesOutErrors: true },
  junit: { ...ofTests, print: printJunit, texts: "lines" },
  tap: { ...ofTests, print: printTap, texts: "lines" },
} as const satisfies Readonly<Record<string, OutputFormat>>;

export type Format = keyof typeof outputFormats;

const formats: Readonly<Record<Format, OutputFormat>> = outputFormats;

/** The names of all formats. */
export const formatNames: readonly string[] = Object.keys(formats);

/** Whether a word names a format. */
export function isFormat(word: string): word is Format {
  return Object.hasOwn(formats, word);
}

/** The commands that have a format; null when all of them do. */
export function commandsWith(format: Format): readonly Command[] | null {
  return formats[format].of ?? null;
}

/** Whether a format prints the fingerprints of findings. */
export function hasFingerprints(format: Format): boolean {
  return formats[format].hasFingerprints ?? false;
}

/** Whether a format says what could not be read. */
export function hasErrors(format: Format): boolean {
  return formats[format].leavesOutErrors !== true;
}

/** What could not be read, for where the report does not say so. */
export function listErrors({ errors }: Pick<Report, "errors">, words: Words): readonly string[] {
  return errors.length === 0 ? [] : errorLines(errors, words, paint(false));
}

/** The same, and what is referred to and was not read, for formats that have no place for either. */
export function listUnread(report: Report, words: Words): readonly string[] {
  const { unread } = report;
  const sums = [unread.length === 0 ? null : sumUpUnread(unread, words), lineOfCheck(report, words)];
  return [...listErrors(report, words), ...sums.filter((sum) => sum !== null)];
}

/** The language of facts in a format: that of the reader, except in formats for programs. */
export function wordsForFacts(format: Format, words: Words): Words {
  return formats[format].isForPrograms ? english : words;
}

/** The formats of all commands, and then those of a few, a line each: "check and test: also sarif, github". */
export function describeFormats(formatsOf: (commands: readonly Command[]) => string): readonly string[] {
  const lines = new Map<string, string[]>();
  for (const [name, { of }] of Object.entries(formats)) {
    const whose = of ? `${formatsOf(of)} ` : "";
    lines.set(whose, [...(lines.get(whose) ?? []), name]);
  }
  return [...lines].map(([whose, names]) => whose + names.join(", "));
}

/** The report in a format. Nothing in it that comes from a file is a command to the terminal or log that shows it. */
export function printReport(format: Format, report: Report, printing: Printing): string {
  const { print, texts, commands } = formats[format];
  const text = print(withVisibleTexts(report, texts), printing);
  return texts === "json" ? withoutCommandsInJson(text) : withoutCommands(text, commands);
}
