import type { Command, Format, Language } from "../core/index.ts";
import {
  commands,
  commandsWith,
  formatNames,
  isFormat,
  languages,
  listAnd,
  problemWithGlob,
} from "../core/index.ts";
import { parseArgs } from "node:util";

export const severities = ["info", "warning", "error"] as const;
export type SeverityThreshold = (typeof severities)[number];

/** What the command line asks for. */
export interface Options {
  readonly command: Command;
  readonly paths: readonly string[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly expect: "allow" | "deny" | null;
  readonly format: Format;
  readonly output: string | null;
  readonly severity: SeverityThreshold;
  readonly parameters: readonly string[];
  /** The environment to use; `vaults` lists all of them for "*". */
  readonly environment: string | null;
  /** The access file to use instead of the nearest one. */
  readonly config: string | null;
  /** The revision or folder that `diff` compares with. */
  readonly base: string | null;
  /** A file of accepted findings, which are not reported. */
  readonly baseline: string | null;
  /** Where to write all current findings, so that they are accepted from now on. */
  readonly writeBaseline: string | null;
  readonly exclude: readonly string[];
  /** Folders outside the repository that template functions may read. */
  readonly allowRead: readonly string[];
  readonly failOnUnknown: boolean;
  readonly color: boolean;
  readonly quiet: boolean;
  /** The language of sentences. */
  readonly language: Language;
}

/** Options, a request for help or the version, or a usage error. */
export type OptionsReading =
  | { readonly kind: "options"; readonly options: Options }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "usage"; readonly message: string };

const spelling = {
  from: { type: "string", multiple: true },
  to: { type: "string", multiple: true },
  expect: { type: "string" },
  format: { type: "string" },
  output: { type: "string" },
  severity: { type: "string" },
  parameters: { type: "string", multiple: true },
  environment: { type: "string" },
  config: { type: "string" },
  base: { type: "string" },
  baseline: { type: "string" },
  "write-baseline": { type: "string" },
  exclude: { type: "string", multiple: true },
  "allow-read": { type: "string", multiple: true },
  "fail-on-unknown": { type: "boolean" },
  "no-color": { type: "boolean" },
  quiet: { type: "boolean" },
  lang: { type: "string" },
  version: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads the arguments after the program's name. */
export function readOptions(argv: readonly string[]): OptionsReading {
  const parsed = parse(argv);
  if (typeof parsed === "string") return usage(parsed);
  const { values, positionals } = parsed;
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const [command, ...paths] = positionals;
  if (command === undefined) return usage(`no command given; expected one of ${commands.join(", ")}`);
  if (!isOneOf(commands, command))
    return usage(`unknown command '${command}'; expected one of ${commands.join(", ")}`);
  const format = values.format ?? "text";
  if (!isFormat(format))
    return usage(`unknown format '${format}'; expected one of ${formatNames.join(", ")}`);
  const severity = values.severity ?? "warning";
  if (!isOneOf(severities, severity))
    return usage(`unknown severity '${severity}'; expected one of ${severities.join(", ")}`);
  const language = values.lang ?? "en";
  if (!isOneOf(languages, language))
    return usage(`unknown language '${language}'; expected one of ${languages.join(", ")}`);
  const expect = values.expect ?? null;
  if (expect !== null && expect !== "allow" && expect !== "deny")
    return usage("--expect must be allow or deny");
  const complaint = misplaced(command, format, values);
  if (complaint !== null) return usage(complaint);
  if (command === "simulate" && !values.from?.length) return usage("simulate requires --from SOURCE");
  const unusable = values.exclude?.map(problemWithGlob).find((problem) => problem !== null);
  if (unusable) return usage(`--exclude: ${unusable}`);
  const options: Options = {
    command,
    paths,
    from: values.from ?? [],
    to: values.to ?? [],
    expect,
    format,
    output: values.output ?? null,
    severity,
    parameters: values.parameters ?? [],
    environment: values.environment ?? null,
    config: values.config ?? null,
    base: values.base ?? null,
    baseline: values.baseline ?? null,
    writeBaseline: values["write-baseline"] ?? null,
    exclude: values.exclude ?? [],
    allowRead: values["allow-read"] ?? [],
    failOnUnknown: values["fail-on-unknown"] ?? false,
    color: !(values["no-color"] ?? false),
    quiet: values.quiet ?? false,
    language,
  };
  return { kind: "options", options };
}

function parse(argv: readonly string[]): ReturnType<typeof parseStrictly> | string {
  try {
    return parseStrictly(argv);
  } catch (error) {
    // parseArgs reports unknown options by throwing; its message names the option in its first sentence.
    return error instanceof Error ? (error.message.split(". ", 1)[0] ?? error.message) : String(error);
  }
}

function parseStrictly(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: spelling, allowPositionals: true, strict: true });
}

/** The error for an option that the command does not have; null if there is none. */
function misplaced(
  command: Command,
  format: Format,
  values: Exclude<ReturnType<typeof parse>, string>["values"],
): string | null {
  const having = commandsWith(format);
  if (having && !having.includes(command))
    return `--format ${format} is available only for ${listAnd(having)}`;
  if (values.baseline !== undefined && command !== "check") return "--baseline is available only for check";
  if (values["write-baseline"] !== undefined && command !== "check")
    return "--write-baseline is available only for check";
  if (values.baseline !== undefined && values["write-baseline"] !== undefined)
    return "--baseline and --write-baseline cannot be used together";
  if (values.base !== undefined && command !== "diff") return "--base is available only for diff";
  return command === "diff" && values.base === undefined ? "diff requires --base REF" : null;
}

function usage(message: string): OptionsReading {
  return { kind: "usage", message };
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return words.some((each) => each === word);
}
