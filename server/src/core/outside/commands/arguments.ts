import type { ListedRules } from "../access.ts";
import { literalOf, type Word } from "../scripts/script.ts";

/** The arguments of a command: options with their values, and what belongs to none. */
export interface Arguments {
  readonly options: readonly Option[];
  /** Words before the first option. */
  readonly positional: readonly Word[];
  /** Whether there are words of which only the running script knows which options they are. */
  readonly isOpen: boolean;
}

export interface Option {
  readonly name: string;
  readonly values: readonly Word[];
}

/** Takes the words of a command apart; a value may be joined to its option by `=` or `:`. */
export function argumentsOf(words: readonly Word[]): Arguments {
  const positional: Word[] = [];
  const options: { readonly name: string; readonly values: Word[] }[] = [];
  let isOpen = false;
  for (const word of words) {
    const [first, ...others] = word.pieces;
    const text = first?.kind === "text" ? first.text : "";
    const joined = /^(--?[A-Za-z][\w-]*)([=:])(.*)$/s.exec(text);
    const last = options.at(-1);
    if (joined) {
      const [, name = "", , rest = ""] = joined;
      options.push({ name, values: [{ ...word, pieces: [{ kind: "text", text: rest }, ...others] }] });
    } else if (/^--?[A-Za-z]/.test(text)) options.push({ name: literalOf(word) ?? text, values: [] });
    else if (first?.kind === "text" && text.startsWith("@")) isOpen = true;
    else if (last) {
      // A second value that is not known may just as well be further options.
      if (last.values.length > 0 && literalOf(word) === null) isOpen = true;
      last.values.push(word);
    } else {
      if (literalOf(word) === null) isOpen = true;
      positional.push(word);
    }
  }
  return { positional, options, isOpen };
}

/** The values of an option under one of its names, which tools accept in part; null if it is not given. */
export function valuesOf({ options }: Arguments, names: readonly string[]): readonly Word[] | null {
  return options.find((option) => isNamed(option, names))?.values ?? null;
}

/** The values of an option that may be given several times. */
export function allValuesOf({ options }: Arguments, names: readonly string[]): readonly Word[] {
  return options.filter((option) => isNamed(option, names)).flatMap(({ values }) => values);
}

/** Rules for the addresses and subnets that words name. */
export function rulesFor(addresses: readonly Word[], subnets: readonly Word[]): ListedRules {
  const all = [...addresses, ...subnets];
  return {
    addresses: addresses.flatMap((word) => literalOf(word) ?? []),
    isOpen: all.length === 0 || all.some((word) => literalOf(word) === null),
  };
}

function isNamed({ name }: Option, names: readonly string[]): boolean {
  return names.some((full) => full === name || (name.length >= 5 && full.startsWith(name)));
}
