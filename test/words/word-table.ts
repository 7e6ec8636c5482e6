import type { Words } from "../../server/src/core/words/words.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import type { SentenceGroup } from "./sentence-group.ts";

/** Arguments for each text of a table that takes some; one without them does not compile. Texts without arguments need no samples. */
export type Calls<Table> = {
  readonly [Key in keyof Table as TakesNothing<Table[Key]> extends true ? never : Key]: Table[Key] extends (
    ...args: infer Args
  ) => string
    ? readonly [Args, ...Args[]]
    : Calls<Table[Key]>;
};

/** Whether neither a text nor any text below takes arguments. */
type TakesNothing<Table> = Table extends string | undefined | readonly string[]
  ? true
  : Table extends (...args: never) => string
    ? false
    : false extends { readonly [Key in keyof Table]: TakesNothing<Table[Key]> }[keyof Table]
      ? false
      : true;

/** A table of words as a group of sentences; the kinds are the paths to its texts. */
export function wordTable<Table extends object>(
  title: string,
  tableOf: (words: Words) => Table,
  calls: Calls<Table>,
  alike: readonly string[] = [],
): SentenceGroup {
  const samples = leavesOf(tableOf(wordsIn("en")), calls, []).map(({ path, args }) => ({
    kind: path.join("."),
    says: args,
    say: (words: Words, says: object = args) =>
      textAt(path.reduce(member, tableOf(words)), Object.values(says)),
  }));
  return {
    title,
    kinds: samples.map(({ kind }) => kind),
    samples,
    shape: /^\S.*\S$|^\S$/s,
    alike,
    terms: true,
    omits: [],
    repeats: true,
  };
}

interface Leaf {
  readonly path: readonly string[];
  readonly args: readonly unknown[];
}

function leavesOf(table: unknown, calls: unknown, path: readonly string[]): readonly Leaf[] {
  if (typeof table === "function")
    return (calls as readonly (readonly unknown[])[]).map((args) => ({ path, args }));
  // An empty text says nothing.
  if (typeof table === "string") return table === "" ? [] : [{ path, args: [] }];
  return Object.entries(table ?? {}).flatMap(([key, value]) =>
    leavesOf(value, member(calls, key), [...path, key]),
  );
}

function textAt(value: unknown, args: readonly unknown[]): string {
  return String(typeof value === "function" ? Reflect.apply(value, undefined, args) : value);
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
