import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInTags } from "../../server/src/core/services/built-in-tags.ts";
import { ask, type Scene, type Syntax, syntaxes } from "./scene.ts";
import { amount } from "../support/amount.ts";

/**
 * Random rules and routes as people write them, in every language. What the path makes of them is compared with what happens to
 * every single packet: from each address of a subnet to each address that the vault may have.
 */
const sources = addressesOf("10.1.1.0/28");
const toEndpoint = addressesOf("10.1.2.0/29");
const toVault = (builtInTags.addressesOf("AzureKeyVault.westeurope")?.ranges ?? []).flatMap(
  ({ first, last }) => [first, Math.floor((first + last) / 2), last],
);

type Action = "Allow" | "Deny";
type Outcome = "continue" | "deny" | "maybe";

interface Rule {
  readonly access: Action;
  readonly direction: "Inbound" | "Outbound";
  readonly destination: string;
  readonly port: string;
  readonly source: string;
  readonly protocol: string;
}

const tags = ["*", "Internet", "VirtualNetwork", "AzureKeyVault", "AzureKeyVault.WestEurope"];
const furtherTags = ["AzureKeyVault.NorthEurope", "AzureCloud", "AzureCloud.westeurope", "Storage", "Sql"];
const wide = ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "20.0.0.0/8", "40.0.0.0/5"];
const near = ["10.1.2.0/24", "10.1.2.0/30", "10.1.2.4/30", "10.1.2.5", "10.1.2.0/29", "13.64.0.0/11"];
const some = (from: readonly string[]): fc.Arbitrary<string> =>
  fc.uniqueArray(fc.constantFrom(...from), { minLength: 2, maxLength: 3 }).map((items) => items.join(","));

const rule: fc.Arbitrary<Rule> = fc.record({
  access: fc.constantFrom<Action>("Allow", "Deny"),
  direction: fc.constantFrom("Outbound", "Outbound", "Outbound", "Inbound"),
  destination: fc.oneof(
    fc.constantFrom(...tags, ...furtherTags),
    fc.constantFrom(...wide, ...near),
    some(near),
  ),
  port: fc.oneof(
    fc.constantFrom("443", "*", "400-500", "80", "444-500", "0-65535"),
    some(["80", "443", "8080"]),
  ),
  source: fc.oneof(
    fc.constantFrom(
      "*",
      "VirtualNetwork",
      "10.1.1.0/24",
      "10.1.1.0/29",
      "10.1.1.8/29",
      "10.1.1.5",
      "10.9.0.0/16",
    ),
    some(["10.1.1.0/30", "10.1.1.4/30", "10.1.1.8/29"]),
  ),
  protocol: fc.constantFrom("Tcp", "Tcp", "*", "Udp"),
});
const rules = fc.array(rule, { maxLength: 6 });

interface Range {
  readonly base: number;
  readonly length: number;
}

function rangeOf(text: string): Range | null {
  const [, address = "", length = "32"] = /^([\d.]+)(?:\/(\d+))?$/.exec(text) ?? [];
  if (address === "") return null;
  return {
    base: address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0),
    length: Number(length),
  };
}

function addressesOf(text: string): readonly number[] {
  const { base, length } = rangeOf(text) ?? { base: 0, length: 32 };
  return Array.from({ length: 2 ** (32 - length) }, (_, index) => base + index);
}

function isIn({ base, length }: Range, address: number): boolean {
  const size = 2 ** (32 - length);
  return Math.floor(address / size) === Math.floor(base / size);
}

function isPrivate(address: number): boolean {
  return Math.floor(address / 2 ** 24) === 10;
}

/** Whether one word of a rule contains an address, which is that of the vault or of its endpoint if it is a destination. */
function contains(word: string, address: number): boolean {
  const range = rangeOf(word);
  if (range) return isIn(range, address);
  if (word === "*") return true;
  if (word === "Internet") return !isPrivate(address);
  if (word === "VirtualNetwork") return isPrivate(address);
  if (isPrivate(address) || word.endsWith("NorthEurope")) return false;
  if (/^AzureKeyVault|^AzureCloud/.test(word)) return true;
  return builtInTags.addressesOf(word)?.has(address) === true;
}

function hasPort(text: string, port: number): boolean {
  if (text === "*") return true;
  const [first = 0, last = first] = text.split("-").map(Number);
  return first <= port && port <= last;
}

