import {
  type Command,
  commandsWith,
  faultOfGlob,
  findRule,
  type Format,
  formatNames,
  isDate,
  isFormat,
  type Language,
  languages,
  type LimitName,
  limitNames,
  nearestSpelling,
  readSource,
  sourcesIn,
} from "../core/index.ts";
import { nearestRule } from "./rules.ts";
import { type Shell, shells } from "./completions.ts";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { idOfPath } from "./disk.ts";
import { localFiles } from "./file-system.ts";
import {
  aliases,
  allCommands,
  type AnyCommand,
  commandsHaving,
  keepingAccess,
  gates,
  type OptionName,
  optionNames,
  type OptionType,
  optionTypes,
  ownCommands,
  retirement,
  severities,
} from "./option-names.ts";
import { logsAmong } from "./read-logs.ts";
import type { UsageFault } from "./usage.ts";

export type SeverityThreshold = (typeof severities)[number];

/** What the command line asks for. */
export interface Options {
  readonly command: Command;
  readonly paths: readonly string[];
  /** The logs that `replay` reads. */
  readonly logs: readonly string[];
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
  /** Whether `replay` prints how vaults are closed. */
  readonly suggests: boolean;
  /** The file with a state that `diff` compares with. */
  readonly against: string | null;
  /** The file with a state that what templates leave open is taken from. */
  readonly assume: string | null;
  /** Whether the permission of a consumer's identity is the last gate. */
  readonly permissions: boolean;
  /** Whether `vaults` prints all of each vault instead of a row. */
  readonly details: boolean;
  /** The rules whose preferred fixes are applied beside those that affect no access; null to apply none. */
  readonly fix: ReadonlySet<string> | null;
  /** Whether access tests are written for what works today. */
  readonly writesTests: boolean;
  /** Whether changes of fixes are only printed. */
  readonly isDryRun: boolean;
  /** A file of accepted findings, which are not reported. */
  readonly baseline: string | null;
  /** Where to write all current findings, so that they are accepted from now on. */
  readonly writeBaseline: string | null;
  readonly exclude: readonly string[];
  /** Folders outside the repository that template functions may read. */
  readonly allowRead: readonly string[];
  /** Limits of the analysis that are raised. */
  readonly limits: ReadonlyMap<LimitName, number>;
  /** The codes of the rules to report; null for all. */
  readonly only: ReadonlySet<string> | null;
  /** Whether each place to change is reported by itself, by file. */
  readonly isChecklist: boolean;
  /** Whether what only tests find is as severe as elsewhere. */
  readonly includesMuted: boolean;
  /** The day that rules go by; null for the current one. */
  readonly today: string | null;
  readonly failOnUnknown: boolean;
  /** The changes of access that fail a comparison of two versions; null for none. */
  readonly failOn: (typeof gates)[number] | null;
  readonly color: boolean;
  readonly quiet: boolean;
  /** The language of sentences. */
  readonly language: Language;
}

/** Options, a request for help or the version, or why the command line cannot be understood, with the language to answer in. */
export type OptionsReading =
  | { readonly kind: "options"; readonly options: Options }
  /** `about` one command, or the program. */
  | { readonly kind: "help"; readonly about: AnyCommand | null; readonly language: Language }
  | { readonly kind: "schema"; readonly output: string | null; readonly language: Language }
  | {
      readonly kind: "completions";
      readonly shell: Shell;
      readonly output: string | null;
      readonly language: Language;
    }
  /** To serve agents, which starts elsewhere. */
  | { readonly kind: "version" | "mcp" }
  | { readonly kind: "usage"; readonly fault: UsageFault; readonly language: Language };

