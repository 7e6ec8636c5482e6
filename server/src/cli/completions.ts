import { commands, rules } from "../core/index.ts";
import {
  aliases,
  allCommands,
  type AnyCommand,
  type OptionType,
  optionNames,
  optionTypes,
} from "./option-names.ts";

export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/** The script with which a shell completes command lines; it offers paths where nothing else fits. */
export function completionScript(shell: Shell): string {
  return scripts[shell]();
}

const named = (words: readonly string[]): string => words.join(" ");

/** The words in the place of a command. */
const first = named([...allCommands, ...aliases.keys()]);

/** The options of each command, as they are written. */
const optionsOf: readonly (readonly [command: AnyCommand, options: string])[] = allCommands.map((command) => [
  command,
  named(optionNames.filter((name) => isOf(optionTypes[name], command)).map((name) => `--${name}`)),
]);

/** The words that may follow others: the values of options, and what some commands take. */
const following: readonly (readonly [after: string, words: string])[] = [
  ...optionNames.flatMap((name): readonly (readonly [string, string])[] => {
    const { values = [] }: OptionType = optionTypes[name];
    return values.length === 0 ? [] : [[`--${name}`, named(values)]];
  }),
  ["rules", named(rules.map(({ code }) => code))],
  ["completions", named(shells)],
  ["help", named(commands)],
];

function isOf({ of }: OptionType, command: AnyCommand): boolean {
  return of === undefined || of.some((each) => each === command);
}

const scripts: Readonly<Record<Shell, () => string>> = {
  bash: () => `_keyvault_network() {
${wordsInShell("${COMP_WORDS[COMP_CWORD]}", "${COMP_WORDS[COMP_CWORD-1]}", "${COMP_WORDS[1]}", "COMP_CWORD == 1")}
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [[ \${COMPREPLY[0]-} != *= ]] || compopt -o nospace
}
complete -o default -F _keyvault_network keyvault-network
`,
  zsh: () => `#compdef keyvault-network
_keyvault_network() {
${wordsInShell("${words[CURRENT]}", "${words[CURRENT-1]}", "${words[2]}", "CURRENT == 2", "choices")}
  if [[ -n $choices ]]; then compadd -- \${=choices}; else _files; fi
}
if [[ $funcstack[1] == _keyvault_network ]]; then _keyvault_network; else compdef _keyvault_network keyvault-network; fi
`,
  fish: () => {
    const line = (condition: string, rest: string): string =>
      `complete -c keyvault-network -n '${condition}' ${rest}`;
    const options = optionNames.map((name) => {
      const { type, of, values, short }: OptionType = optionTypes[name];
      const condition = of
        ? `__fish_seen_subcommand_from ${named([...of, ...(of.includes("explain-403") ? aliases.keys() : [])])}`
        : "true";
      const takes = type === "boolean" ? "" : values ? ` -x -a '${named(values)}'` : " -r";
      return line(condition, `-l ${name}${short ? ` -s ${short}` : ""}${takes}`);
    });
    const words = following.filter(([after]) => !after.startsWith("-"));
    return [
      line("__fish_use_subcommand", `-f -a '${first}'`),
      ...words.map(([after, choices]) => line(`__fish_seen_subcommand_from ${after}`, `-f -a '${choices}'`)),
      ...options,
      "",
    ].join("\n");
  },
  powershell: () => {
    const table = (entries: readonly (readonly [string, string])[]): string =>
      entries.map(([key, words]) => `    '${key}' = '${words}'`).join("\n");
    return `Register-ArgumentCompleter -Native -CommandName keyvault-network -ScriptBlock {
  param($word, $ast, $position)
  $following = @{
${table(following)}
  }
  $options = @{
${table(optionsOf)}
  }
  $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $words = if ($before.Count -le 1) { '${first}' }
    elseif ($word.StartsWith('-')) { $options[$before[1]] }
    else { $following[$before[-1]] }
  "$words".Split(' ') | Where-Object { $_ -and $_.StartsWith($word) }
}
`;
  },
};

/** The part that bash and zsh share: it sets a variable to the words that may be in a place. */
function wordsInShell(
  current: string,
  before: string,
  command: string,
  isFirst: string,
  variable = "words",
): string {
  const cases = (entries: readonly (readonly [string, string])[]): string =>
    entries.map(([key, words]) => `    ${key}) ${variable}='${words}' ;;`).join("\n");
  return `  local current="${current}" before="${before}" ${variable}=''
  if (( ${isFirst} )); then ${variable}='${first}'
  elif [[ $current == -* ]]; then case "${command}" in
${cases(optionsOf)}
  esac
  else case "$before" in
${cases(following)}
  esac
  fi`;
}
