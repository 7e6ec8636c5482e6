import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { serverFlags } from "../../server/src/server-flags.ts";

/** Reads roots, which stay, and then what replaces itself, as a keystroke does; prints how much is allocated among old objects meanwhile. */
const readAndType = `const old = () =>
  require("node:v8").getHeapSpaceStatistics().find((each) => each.space_name === "old_space").space_used_size;
const read = () => Array.from({ length: 5_000 }, (_, at) => at).map((at) => ({ at, list: [at, at + 1], next: { at } }));
const kept = [];
for (let root = 0; root < 60; root++) kept.push(read());
let [current, before, grown] = [[], old(), 0];
for (let edit = 0; edit < 400; edit++) {
  current = read();
  const now = old();
  grown += Math.max(0, now - before);
  before = now;
}
console.log(grown + 0 * (current.length + kept.length));`;

function printed(script: string): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return Number(stdout);
}

test("what a keystroke makes is not allocated among old objects because roots that were read before stay", () => {
  const set = serverFlags(process.versions.v8)
    .map(({ ours }) => `require("node:v8").setFlagsFromString("${ours}");`)
    .join("");
  // When V8 decides what to allocate there depends on when its threads get a turn.
  const thrice = (script: string): readonly number[] => [1, 2, 3].map(() => printed(script));
  expect(Math.min(...thrice(set + readAndType))).toBeLessThan(Math.max(...thrice(readAndType)) / 3);
});

test.each([
  ["11.3.244.8-node.38", 1],
  ["13.6.233.17-node.53", 1],
  ["14.8.178.14-electron.0", 1],
  ["10.2.154.26-node.36", 0],
  ["15.0.1", 0],
])("V8 %s gets flags that are known for it", (v8, count) => {
  expect(serverFlags(v8)).toHaveLength(count);
});
