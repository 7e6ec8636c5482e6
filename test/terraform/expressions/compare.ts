import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Budget } from "../../../server/src/core/evaluate/budget.ts";
import { evaluate, evaluateWatched } from "../../../server/src/core/evaluate/evaluate.ts";
import { functionsOf } from "../../../server/src/core/evaluate/functions/tables.ts";
import { rootFrame } from "../../../server/src/core/evaluate/instances/frames.ts";
import type { Run, Texts } from "../../../server/src/core/evaluate/types.ts";
import { isDict, isList, isText } from "../../../server/src/core/evaluate/values/plain.ts";
import { isFailure, type Value } from "../../../server/src/core/evaluate/values/value.ts";
import { templateOfFile } from "../../../server/src/core/syntax/terraform/lower-expression.ts";
import { parseTemplate } from "../../evaluate/languages.ts";
import { asObject } from "./json.ts";

/** An expression, and what Terraform makes of it; undefined where it fails. */
export interface Answered {
  readonly group: string;
  readonly expression: string;
  readonly value: unknown;
}

/** How an answer of ours compares with that of Terraform. */
export type Agreement =
  | "agrees"
  /** Ours knows another value. */
  | "differs"
  /** Ours fails, and Terraform does not. */
  | "fails"
  /** Terraform fails, and ours knows a value. */
  | "does not fail"
  | "unknown";

export interface Compared extends Answered {
  readonly agreement: Agreement;
  readonly ours: unknown;
}

const folder = import.meta.dirname;

export function readAnswers(): readonly Answered[] {
  let group = "";
  return readFileSync(join(folder, "answers.jsonl"), "utf8")
    .split("\n")
    .flatMap((line) => {
      const read: unknown = line === "" ? null : JSON.parse(line);
      if (Array.isArray(read)) return [{ group, expression: String(read[0]), value: read.at(1) as unknown }];
      if (read !== null) group = String(asObject(read)["group"]);
      return [];
    });
}

const files = asObject(JSON.parse(readFileSync(join(folder, "files.json"), "utf8")));

const texts: Texts = {
  read: (path) => textAt(path) ?? { kind: "file", path },
  template: (path, _, names) => {
    const text = textAt(path);
    return (
      (text === null ? null : templateOfFile({ id: path, text }, names)) ?? {
        kind: "file",
        path,
      }
    );
  },
};

function textAt(path: string): string | null {
  const text = files[new URL(path, "file:///").pathname.slice(1)];
  return typeof text === "string" ? text : null;
}

/** Evaluates all of them in the folder of `variables.tf` and compares. */
export function compare(answers: readonly Answered[]): readonly Compared[] {
  const outputs = answers.map(({ expression }, index) => `output "o${index}" {\nvalue = ${expression}\n}\n`);
  const variables = readFileSync(join(folder, "variables.tf"), "utf8");
  const template = parseTemplate(`${variables}\n${outputs.join("")}`, "main.tf", "terraform");
  return answers.map((answered, index) => {
    const run: Run = {
      budget: new Budget(),
      evaluate,
      functions: functionsOf,
      resolveModule: () => ({ why: "not-found", cause: { kind: "file", path: "none" } }),
      readEmbedded: () => null,
      texts,
      world: new Map(),
      home: null,
    };
    const output = template.outputs.get(`o${index}`);
    // What cannot be read is not known.
    if (!output) return { ...answered, agreement: "unknown", ours: "unread" };
    const value = evaluateWatched(output.value, { frame: rootFrame(run, template, new Map()), locals: null });
    return { ...answered, ...judged(value, answered.value) };
  });
}

function judged(value: Value, theirs: unknown): Pick<Compared, "agreement" | "ours"> {
  const ours = plainAnswer(value);
  if (ours === failing) return { agreement: theirs === undefined ? "agrees" : "fails", ours: "fails" };
  if (ours === hidden) return { agreement: "unknown", ours: "unknown" };
  if (theirs === undefined) return { agreement: "does not fail", ours };
  return { agreement: isSame(ours, theirs) ? "agrees" : "differs", ours };
}

const failing = Symbol("fails");
const hidden = Symbol("is not known");

function plainAnswer(value: Value): unknown {
  if (isFailure(value)) return failing;
  if (value.kind !== "known") return hidden;
  const plain = value.value;
  if (typeof plain === "number") return { number: String(plain) };
  if (plain === null || typeof plain !== "object") return plain;
  if (isText(plain)) return hidden;
  if (isList(plain)) {
    const items = plain.items.map(plainAnswer);
    const which = plain.isSet ? "set" : "list";
    return (
      whole(items, plain.open.length > 0 || (plain.unordered !== undefined && !plain.isSet)) ?? {
        [which]: items,
      }
    );
  }
  if (!isDict(plain)) return hidden;
  const entries = [...plain.entries].map(([key, entry]) => [key, plainAnswer(entry.value)] as const);
  const values = entries.map(([, each]) => each);
  return whole(values, plain.open.length > 0) ?? { map: Object.fromEntries(entries) };
}

function whole(values: readonly unknown[], isOpen: boolean): symbol | null {
  if (values.includes(failing)) return failing;
  return isOpen || values.includes(hidden) ? hidden : null;
}

/** Objects and maps are not told apart here, and numbers as far as a double goes. The order of a set is left open. */
function isSame(ours: unknown, theirs: unknown): boolean {
  if (ours === null || theirs === null || typeof ours !== "object" || typeof theirs !== "object")
    return ours === theirs;
  const [a, b] = [asObject(ours), asObject(theirs)];
  if ("number" in a || "number" in b) return isSameNumber(Number(a["number"]), Number(b["number"]));
  for (const kind of ["list", "set"]) {
    const [left, right] = [a[kind], b[kind]];
    if (Array.isArray(left) && Array.isArray(right)) return isSameList(left, right, kind === "set");
  }
  const [left, right] = [asObject(a["map"] ?? a["object"]), asObject(b["map"] ?? b["object"])];
  if ("list" in a || "list" in b || "set" in a || "set" in b) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => isSame(left[key], right[key]));
}

function isSameList(left: readonly unknown[], right: readonly unknown[], isSet: boolean): boolean {
  if (left.length !== right.length) return false;
  return left.every((each, index) =>
    isSet ? right.some((other) => isSame(each, other)) : isSame(each, right[index]),
  );
}

function isSameNumber(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= Math.abs(b) * 4 * Number.EPSILON;
}

/** What an expression is counted under: the first function in it, or else its group. */
export function functionIn({ expression, group }: Answered): string {
  return /([a-z_0-9]+)\(/.exec(expression)?.[1] ?? group;
}