/** Reads the arguments after the program's name. */
export function readOptions(argv: readonly string[]): OptionsReading {
  const language = languageIn(argv);
  const usage = (fault: UsageFault): OptionsReading => ({ kind: "usage", fault, language });
  const misspelled = misspelledArgument(argv);
  if (misspelled) return usage(misspelled);
  const { values, positionals } = parseArgs({
    args: withFixes(argv),
    options: optionTypes,
    allowPositionals: true,
  });
  if (values.version) return { kind: "version" };
  const [given, ...named] = positionals;
  if (given === undefined)
    return values.help
      ? { kind: "help", about: null, language }
      : usage({ kind: "no-command", known: allCommands });
  const command = commandNamed(given);
  if (command === null) return usage({ kind: "unknown-command", given, known: allCommands });
  if (values.help) return { kind: "help", about: command, language };
  if (isOneOf(ownCommands, command)) {
    const misplaced = misplacedOption(command, "text", values);
    if (misplaced) return usage(misplaced);
    const reading = ownReading(command, named, { output: values.output ?? null, language });
    return "fault" in reading ? usage(reading.fault) : reading;
  }
  const { logs, templates: paths } = command === "replay" ? logsAmong(named) : { logs: [], templates: named };
  if (command === "replay" && logs.length === 0) return usage({ kind: "log-required" });
  const format = values.format ?? "text";
  if (!isFormat(format)) return usage({ kind: "unknown-format", given: format, known: formatNames });
  const severity = values.severity ?? "warning";
  if (!isOneOf(severities, severity))
    return usage({ kind: "unknown-severity", given: severity, known: severities });
  if (values.lang !== undefined && !isOneOf(languages, values.lang))
    return usage({ kind: "unknown-language", given: values.lang, known: languages });
  const failOn = values["fail-on"] ?? null;
  if (failOn !== null && !isOneOf(gates, failOn))
    return usage({ kind: "unknown-gate", given: failOn, known: gates });
  const expect = values.expect ?? null;
  if (expect !== null && expect !== "allow" && expect !== "deny")
    return usage({ kind: "unknown-expectation" });
  const misplaced = misplacedOption(command, format, values) ?? conflictOf(command, values);
  if (misplaced !== null) return usage(misplaced);
  const [, second] = paths;
  if (command === "rules" && second !== undefined)
    return usage({ kind: "unexpected-argument", argument: second });
  const unusable = values.exclude?.map(faultOfGlob).find((fault) => fault !== null);
  if (unusable) return usage({ kind: "unusable-glob", fault: unusable });
  const limits = limitsIn(values.limit ?? []);
  if ("kind" in limits) return usage(limits);
  const only = values.only === undefined ? null : rulesGiven(values.only);
  if (only && "kind" in only) return usage(only);
  const fix = values.fix === undefined ? null : rulesGiven(values.fix);
  if (fix && "kind" in fix) return usage(fix);
  const { today = null } = values;
  if (today !== null && !isDate(today)) return usage({ kind: "not-a-day", given: today });
  const options: Options = {
    command,
    ...{ paths, logs },
    from: (values.from ?? []).flatMap(sourcesGiven),
    to: values.to ?? [],
    expect,
    format,
    output: values.output ?? null,
    severity,
    parameters: values.parameters ?? [],
    environment: values.environment ?? null,
    config: values.config ?? null,
    base: values.base ?? null,
    suggests: values.suggest ?? false,
    against: values.against ?? null,
    assume: values.assume ?? null,
    permissions: values.permissions ?? false,
    details: values.details ?? false,
    fix,
    writesTests: values.write ?? false,
    isDryRun: values["dry-run"] ?? false,
    baseline: values.baseline ?? null,
    writeBaseline: values["write-baseline"] ?? null,
    exclude: values.exclude ?? [],
    allowRead: values["allow-read"] ?? [],
    limits,
    only,
    isChecklist: values.only === retirement,
    includesMuted: values["include-muted"] ?? false,
    today,
    failOnUnknown: values["fail-on-unknown"] ?? false,
    failOn,
    color: !(values["no-color"] ?? false),
    quiet: values.quiet ?? false,
    language,
  };
  return { kind: "options", options };
}

/** The command of a name; null if there is none. */
function commandNamed(name: string): AnyCommand | null {
  const command = aliases.get(name) ?? name;
  return isOneOf(allCommands, command) ? command : null;
}

/** What a command that reads no templates is asked for. */
function ownReading(
  command: (typeof ownCommands)[number],
  [argument, second]: readonly string[],
  own: { readonly output: string | null; readonly language: Language },
): OptionsReading | { readonly fault: UsageFault } {
  const surplus = command === "schema" || command === "mcp" ? argument : second;
  if (surplus !== undefined) return { fault: { kind: "unexpected-argument", argument: surplus } };
  if (command === "mcp")
    return own.output === null
      ? { kind: command }
      : { fault: { kind: "unexpected-argument", argument: "--output" } };
  if (command === "schema") return { kind: "schema", ...own };
  if (command === "completions") {
    const shell = shells.find((each) => each === argument);
    return shell
      ? { kind: "completions", shell, ...own }
      : { fault: { kind: "unknown-shell", given: argument ?? "", known: shells } };
  }
  const about = argument === undefined ? null : commandNamed(argument);
  return about === null && argument !== undefined
    ? { fault: { kind: "unknown-command", given: argument, known: allCommands } }
    : { kind: "help", about, language: own.language };
}

function rulesGiven(text: string): ReadonlySet<string> | UsageFault {
  const codes = new Set<string>();
  for (const given of text.split(",").map((each) => each.trim())) {
    if (given === keepingAccess) continue;
    const found = given === retirement ? ["KV213", "KV214"] : [findRule(given)?.code];
    for (const code of found) {
      if (code === undefined)
        return { kind: "unknown-rule", given, known: [retirement], near: nearestRule(given, retirement) };
      codes.add(code);
    }
  }
  return codes;
}

function limitsIn(given: readonly string[]): ReadonlyMap<LimitName, number> | UsageFault {
  const limits = new Map<LimitName, number>();
  for (const each of given) {
    const [, name = "", digits = ""] = /^([a-z-]+)=([1-9]\d{0,8})$/.exec(each) ?? [];
    if (!isOneOf(limitNames, name)) return { kind: "unknown-limit", given: each, known: limitNames };
    limits.set(name, Number(digits));
  }
  return limits;
}

/**
 * The sources in an argument. Beside what can be read, a part between commas may be the name of a source in an access file; only the
 * key of a resource has commas of its own.
 */
