import { compileFunction } from "node:vm";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { slowestAttack } from "./linear.ts";
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
  // Terraform's regex() and replace(): patterns that may take too many steps are refused (fuzz/bombs/terraform.ts).
  'server/src/core/evaluate/functions/terraform/patterns.ts: pattern.replaceAll("(?P<", "(?<"), "gu"',
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

  test("those put together while the core is loaded", () => {
    const made = patternsOfLoading();
    expect(made.length).toBeGreaterThan(3);
    expect(made.flatMap((regex) => slowestAttack(regex) ?? [])).toEqual([]);
  });

  test("those put together later are the known ones", () => {
    const onLoading =
      /^server\/src\/core\/(?:access-file\/validate|forbidden\/plain-log|services\/consumers\/vault-link|syntax\/bicep\/declaration-line)\.ts: /;
    const computed = found.flatMap((each) => each.computed);
    expect(computed.filter((each) => !onLoading.test(each)).sort()).toEqual([...whileReading].sort());
  });

  test.each([/^(?:\.?a\w*)*$/, /[ \t]+$/, /\[[^\]]*\]/, /^\s*module\s/m])(
    "%s is found to be slow",
    (regex) => {
      expect(slowestAttack(regex)).not.toBeNull();
    },
  );
});
