// @vitest-environment-options { "counts": "work" }
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseIpv4 } from "../../server/src/core/ip/ip-range.ts";
import { workOf } from "./work.ts";

test("work is counted the same each time, and grows with what is done", () => {
  const read = (times: number) => () => {
    for (let i = 0; i < times; i++) parseIpv4("203.0.113.7");
  };
  const once = workOf(read(1));
  expect(once).toBeGreaterThan(0);
  expect(workOf(read(1))).toBe(once);
  expect(workOf(read(50))).toBe(50 * once);
});

test("whatever counts work says so in its first line, since other tests would be slow in its process", () => {
  const folder = import.meta.dirname;
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".test.ts")))
    expect(readFileSync(join(folder, name), "utf8"), name).toMatch(
      /^\/\/ @vitest-environment-options \{ "counts": "work" \}\n/,
    );
});
