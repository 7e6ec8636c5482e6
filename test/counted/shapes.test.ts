// @vitest-environment-options { "counts": "work" }
import { setFlagsFromString } from "node:v8";
import { runInThisContext } from "node:vm";
import { expect, it } from "vitest";
import { ordinaryBicep } from "../../bench/templates.ts";
import { writtenIpRules } from "../../server/src/core/access/ip-rules.ts";
import { known, through } from "../../server/src/core/evaluate/values/value.ts";
import { analyze } from "../../server/src/core/index.ts";
import { publicDestination } from "../../server/src/core/path/vault-addresses.ts";
import { IpBounds } from "../../server/src/core/ip/ip-set.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

setFlagsFromString("--allow-natives-syntax");
const haveOneShape = runInThisContext("(a, b) => %HaveSameMap(a, b)") as (a: object, b: object) => boolean;

/** How many shapes V8 has for objects that are made alike: the first ones, which it makes before it knows, do not count. */
function shapesOf(made: readonly object[]): number {
  const shapes: object[] = [];
  for (const each of made.slice(10)) if (!shapes.some((one) => haveOneShape(one, each))) shapes.push(each);
  return shapes.length;
}

const span = { document: "/main.bicep", start: 0, end: 1 };
const network = analyze({
  root: "/main.bicep",
  files: filesInMemory({ "/main.bicep": ordinaryBicep(100_000) }),
}).worlds[0]?.network;

it("what comes through a name has one shape", () => {
  const hops = Array.from({ length: 50 }, (_, at) => {
    const hop = { via: "variable", name: `v${at}`, uses: () => at } as const;
    return through(known(at, { span }), span, hop).origin.from ?? {};
  });
  expect(shapesOf(hops)).toBe(1);
});

it("IP rules and what leads to vaults have one shape each", () => {
  const vaults = network?.vaults ?? [];
  const rules = vaults.flatMap((vault) => writtenIpRules(vault));
  expect(rules.length).toBeGreaterThan(12);
  expect(shapesOf(rules)).toBe(1);
  const destinations = Array.from({ length: 12 }).flatMap(() =>
    vaults.map((vault) => publicDestination(vault, IpBounds.none)),
  );
  expect(shapesOf(destinations)).toBe(1);
});
