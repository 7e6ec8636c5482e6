import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { layers } from "../../.dependency-cruiser.mjs";

const architecture = readFileSync(new URL("../../ARCHITECTURE.md", import.meta.url), "utf8");
const core = new URL("../../server/src/core/", import.meta.url);

/** The rows of the table of layers: a folder of the core, and those that it knows. */
const rows = [
  ...architecture.matchAll(/^\| `([a-z-]+)` +\| ((?:nothing|`[a-z-]+`)(?:, `[a-z-]+`)*) +\|/gm),
].map(([, room, knows = ""]) => ({
  room,
  knows: [...knows.matchAll(/`([a-z-]+)`/g)].map(([, each]) => each),
}));

test("the table of layers in ARCHITECTURE.md is the one that is enforced", () => {
  const enforced = layers.map(({ room, knows }) => ({ room, knows: knows.map(roomOf) }));
  expect(rows).toEqual(enforced);
});

test("a layer knows only those above it", () => {
  for (const [index, { room, knows }] of layers.entries()) {
    const above = layers.slice(0, index).map((each) => each.room);
    expect(above, room).toEqual(expect.arrayContaining(knows.map(roomOf)));
  }
});

test("every folder of the core is a layer, and beside them is its door alone", () => {
  const paths = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.[a-z]+$/.test(path),
  );
  const parts = paths.map((path) => path.split(/[/\\]/));
  const folders = new Set(parts.flatMap(([folder, ...rest]) => (rest.length > 0 ? [folder] : [])));
  const files = parts.flatMap(([file, ...rest]) => (rest.length > 0 ? [] : [file]));
  expect([...folders].sort()).toEqual(layers.map(({ room }) => room).sort());
  expect(files.sort()).toEqual(["index.ts", "tsconfig.json"]);
});

/** A pattern such as that for the values of `evaluate` is a part of a room. */
function roomOf(known: string): string {
  return /^\^server\/src\/core\/([a-z-]+)\//.exec(known)?.[1] ?? known;
}
