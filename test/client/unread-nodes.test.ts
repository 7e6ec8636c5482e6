import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Say } from "../../client/src/say.ts";
import { english } from "./english.ts";
import { allNodes } from "../../client/src/tree/tree-node.ts";
import { unreadNodes } from "../../client/src/vaults/unread-nodes.ts";
import type { UnreadResult } from "../../server/src/protocol/vaults.ts";
import { place } from "./vault.ts";

const naming: UnreadResult = {
  ...place,
  kind: "module",
  symbol: "naming",
  source: "Azure/naming/azurerm",
  why: "not-downloaded",
  vault: "possible",
};
const shared: UnreadResult = {
  ...naming,
  symbol: "kv",
  source: "../shared/kv",
  why: "not-found",
  vault: "likely",
};

const texts = JSON.parse(readFileSync("l10n/bundle.l10n.de.json", "utf8")) as Record<string, string>;
const german: Say = (text, ...parts) => english(texts[text] ?? `not translated: ${text}`, ...parts);

test("what is not read is one row, which counts what is likely about vaults and leads to each place", () => {
  const nodes = allNodes(unreadNodes(english, [shared, naming]));
  expect(nodes.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    "Not read: 2 · 1 likely to contain key vaults",
    "kv: not found",
    "naming: not downloaded",
  ]);
  expect(nodes.map((node) => node.place)).toEqual([null, place, place]);
  expect(nodes.map(({ words }) => words)).toEqual([["unread"], ["unreadModule"], ["unreadModule"]]);
  expect(nodes.at(-1)?.spoken).toContain("Azure/naming/azurerm");
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(3);
});

test("it is said in German as well", () => {
  const nodes = allNodes(unreadNodes(german, [shared, { ...naming, why: "kept-elsewhere" }]));
  expect(nodes.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    "Nicht gelesen: 2 · 1 wahrscheinlich mit Key Vaults",
    "kv: nicht gefunden",
    "naming: anderswo gespeichert",
  ]);
});

test("vaults beyond the limit say so, in both languages", () => {
  const beyond: UnreadResult = { ...shared, kind: "vault", why: "limit" };
  const reasons = [english, german].map((say) => allNodes(unreadNodes(say, [beyond])).at(-1)?.description);
  expect(reasons).toEqual(["too many key vaults in one template", "zu viele Key Vaults in einer Vorlage"]);
});

test("where everything is read there is no row", () => {
  expect(unreadNodes(english, [])).toEqual([]);
  expect(unreadNodes(english, [naming])[0]?.description).toBe("1");
});
