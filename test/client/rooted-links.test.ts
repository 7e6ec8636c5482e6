import { expect, test } from "vitest";
import { rootedLinks } from "../../client/src/rooted-links.ts";

test.each([
  ["[main.json:3](main.json#L3)", "[main.json:3](/main.json#L3)"],
  [
    "| a | [b:1](in%20fra/b.bicep#L1) | [c:2](c.tf#L2) |",
    "| a | [b:1](/in%20fra/b.bicep#L1) | [c:2](/c.tf#L2) |",
  ],
])("a link to a file leads there from any document: %s", (markdown, expected) => {
  expect(rootedLinks(markdown)).toBe(expected);
});

test.each([
  "[KV101](https://example.com/KV101)",
  "[other](/main.json#L3)",
  "[below](#steps)",
  "[command](command:keyVaultNetwork.explain)",
  String.raw`a name with \](main.json)`,
])("everything else stays as it is: %s", (markdown) => {
  expect(rootedLinks(markdown)).toBe(markdown);
});
