import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type DictEntry,
  dictOf,
  isDict,
  isList,
  isText,
  listOf,
  type Plain,
} from "../../server/src/core/evaluate/values/plain.ts";
import { known, type Value } from "../../server/src/core/evaluate/values/value.ts";
import { amount } from "../support/amount.ts";
import { evaluateText } from "./evaluate-text.ts";
import { printValue } from "./literate.ts";

const origin = { span: { document: "given", start: 0, end: 0 } };

const domains: Readonly<Record<string, readonly Plain[]>> = {
  p: ["", "a", "B", "a-b", "kv"],
  q: ["", "a", "b", "A-kv"],
  r: [listOf([]), texts("a"), texts("a", "B", "a"), texts("kv", "a-b")],
  o: [
    dictOf([]),
    dictOf([["a", known("a", origin)]]),
    dictOf([
      ["a", known("kv", origin)],
      ["b", object("a")],
    ]),
  ],
  flag: [true, false],
};

/** Expressions of each type over the parameters, as text. */
const types = fc.letrec((tie) => {
  const expression = (type: string): fc.Arbitrary<string> => tie(type).map(String);
  const call = (name: string, ...values: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.tuple(...values).map((each) => `${name}(${each.join(", ")})`);
  const of = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
  const [s, b, l] = [expression("text"), expression("truth"), expression("list")];
  const [o, n, x] = [expression("object"), expression("number"), expression("any")];
  const item = "lambdaVariables('x')";
  const small = of("0", "1", "2", "5");
  return {
    text: fc.oneof(
      { maxDepth: 4 },
      of("'a'", "'B'", "'kv-'", "''", "parameters('p')", "parameters('q')", "parameters('p')"),
      call("concat", s, s),
      call("concat", s, of("'-'"), s),
      call("toLower", s),
      call("toUpper", s),
      call("format", of("'{0}-{1}'", "'{1}{0}{0}'"), s, s),
      call("replace", s, of("'a'", "'-'", "'a-'"), of("''", "'xy'")),
      call("substring", s, of("0", "1"), of("1", "2")),
      call("take", s, small),
      call("skip", s, small),
      call("trim", s),
      call("join", l, of("'-'", "''")),
      call("first", s),
      call("last", s),
      call("padLeft", s, of("3"), of("'0'")),
      call("string", x),
      call("if", b, s, s),
      call("coalesce", call("tryGet", o, of("'a'", "'b'")), s),
    ),
    truth: fc.oneof(
      { maxDepth: 4 },
      of("true()", "false()", "parameters('flag')", "parameters('flag')"),
      call("equals", s, s),
      call("equals", x, x),
      call("equals", l, l),
      call("equals", o, o),
      call("contains", s, s),
      call("contains", l, s),
      call("contains", o, of("'a'", "'B'")),
      call("startsWith", s, s),
      call("endsWith", s, s),
      call("empty", s),
      call("empty", l),
      call("empty", o),
      call("and", b, b),
      call("or", b, b),
      call("not", b),
      call("less", n, n),
      call("greaterOrEquals", n, n),
    ),
    number: fc.oneof(
      { maxDepth: 3 },
      small,
      call("length", s),
      call("length", l),
      call("length", o),
      call("add", n, n),
      call("min", n, n),
      call("indexOf", s, s),
      call("lastIndexOf", s, s),
      call("indexOf", l, s),
    ),
    list: fc.oneof(
      { maxDepth: 4 },
      of("parameters('r')", "createArray()", "createArray('a')", "parameters('r')"),
      call("createArray", s, s),
      call("createArray", x, x),
      call("concat", l, l),
      call("union", l, l),
      call("intersection", l, l),
      call("take", l, small),
      call("skip", l, small),
      call("split", s, of("'-'", "'a'")),
      call("range", of("0"), small),
      call("flatten", call("createArray", l, l)),
      call(
        "map",
        l,
        s.map((each) => `lambda('x', concat(string(${item}), ${each}))`),
      ),
      call("map", l, of(`lambda('x', 'i', lambdaVariables('i'))`)),
      call(
        "filter",
        l,
        s.map((each) => `lambda('x', equals(${item}, ${each}))`),
      ),
      call(
        "filter",
        l,
        b.map((each) => `lambda('x', ${each})`),
      ),
      call("sort", l, of("lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y')))")),
      // How merging spells a key that occurs in two spellings is not promised, so keys are listed of plain objects only.
      call("objectKeys", call("createObject", of("'a'"), x, of("'b'"), x)),
      call("items", call("createObject", of("'b'"), x, of("'a'"), x)),
      call("if", b, l, l),
      call("array", x),
    ),
    object: fc.oneof(
      { maxDepth: 4 },
      of("parameters('o')", "createObject()", "createObject('a', 'kv')", "parameters('o')"),
      call("createObject", of("'a'", "'d'"), x, of("'b'", "'c'"), x),
      // Nor is it promised what becomes of two keys that differ only in case.
      call("createObject", call("toLower", s), x),
      call("union", o, o),
      call("intersection", o, o),
      call("shallowMerge", call("createArray", o, o)),
      call(
        "toObject",
        l,
        s.map((each) => `lambda('x', toLower(concat(string(${item}), ${each})))`),
      ),
      call("groupBy", l, of(`lambda('x', toLower(take(string(${item}), 1)))`)),
      call("mapValues", o, of(`lambda('x', string(${item}))`)),
      call("if", b, o, o),
    ),
    any: fc.oneof(
      { maxDepth: 4 },
      s,
      b,
      n,
      l,
      o,
      of("null()"),
      call("tryGet", o, of("'a'", "'B'")),
      call("tryGet", l, small),
      call("first", l),
      call("last", l),
      call("coalesce", x, x),
      call("reduce", l, of("''"), of(`lambda('y', 'x', concat(lambdaVariables('y'), string(${item})))`)),
    ),
  };
});

const given = fc.record(
  Object.fromEntries(Object.entries(domains).map(([name, values]) => [name, fc.constantFrom(...values)])),
);

it("more knowledge never flips an answer", () => {
  fc.assert(
    fc.property(
      fc.oneof(types.any, types.truth, types.list, types.object, types.text),
      given,
      fc.subarray(Object.keys(domains)),
      (expression, all, some) => {
        const whole = evaluateText(expression, inputs(all, Object.keys(domains)));
        for (const names of [[], some]) {
          const part = evaluateText(expression, inputs(all, names));
          if (covers(part, whole)) continue;
          expect.fail(
            `${expression}\nwith ${names.join(", ") || "nothing"} known: ${printValue(part)}\n` +
              `with ${JSON.stringify(all)}: ${printValue(whole)}`,
          );
        }
      },
    ),
    { numRuns: amount(3_000, 30_000) },
  );
});

function inputs(all: Readonly<Record<string, Plain>>, names: readonly string[]): ReadonlyMap<string, Value> {
  return new Map(names.map((name) => [name, known(all[name] ?? null, origin)]));
}

/** Whether a value known in part allows for one that is known better. What the deployment refuses allows for all. */
function covers(part: Value, whole: Value): boolean {
  if (part.kind === "unknown" || whole.kind === "unknown") return true;
  const options = part.kind === "known" ? [part] : part.options;
  const better = whole.kind === "known" ? [whole] : whole.options;
  return better.some((each) => options.some((option) => coversPlain(option.value, each.value)));
}

function coversPlain(part: Plain, whole: Plain): boolean {
  // Where even whole knowledge leaves a text open, the deployment fails in the middle of it.
  if (isText(whole)) return typeof part === "string" || isText(part);
  if (isText(part)) return typeof whole === "string" && patternOf(part).test(whole);
  if (isList(part)) return isList(whole) && coversList(part, whole);
  if (isDict(part)) return isDict(whole) && coversDict(part, whole);
  return part === whole;
}

function coversList(
  part: Extract<Plain, { kind: "list" }>,
  whole: Extract<Plain, { kind: "list" }>,
): boolean {
  if (part.open.length > 0) {
    return part.items.every(
      (item) => whole.open.length > 0 || whole.items.some((each) => covers(item, each)),
    );
  }
  if (whole.open.length > 0) return true;
  return (
    part.items.length === whole.items.length &&
    part.items.every((item, index) => covers(item, whole.items[index] ?? known(null, origin)))
  );
}

function coversDict(
  part: Extract<Plain, { kind: "dict" }>,
  whole: Extract<Plain, { kind: "dict" }>,
): boolean {
  if (whole.open.length > 0) return true;
  if (part.open.length === 0 && part.entries.size !== whole.entries.size) return false;
  return [...part.entries].every(([key, entry]) => {
    const other = entryOf(whole.entries, key);
    return other !== undefined && covers(entry.value, other.value);
  });
}

function entryOf(entries: ReadonlyMap<string, DictEntry>, key: string): DictEntry | undefined {
  const folded = [...entries].find(([other]) => other.toLowerCase() === key.toLowerCase());
  return entries.get(key) ?? folded?.[1];
}

function patternOf(part: Extract<Plain, { kind: "text" }>): RegExp {
  const parts = part.parts.map((each) => (typeof each === "string" ? each.replace(/\W/g, "\\$&") : ".*"));
  return new RegExp(`^${parts.join("")}$`, "s");
}

function texts(...items: readonly string[]): Plain {
  return listOf(items.map((item) => known(item, origin)));
}

function object(value: string): Value {
  return known(dictOf([["c", known(value, origin)]]), origin);
}
