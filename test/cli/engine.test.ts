import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { flagsFor } from "../../server/src/cli/engine.ts";

/** What a script prints in a process of its own, in which V8 must not complain. */
function printed(script: string, ...flags: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, "-e", script], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

const flags = flagsFor(1_000_000, process.versions.v8);
const late = flags.at(0);
const set = (...flags: readonly (string | undefined)[]): string =>
  flags.map((flag) => `require("node:v8").setFlagsFromString("${flag ?? ""}");`).join("");

test("what runs 8,000 times is not optimized where more than a few files are read", ({ skip }) => {
  skip(late === undefined, `V8 ${process.versions.v8} optimizes late by itself`);
  const work = `const functions = Array.from({ length: 40 }, (_, n) =>
    new Function("a", "return (a.charCodeAt(0) * 31 + a.charCodeAt(1) * 7 + " + n + ") % 65537;"));
  for (let at = 0; at < 8_000; at++) for (const each of functions) each("text" + at);`;
  const [usual, ours] = ["", set(late?.ours)].map(
    (first) => printed(first + work, "--trace-opt").match(/completed compiling .*TURBOFAN/g)?.length ?? 0,
  );
  expect(usual).toBeGreaterThan(20);
  expect(ours).toBeLessThan(10);
});

test.each(flags)(
  "compiled code is that of other processes while a flag is as usual: $usual",
  ({ ours, usual }) => {
    const work = `const code = new (require("node:vm").Script)("(function () {})").createCachedData();
  console.log(code.readUInt32LE(12));`;
    const [plain, under, again] = ["", set(ours), set(ours, usual)].map((first) => printed(first + work));
    expect(again).toBe(plain);
    expect(under).not.toBe(plain);
  },
);

test.each([
  { size: 10_000, v8: "11.3.244.8-node.38", flags: [] },
  { size: 200_000, v8: "11.3.244.8-node.38", flags: ["--interrupt-budget=500000"] },
  { size: 200_000, v8: "12.4.254.21-node.57", flags: ["--invocation-count-for-turbofan=20000"] },
  { size: 200_000, v8: "11.8.172.17-node.20", flags: [] },
  { size: 200_000, v8: "13.6.233.17-node.37", flags: [] },
  { size: 200_000, v8: "15.1.20-node.9", flags: [] },
  { size: 200_000, v8: "", flags: [] },
])("only flags that V8 $v8 knows are set for $size bytes", ({ size, v8, flags }) => {
  expect(flagsFor(size, v8).map(({ ours }) => ours)).toEqual(flags);
});
