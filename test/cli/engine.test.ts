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

const large = flagsFor({ size: 1_000_000, isCrowded: false }, process.versions.v8);
const crowded = flagsFor({ size: 1_000_000, isCrowded: true }, process.versions.v8);
const late = large.at(0);
const often = crowded.at(-1);
const set = (...flags: readonly (string | undefined)[]): string =>
  flags.map((flag) => `require("node:v8").setFlagsFromString("${flag ?? ""}");`).join("");

test("much is read with less in use at its peak", () => {
  // Most of it is garbage, but lives for a while.
  const work = `const kept = [];
  let peak = 0;
  for (let at = 0; at < 1_500_000; at++) {
    kept[at % 200_000] = { at, text: [at] };
    if (at % 1_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
  }
  console.log(peak);`;
  const [usual, ours] = ["", set(often?.ours)].map((first) => Number(printed(first + work)));
  expect(ours).toBeLessThan(0.9 * (usual ?? 0));
});

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

test.each(crowded)(
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
  { size: 10_000, isCrowded: false, v8: "11.3.244.8-node.38", flags: [] },
  { size: 200_000, isCrowded: false, v8: "11.3.244.8-node.38", flags: ["--interrupt-budget=500000"] },
  {
    size: 200_000,
    isCrowded: false,
    v8: "12.4.254.21-node.57",
    flags: ["--invocation-count-for-turbofan=20000"],
  },
  { size: 200_000, isCrowded: false, v8: "11.8.172.17-node.20", flags: [] },
  { size: 200_000, isCrowded: false, v8: "13.6.233.17-node.37", flags: [] },
  { size: 200_000, isCrowded: true, v8: "13.6.233.17-node.37", flags: ["--heap-growing-percent=100"] },
  { size: 200_000, isCrowded: true, v8: "15.1.20-node.9", flags: [] },
  { size: 200_000, isCrowded: true, v8: "", flags: [] },
  {
    size: 200_000,
    isCrowded: true,
    v8: "11.3.244.8-node.38",
    flags: ["--interrupt-budget=500000", "--heap-growing-percent=100"],
  },
])("only flags that V8 $v8 knows are set for $size bytes", ({ size, isCrowded, v8, flags }) => {
  expect(flagsFor({ size, isCrowded }, v8).map(({ ours }) => ours)).toEqual(flags);
});