/** What a security group does with one packet: its own rules in their order, and then those of every group. */
function fateOf(written: readonly Rule[], source: number, destination: number): Action {
  const found = written.find(
    (each) =>
      each.direction === "Outbound" &&
      each.protocol !== "Udp" &&
      each.port.split(",").some((port) => hasPort(port, 443)) &&
      each.source.split(",").some((word) => contains(word, source)) &&
      each.destination.split(",").some((word) => contains(word, destination)),
  );
  return found?.access ?? "Allow";
}

function together(fates: readonly boolean[]): Outcome {
  if (fates.every((denied) => denied)) return "deny";
  return fates.some((denied) => denied) ? "maybe" : "continue";
}

function everyPacket(
  destinations: readonly number[],
  isDenied: (source: number, to: number) => boolean,
): Outcome {
  return together(sources.flatMap((source) => destinations.map((to) => isDenied(source, to))));
}

const network = { prefix: "10.1.0.0/16", subnets: { app: { prefix: "10.1.1.0/28" } } };
const vault = { location: "westeurope" };

/** Written in any order: the priority counts. */
function groupOf(written: readonly Rule[]): readonly string[] {
  return written
    .map(
      ({ access, direction, destination, port, source, protocol }, index) =>
        `${100 + index} ${access} ${direction} ${destination} ${port} ${source} ${protocol}`,
    )
    .toReversed();
}

function filtered(written: readonly Rule[], isPrivately: boolean): Scene {
  const pe = { prefix: "10.1.2.0/29" };
  const v = { ...network, subnets: { app: { prefix: "10.1.1.0/28", group: "nsg" }, pe } };
  return {
    vault,
    networks: { v },
    groups: { nsg: groupOf(written) },
    ...(isPrivately ? { endpoint: { subnet: "v/pe", zones: ["z"] }, zones: { z: { links: ["v"] } } } : {}),
  };
}

function outcomeAt(gate: string, scene: Scene, syntax: Syntax): string | undefined {
  return ask(scene, "v/app", syntax).steps.find((step) => step.gate === gate)?.outcome;
}

interface WrittenRoute {
  readonly prefix: string;
  readonly hop: "Internet" | "None";
}

const routes: fc.Arbitrary<readonly WrittenRoute[]> = fc.uniqueArray(
  fc.record({
    prefix: fc.constantFrom(
      ...wide,
      "13.64.0.0/11",
      "20.40.0.0/13",
      "AzureKeyVault",
      "AzureKeyVault.WestEurope",
      "Storage",
    ),
    hop: fc.constantFrom("Internet", "None"),
  }),
  { selector: ({ prefix }) => prefix, maxLength: 6 },
);

/** The longest prefix wins; those of a vault's tag are longer than all of these ranges, and a region comes before the whole. */
function isDropped(written: readonly WrittenRoute[], destination: number): boolean {
  const [longest] = written
    .filter(({ prefix }) => contains(prefix, destination))
    .toSorted((a, b) => lengthOf(b.prefix) - lengthOf(a.prefix));
  return longest?.hop === "None";
}

function lengthOf(prefix: string): number {
  return rangeOf(prefix)?.length ?? (prefix.includes(".") ? 29 : 28);
}

interface WrittenFirewallRule {
  readonly kind: "network" | "application";
  readonly action: Action;
  readonly target: string;
  readonly port: string;
}

const names = [
  "*.vault.azure.net",
  "kv.vault.azure.net",
  "other.vault.azure.net",
  "vault.azure.net",
  "*",
  "*.azure.net",
];
const firewallRule: fc.Arbitrary<WrittenFirewallRule> = fc.oneof(
  fc.record({
    kind: fc.constant("network"),
    action: fc.constantFrom<Action>("Allow", "Deny"),
    target: fc.constantFrom(...wide, "*", "AzureKeyVault", "AzureKeyVault.NorthEurope", "AzureCloud"),
    port: fc.constantFrom("443", "*", "80", "400-500"),
  }),
  fc.record({
    kind: fc.constant("application"),
    action: fc.constantFrom<Action>("Allow", "Deny"),
    target: fc.constantFrom(...names),
    port: fc.constant("443"),
  }),
);
const firewallRules = fc.array(firewallRule, { maxLength: 6 });

