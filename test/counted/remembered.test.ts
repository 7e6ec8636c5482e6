// @vitest-environment-options { "counts": "work" }
import { runInNewContext } from "node:vm";
import { setFlagsFromString } from "node:v8";
import { expect, it } from "vitest";
import { memoize, Remembered } from "../../server/src/core/logic/memoize.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (options: { type: "minor" | "major" }) => void;

it("is about one object, and about none of its copies", () => {
  const [names, sizes] = [new Remembered<object, string>(), new Remembered<object, number>()];
  const [vault, subnet] = [{ id: 1 }, Object.freeze({ id: 2 })];
  names.set(vault, "kv");
  sizes.set(vault, 3);
  names.set(subnet, "app");
  names.set(vault, "kv-shop");
  expect([names.get(vault), names.get(subnet), names.get({ ...vault })]).toEqual([
    "kv-shop",
    "app",
    undefined,
  ]);
  expect([sizes.get(vault), sizes.get(subnet)]).toEqual([3, undefined]);
  expect(vault).toEqual({ id: 1 });
  expect(Reflect.ownKeys(vault)).toEqual(["id"]);
});

it("goes with the object as soon as young objects are collected, whatever the answer refers to", () => {
  const answered = memoize((about: { readonly id: number }) => ({
    about,
    texts: new Array<number>(1_000).fill(about.id),
  }));
  const leftBy = (count: number): number => {
    const before = process.memoryUsage().heapUsed;
    for (let id = 0; id < count; id++) answered({ id });
    collect({ type: "minor" });
    collect({ type: "minor" });
    return process.memoryUsage().heapUsed - before;
  };
  collect({ type: "major" });
  leftBy(100);
  // All of it together is 16 MB, which a `WeakMap` would keep.
  expect(leftBy(2_000)).toBeLessThan(2_000_000);
});