function sourcesGiven(text: string): readonly string[] {
  const several = sourcesIn(text);
  if (several.length > 1 || (isSource(text) && text.includes("["))) return several;
  const parts = text.split(",").map((part) => part.trim());
  return parts.some(isSource) && !parts.includes("") ? parts : several;
}

function isSource(text: string): boolean {
  return "source" in readSource(text);
}

/** The language that is asked for, even by a command line that is wrong in other ways. */
export function languageIn(argv: readonly string[]): Language {
  const given = tokensOf(argv).findLast((token) => token.kind === "option" && token.name === "lang");
  return languages.find((each) => given?.kind === "option" && each === given.value) ?? "en";
}

/** What Node's strict reading would throw, as a fact, and what is empty. */
function misspelledArgument(argv: readonly string[]): UsageFault | null {
  const types = new Map<string, OptionType>(Object.entries(optionTypes));
  const given = new Map<string, string | undefined>();
  for (const token of tokensOf(argv)) {
    // Often a variable that is not set; as a path, it would be the current folder.
    if (token.kind === "positional" && token.value === "") return { kind: "empty-argument" };
    if (token.kind !== "option") continue;
    const option = token.rawName;
    const { type, multiple = false } = types.get(token.name) ?? {};
    if (type === undefined) {
      const known = optionNames.map((name) => `--${name}`);
      return { kind: "unknown-option", option, near: nearestSpelling(option, known) };
    }
    if (type === "boolean" && token.value !== undefined) return { kind: "no-value-expected", option };
    if (type === "string" && token.value === undefined) return { kind: "value-missing", option };
    if (type === "string" && token.value === "") return { kind: "value-empty", option };
    if (type === "string" && !token.inlineValue && /^-./.test(token.value ?? ""))
      return { kind: "value-like-option", option, value: token.value ?? "" };
    // Which of them is meant is not known: scripts put command lines together.
    if (!multiple && given.has(token.name) && given.get(token.name) !== token.value)
      return { kind: "value-repeated", option };
    given.set(token.name, token.value);
  }
  return null;
}

/** `--fix` may be followed by rules, which Node's reading does not know. */
function withFixes(argv: readonly string[]): string[] {
  return argv.flatMap((each, at) => {
    const isRules = (text: string | undefined): boolean =>
      findRule((text ?? "").split(",")[0] ?? "") !== undefined;
    if (each === "--fix") return [`--fix=${isRules(argv[at + 1]) ? argv[at + 1] : keepingAccess}`];
    return argv[at - 1] === "--fix" && isRules(each) ? [] : [each];
  });
}

function tokensOf(argv: readonly string[]) {
  return parseArgs({
    args: withFixes(argv),
    options: optionTypes,
    allowPositionals: true,
    strict: false,
    tokens: true,
  }).tokens;
}

/** An option, or a format, that the command does not have; null if there is none. */
function misplacedOption(
  command: AnyCommand,
  format: Format,
  values: Readonly<Partial<Record<OptionName, unknown>>>,
): UsageFault | null {
  const having = commandsWith(format);
  if (having && !isOneOf(having, command))
    return { kind: "not-for-command", option: `--format ${format}`, commands: having };
  for (const name of optionNames) {
    const owners = commandsHaving(name);
    if (values[name] !== undefined && owners && !isOneOf(owners, command))
      return { kind: "not-for-command", option: `--${name}`, commands: owners };
  }
  return null;
}

/** Options that exclude each other, or that the command does not do without; null if there are none. */
function conflictOf(
  command: Command,
  values: Readonly<Partial<Record<OptionName, unknown>>>,
): UsageFault | null {
  if (values.baseline !== undefined && values["write-baseline"] !== undefined)
    return { kind: "options-conflict", options: ["--baseline", "--write-baseline"] };
  if (areSameFile(values.output, values["write-baseline"]))
    return { kind: "same-file", options: ["--output", "--write-baseline"] };
  for (const other of ["base", "fail-on"] as const)
    if (values[other] !== undefined && values.against !== undefined)
      return { kind: "options-conflict", options: [`--${other}`, "--against"] };
  if (command === "simulate" && values.from === undefined)
    return { kind: "option-required", command, options: ["from"] };
  if (values["dry-run"] !== undefined && values.fix === undefined && values.write === undefined)
    return { kind: "option-required", command, options: [command === "test" ? "write" : "fix"] };
  return command === "diff" && values.base === undefined && values.against === undefined
    ? { kind: "option-required", command, options: ["base", "against"] }
    : null;
}

/** A link in place of the file is replaced, so only the links of folders count. */
function areSameFile(one: unknown, other: unknown): boolean {
  if (typeof one !== "string" || typeof other !== "string") return false;
  const [a, b] = [one, other].map((path) => {
    const place = join(localFiles.realPath(dirname(idOfPath(path))), basename(path));
    // Where systems compare names without case, they usually do so everywhere.
    return ["win32", "darwin"].includes(process.platform) ? place.toLowerCase() : place;
  });
  return a === b;
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return words.some((each) => each === word);
}