/** Network rules come first, and what no rule matches is denied. */
function isBlocked(written: readonly WrittenFirewallRule[], destination: number): boolean {
  const inOrder = [...written.filter(isOfNetwork), ...written.filter((each) => !isOfNetwork(each))];
  const found = inOrder.find(({ kind, target, port }) =>
    kind === "network" ? hasPort(port, 443) && contains(target, destination) : isNamed(target),
  );
  return found?.action !== "Allow";
}

function isOfNetwork({ kind }: WrittenFirewallRule): boolean {
  return kind === "network";
}

function isNamed(target: string): boolean {
  return (
    target === "*" ||
    (target.startsWith("*")
      ? "kv.vault.azure.net".endsWith(target.slice(1))
      : target === "kv.vault.azure.net")
  );
}

function behindFirewall(written: readonly WrittenFirewallRule[]): Scene {
  return {
    vault,
    networks: {
      v: { ...network, subnets: { app: { prefix: "10.1.1.0/28", table: "rt" } } },
      hub: { prefix: "10.9.0.0/16", subnets: {} },
    },
    tables: { rt: ["0.0.0.0/0 VirtualAppliance fw"] },
    firewall: {
      network: "hub",
      rules: written.map(({ kind, action, target, port }, index) =>
        [kind, 100 + index, action, target, port].join(" "),
      ),
    },
  };
}

/** Where the values of a rule are in its line. */
const places = { priority: 0, access: 1, destination: 3, port: 4, source: 5, protocol: 6 } as const;

const hidden = fc.record({
  line: fc.nat({ max: 5 }),
  what: fc.constantFrom(...(Object.keys(places) as (keyof typeof places)[])),
});

/** The scene with a parameter that has no value yet for one value of a rule. */
function hiding(scene: Scene, line: number, what: keyof typeof places): Scene {
  const nsg = (scene.groups?.["nsg"] ?? []).map((rule, index) =>
    rule
      .split(" ")
      .map((word, place) => (index === line && place === places[what] ? "$unknown" : word))
      .join(" "),
  );
  const type = what === "priority" ? "int" : "string";
  return { ...scene, groups: { nsg }, parameters: { unknown: { type } } };
}

describe.each(Object.keys(syntaxes) as Syntax[])("in %s", (syntax) => {
  it("the rules of a security group do what they do to every packet", () => {
    fc.assert(
      fc.property(rules, fc.boolean(), (written, isPrivately) => {
        const expected = everyPacket(
          isPrivately ? toEndpoint : toVault,
          (source, to) => fateOf(written, source, to) === "Deny",
        );
        expect(outcomeAt("network-security-group", filtered(written, isPrivately), syntax)).toBe(expected);
      }),
      { numRuns: amount(40, 1_000) },
    );
  });

  it("a rule of which something is not known never says more than the whole rule", () => {
    fc.assert(
      fc.property(rules, fc.boolean(), hidden, (written, isPrivately, { line, what }) => {
        const scene = filtered(written, isPrivately);
        const whole = outcomeAt("network-security-group", scene, syntax);
        const partly = outcomeAt("network-security-group", hiding(scene, line, what), syntax);
        expect(["maybe", whole]).toContain(partly);
      }),
      { numRuns: amount(40, 1_000) },
    );
  });

  it("the routes of a table lead where they lead every packet", () => {
    fc.assert(
      fc.property(routes, (written) => {
        const table = written.map(({ prefix, hop }) => `${prefix} ${hop}`);
        const v = { ...network, subnets: { app: { prefix: "10.1.1.0/28", table: "rt" } } };
        const expected = everyPacket(toVault, (_, to) => isDropped(written, to));
        expect(outcomeAt("route", { vault, networks: { v }, tables: { rt: table } }, syntax)).toBe(expected);
      }),
      { numRuns: amount(40, 1_000) },
    );
  });

  it("the rules of a firewall do what they do to every packet", () => {
    fc.assert(
      fc.property(firewallRules, (written) => {
        const expected = everyPacket(toVault, (_, to) => isBlocked(written, to));
        expect(outcomeAt("firewall", behindFirewall(written), syntax)).toBe(expected);
      }),
      { numRuns: amount(40, 1_000) },
    );
  });
});
