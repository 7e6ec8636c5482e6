import { commands, describeFormats } from "../core/index.ts";
import { optionNames } from "./option-names.ts";
import type { HelpWords } from "./words/help-words.ts";

const [indent, width] = [23, 100];

/** What `--help` prints. */
export function helpText({ title, usage, headings, formatsOf, exitCodes, ...texts }: HelpWords): string {
  const ofCommands = commands.flatMap((command) => {
    const [takes, does] = texts.commands[command];
    return entry(`${command} ${takes}`, [does]);
  });
  const ofOptions = optionNames.map((option) => {
    const [takes, does] = texts.options[option];
    const lines = option === "format" ? [does, ...describeFormats(formatsOf)] : [does];
    return { option, lines: entry(`--${option} ${takes}`, lines) };
  });
  const isOfSimulate = ({ option }: { readonly option: string }): boolean =>
    ["from", "to", "expect"].includes(option);
  return [
    `keyvault-network: ${title}`,
    "",
    usage,
    "",
    headings.commands,
    ...ofCommands,
    "",
    headings.simulate,
    ...ofOptions.filter(isOfSimulate).flatMap(({ lines }) => lines),
    "",
    headings.options,
    ...ofOptions.filter((each) => !isOfSimulate(each)).flatMap(({ lines }) => lines),
    "",
    ...wrapped(exitCodes, width),
    "",
  ].join("\n");
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
