import { compileFunction } from "node:vm";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { type Attack, attacksOn } from "./adversarial.ts";
import { slowestAttack } from "./linear.ts";
import { foundBy, stepsOf } from "./steps.ts";
import { patternsOf } from "./patterns-of.ts";

const folders = ["server/src", "client/src", "client/webview"];

/** Those that are put together once, while the core and what it is built with are loaded: a bundle is given a constructor that keeps them. */
function patternsOfLoading(): readonly RegExp[] {
  const made: RegExp[] = [];
  class RecordedRegExp extends RegExp {
    constructor(source: string | RegExp, flags?: string) {
      super(source, flags);
      made.push(new RegExp(this.source, this.flags));
    }
  }
  const { outputFiles } = buildSync({
    entryPoints: ["server/src/core/index.ts"],
    bundle: true,
    format: "cjs",
    write: false,
  });
  const load = compileFunction(outputFiles[0]?.text ?? "", ["RegExp", "module"]);
  Reflect.apply(load, undefined, [RecordedRegExp, {}]);
  return made;
}

/** Those that are put together while files are read, each with the reason why no file makes it slow. */
const whileReading: readonly string[] = [
  // A word of at most 64 letters, which holds no operator.
  'server/src/cli/access-files.ts: `\\\\b${name}\\\\b`, "i"',
  // Blanks, a name without any, and blanks; it is tried once at each line.
  'server/src/core/syntax/terraform/hcl/template.ts: `(${blanks}${marker})${blanks}(?:\\\\n|$)`, "y"',
  // Terraform's regex() and replace(): patterns that may take too many steps are refused (fuzz/bombs/terraform.ts).
  'server/src/core/evaluate/functions/terraform/strings.ts: asOurs(pattern), "gu"',
];

describe("regular expressions take time in proportion to the text", () => {
  const found = folders.map(patternsOf);
  const literals = found.flatMap((each) => each.literals);

  test("in every folder there are some", () => {
    expect(found.map((each) => each.literals.length > 0)).toEqual([true, true, false]);
  });

  test.each([...new Set(literals.map(({ file }) => file))])("%s", (file) => {
    const slow = literals
      .filter((each) => each.file === file)
      .flatMap(({ regex }) => {
        const attack = slowestAttack(regex);
        return attack ? [`${String(regex)}: ${JSON.stringify(attack)}`] : [];
      });
    expect(slow).toEqual([]);
  });

  test("they are judged by a matcher that finds what V8 finds", () => {
    const texts = ({ prefix, pump, suffix }: Attack): string => prefix + pump.repeat(3) + suffix + pump;
    const different = literals.flatMap(({ regex }) => {
      const all = new RegExp(regex, `${regex.flags.replace("g", "")}g`);
      return attacksOn(regex)
        .filter((_, at) => at % 7 === 0)
        .map(texts)
        .filter((text) => foundBy(regex, text).join() !== (text.match(all) ?? []).join())
        .map((text) => `${String(regex)}: ${JSON.stringify(text)}`);
    });
    expect(different).toEqual([]);
  });

  test("those put together while the core is loaded", () => {
    const made = patternsOfLoading();
    expect(made.length).toBeGreaterThan(3);
    expect(made.flatMap((regex) => slowestAttack(regex) ?? [])).toEqual([]);
  });

  test("those put together later are the known ones", () => {
    const onLoading =
      /^server\/src\/core\/(?:access-file\/validate|files\/documents|forbidden\/read|services\/consumers\/vault-link|syntax\/bicep\/declaration-line)\.ts: /;
    const computed = found.flatMap((each) => each.computed);
    expect(computed.filter((each) => !onLoading.test(each)).sort()).toEqual([...whileReading].sort());
  });

  test.each([
    ...[/^(?:\.?a\w*)*$/, /[ \t]+$/, /\[[^\]]*\]/, /^\s*module\s/m, /(a+)+$/, /(?:a|ab)*c/],
    ...[/x*x*y/, /(?<=a+)b/, /(?=[a-z]+1)\w/, /(\w+)\1!/, /a+?b/, /\p{L}+\d/u],
  ])("%s is found to be slow", (regex) => {
    expect(slowestAttack(regex)).not.toBeNull();
  });

  test.each([
    /^[ \t]+$/,
    /\[[^\][]*\]/,
    /\ba+\b/,
    /(?<![ \t])[ \t]+$/,
    /\w{1,40}!/,
    /^\s*module\s/,
    /[ \t]+/y,
  ])("%s is found to be fast", (regex) => {
    expect(slowestAttack(regex)).toBeNull();
  });

  test("steps are counted, whatever the machine does: they are the same each time", () => {
    const count = (): number => stepsOf(/[ \t]+$/, `${" ".repeat(100)}!`, Infinity);
    expect(count()).toBe(count());
    expect(stepsOf(/(a+)+$/, `${"a".repeat(40)}!`, 10_000)).toBe(Infinity);
  });
});
