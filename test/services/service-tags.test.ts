import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packTags } from "../../scripts/service-tags/pack.ts";
import { cidrRange } from "../../server/src/core/ip/ip-range.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { parseAddressSource } from "../../server/src/core/ip/source-text.ts";
import { builtInTags } from "../../server/src/core/services/built-in-tags.ts";
import { unpackTags } from "../../server/src/core/services/packed-tags.ts";
import {
  azureCloud,
  createServiceTags,
  type OfficialTag,
  readServiceTags,
  tagsNear,
  tagsOverlapping,
} from "../../server/src/core/services/service-tags.ts";

const dataFile = join(import.meta.dirname, "../../server/src/core/services/service-tags.json");

describe("the tags that come along", () => {
  test("are those of a day, and many", () => {
    expect(builtInTags.published).toBe("2026-06-26");
    expect(builtInTags.names).toHaveLength(3237);
  });

  test("only few have no IPv4 address, and names are found without case", () => {
    const empty = builtInTags.names.filter((name) => builtInTags.addressesOf(name)?.isEmpty !== false);
    expect(empty.filter((name) => !/^(AzureSignalR|WindowsVirtualDesktop)\./.test(name))).toEqual([]);
    expect(builtInTags.spellingOf("appservice.westeurope")).toBe("AppService.WestEurope");
    expect(builtInTags.addressesOf("NoSuchTag")).toBeNull();
  });

  test.each([
    ["ActionGroup.AustraliaSoutheast", ["4.200.251.84/30", "13.77.53.216/30", "20.92.5.114/31"]],
    ["ActionGroup.BrazilSoutheast", ["108.140.5.168/30", "191.233.50.4/30"]],
    ["ActionGroup.AustraliaCentral2", ["20.53.62.100/31", "20.167.131.224/30", "20.193.96.28/30"]],
  ])("%s is as published", (name, cidrs) => {
    expect(builtInTags.addressesOf(name)?.toCidrs()).toEqual(cidrs);
  });

  test("the data centres of a region are part of all", () => {
    const region = builtInTags.addressesOf("AzureCloud.westeurope") ?? IpSet.empty;
    expect(region.isEmpty).toBe(false);
    expect(region.isSubsetOf(builtInTags.dataCentres)).toBe(true);
  });

  test("the data centres, which are a file of their own, are those of their tag", () => {
    expect(builtInTags.dataCentres.toCidrs()).toEqual(builtInTags.addressesOf(azureCloud)?.toCidrs());
    expect(builtInTags.dataCentres.ranges).toHaveLength(1021);
  });

  test("both bundles of the server carry less than 250 kB of them", () => {
    expect(2 * gzipSync(readFileSync(dataFile), { level: 9 }).length).toBeLessThan(250_000);
  });
});

describe("which tags an address has", () => {
  test.each([
    ["20.50.2.6", ["AppService.WestEurope", "AzureCloud.westeurope"]],
    ["203.0.113.0/24", []],
    ["10.0.0.1", []],
  ])("%s", (address, names) => {
    expect(tagsOverlapping(builtInTags, setOf(address))).toEqual(names);
  });

  test("the tag of a service stays where its regions do not say it all", () => {
    const tags = createServiceTags(null, [
      { name: "Mail", addresses: () => setOf("203.0.113.0/24") },
      { name: "Mail.North", addresses: () => setOf("203.0.113.0/28") },
    ]);
    expect(tagsOverlapping(tags, setOf("203.0.113.1"))).toEqual(["Mail.North"]);
    expect(tagsOverlapping(tags, setOf("203.0.113.0/24"))).toEqual(["Mail.North", "Mail"]);
  });

  test.each([
    ["AppServices", "AppService"],
    ["AzureCloud.WestEurop", "AzureCloud.westeurope"],
    ["devops", "AzureDevOps"],
  ])("who types %s may mean %s", (typed, first) => {
    expect(tagsNear(builtInTags, typed)[0]).toBe(first);
  });

  test("nonsense means nothing", () => {
    expect(tagsNear(builtInTags, "qqq")).toEqual([]);
    expect(tagsNear(builtInTags, "")).toEqual([]);
  });
});

describe("the published file", () => {
  const file = {
    changeNumber: 385,
    cloud: "Public",
    values: [
      {
        name: "AzureKeyVault",
        id: "AzureKeyVault",
        properties: {
          changeNumber: 1,
          region: "",
          regionId: 0,
          platform: "Azure",
          systemService: "AzureKeyVault",
          addressPrefixes: ["203.0.113.0/28", "2001:db8::/40", "198.51.100.7/32"],
          networkFeatures: ["API", "NSG"],
        },
      },
    ],
  };

  test("is read with its day, without IPv6", () => {
    const read = readServiceTags(JSON.stringify(file), "ServiceTags_Public_20260622.json");
    if ("error" in read) throw new Error(read.error);
    const { tags } = read;
    expect(tags.published).toBe("2026-06-22");
    expect(tags.addressesOf("azurekeyvault")?.toCidrs()).toEqual(["198.51.100.7/32", "203.0.113.0/28"]);
  });

  test.each([
    ["no JSON", "<html>", "no list of values"],
    ["another JSON", "[]", "no list of values"],
    ["no tags", '{"values":[]}', "holds no service tags"],
    ["a value without properties", '{"values":[1]}', "no properties"],
    ["no prefixes", '{"values":[{"name":"A","properties":{}}]}', "no prefixes"],
    [
      "an invalid prefix",
      '{"values":[{"name":"A","properties":{"addressPrefixes":["x"]}}]}',
      "A has an invalid prefix: x",
    ],
  ])("%s is refused", (_, text, words) => {
    expect(readServiceTags(text, "x.json")).toEqual({ error: expect.stringContaining(words) as string });
  });
});

describe("packing", () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 8, max: 32 }))
    .map(([address, prefix]) => cidrRange(address, prefix));
  const name = fc
    .tuple(fc.constantFrom("AzureCloud", "Mail", "Web"), fc.constantFrom("", ".north", ".South", ".Far"))
    .map(([service, region]) => service + region);
  const tag: fc.Arbitrary<OfficialTag> = fc.record({
    name,
    region: fc.constantFrom("", "north", "south", "f"),
    ranges: fc.array(range, { maxLength: 12 }),
  });

  test("and unpacking gives the same addresses", () => {
    const tags = fc.uniqueArray(tag, { selector: (each) => each.name.toLowerCase(), maxLength: 10 });
    fc.assert(
      fc.property(tags, (given) => {
        const unpacked = unpackTags(packTags(given));
        expect(unpacked.map((each) => each.name)).toEqual(given.map((each) => each.name));
        for (const [index, { ranges }] of given.entries()) {
          expect(unpacked[index]?.addresses().toCidrs()).toEqual(IpSet.of(ranges).toCidrs());
        }
      }),
    );
  });
});

function setOf(address: string): IpSet {
  const reading = parseAddressSource(address);
  return reading.kind === "ipv4" ? IpSet.of([reading.range]) : IpSet.empty;
}
