import { describeFormats } from "../core/index.ts";
import {
  allCommands,
  type AnyCommand,
  type OptionName,
  optionNames,
  type OptionType,
  optionTypes,
} from "./option-names.ts";
import type { HelpWords } from "./words/help-words.ts";

const [indent, width] = [23, 100];

/** Command lines that show what a command is for. */
export const examples: Readonly<Record<AnyCommand, readonly string[]>> = {
  check: [
    "check infra/",
    "check --only KV101,KV102 --format github",
    "check --baseline known.json infra/main.bicep",
  ],
  vaults: ["vaults infra/", "vaults --environment '*' infra/", "vaults --format json infra/main.bicep"],
  simulate: [
    "simulate --from 203.0.113.7 infra/",
    "simulate --from internet --expect deny infra/",
    "simulate --from subnet:snet-app --to 'kv-*' infra/",
  ],
  test: ["test infra/", "test --format junit --output access.xml infra/"],
  "explain-403": ["explain-403 build.log infra/", "explain pod.log"],
  diff: ["diff --base origin/main infra/", "diff --against state.json infra/"],
  replay: ["replay PT1H.json infra/", "replay audit.csv.gz --base origin/main infra/"],
  rules: ["rules", "rules KV101"],
  mcp: ["mcp"],
  schema: ["schema --output report.schema.json"],
  completions: ["completions bash", "completions powershell --output keyvault-network.ps1"],
  help: ["help check"],
};

/** What `--help` prints of one command, or of the program. */
export function helpText(words: HelpWords, about: AnyCommand | null): string {
  return [
    ...(about === null ? programLines(words) : commandLines(words, about)),
    "",
    ...wrapped(words.exitCodes, width),
    "",
  ].join("\n");
}

function programLines(words: HelpWords): readonly string[] {
  const { title, usage, headings } = words;
  const isOfSimulate = (option: OptionName): boolean => ["from", "to", "expect"].includes(option);
  return [
    `keyvault-network: ${title}`,
    "",
    usage("<command>", ""),
    "",
    headings.commands,
    ...allCommands.flatMap((command) => {
      const { takes, does } = words.commands[command];
      return entry(`${command} ${takes}`, [does]);
    }),
    "",
    headings.simulate,
    ...optionLines(optionNames.filter(isOfSimulate), words),
    "",
    headings.options,
    ...optionLines(
      optionNames.filter((option) => !isOfSimulate(option)),
      words,
    ),
  ];
}

function commandLines(words: HelpWords, about: AnyCommand): readonly string[] {
  const { usage, headings } = words;
  const { takes, does } = words.commands[about];
  const own = optionNames.filter((name) => {
    const { of }: OptionType = optionTypes[name];
    return of?.some((each) => each === about) ?? true;
  });
  return [
    ...wrapped(`keyvault-network ${about}: ${does}`, width),
    "",
    usage(about, takes),
    "",
    headings.examples,
    ...examples[about].map((line) => `  keyvault-network ${line}`),
    "",
    headings.options,
    ...optionLines(own, words),
  ];
}

function optionLines(names: readonly OptionName[], { options, formatsOf }: HelpWords): readonly string[] {
  return names.flatMap((name) => {
    const { takes, does } = options[name];
    const { short }: OptionType = optionTypes[name];
    const lines = name === "format" ? [does, ...describeFormats(formatsOf)] : [does];
    return entry(`--${name}${short === undefined ? "" : `, -${short}`} ${takes}`, lines);
  });
}
/** A term with its text beside it, or below it where the term is long. */
function entry(term: string, texts: readonly string[]): readonly string[] {
  const [first = "", ...others] = texts.flatMap((text) => wrapped(text, width - indent));
  const head = `  ${term.trim()}`;
  const below = (line: string): string => `${" ".repeat(indent)}${line}`;
  return head.length < indent - 1
    ? [`${head.padEnd(indent)}${first}`, ...others.map(below)]
    : [head, below(first), ...others.map(below)];
}

function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
