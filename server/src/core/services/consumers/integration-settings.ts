import type { Plain } from "../../evaluate/values/plain.ts";
import { type Cause, causesOf, distinctCauses, is, type Value } from "../../evaluate/values/value.ts";
import { any, type Truth, truth } from "../../logic/truth.ts";
import type { Reading } from "../../network/fields/read-path.ts";
import { foldWord } from "../../text/fold.ts";

/** Reads paths of the resource that is integrated: the app, the environment, the cluster. */
export interface Host {
  readonly read: (path: string) => Reading;
  /** What the path names before the subnet: the network interface of a machine. */
  readonly leadingHere: () => readonly Value[];
  /** The type of the consumer, which is that of its host in azurerm. */
  readonly type: string;
}

export interface Answer {
  readonly truth: Truth;
  readonly because: readonly Cause[];
}

/** Whether one of the values at some paths fits; "maybe" where one is not visible. */
export function anyAt(host: Host, paths: readonly string[], fits: Fits): Answer {
  const readings = paths.map((path) => host.read(path));
  const values = readings.flatMap(({ found }) => found.map(({ field }) => field.value));
  const answers = values.map((value) => (value.kind === "absent" ? "no" : fitting(value, fits)));
  const open: Truth = readings.some(({ isOpen }) => isOpen) ? "maybe" : "no";
  return { truth: any([...answers, open]), because: distinctCauses(values.flatMap(causesOf)) };
}

export type Fits = (value: Plain) => boolean;

export function fitting(value: Value, fits: Fits): Truth {
  return is(value, (plain) => truth(fits(plain)));
}

export function isOn(value: Plain): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^(?:1|true)$/i.test(value));
}

export function isWord(...words: readonly string[]): Fits {
  return (value) => typeof value === "string" && words.includes(foldWord(value));
}

export function isWritten(value: Plain): boolean {
  return value !== null;
}

export function anyOf(answers: readonly Answer[]): Answer {
  return {
    truth: any(answers.map((each) => each.truth)),
    because: distinctCauses(answers.flatMap(({ because }) => because)),
  };
}

/** The word at a path in lower case: null if nothing is written, undefined if it is not known. */
export function wordAt(
  host: Host,
  path: string,
): { readonly value: string | null | undefined; readonly because: readonly Cause[] } {
  const { found, isOpen } = host.read(path);
  const [first] = found;
  if (!first || first.field.value.kind === "absent") return { value: isOpen ? undefined : null, because: [] };
  const { value } = first.field;
  const word = value.kind === "known" && typeof value.value === "string" ? foldWord(value.value) : undefined;
  return { value: word, because: causesOf(value) };
}
