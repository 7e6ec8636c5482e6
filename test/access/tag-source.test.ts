import { english } from "../../server/src/core/words/en/english.ts";
import { describe, expect, test } from "vitest";
import {
  analyze,
  describeSource,
  describeTopic,
  type Files,
  readServiceTags,
  readSource,
  reportVerdicts,
  topicAt,
} from "../../server/src/core/index.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";

const template = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2023-07-01",
      "name": "kv",
      "properties": {
        "networkAcls": {
          "defaultAction": "Deny",
          "ipRules": [{ "value": "20.50.2.6" }, { "value": "4.200.251.84/30" }, { "value": "203.0.113.7" }]
        }
      }
    }
  ]
}`;

const files: Files = {
  get: (id) => (id === "main.json" ? { id, text: template } : null),
  resolve: (_, to) => to,
};
const { worlds } = analyze({ root: "main.json", files });

describe("a service tag as a source", () => {
  test("is its addresses, whatever the case of its name", () => {
    expect(readSource("tag:appservice.westeurope")).toMatchObject({
      source: { kind: "caller", caller: { kind: "addresses" }, tag: { name: "AppService.WestEurope" } },
    });
  });

  test("is described with its size and date", () => {
    const reading = readSource("tag:ActionGroup.AustraliaSoutheast");
    expect("source" in reading ? describeSource(reading.source) : reading).toEqual({
      kind: "tag",
      addresses: 10,
      ranges: 3,
      published: "2026-06-26",
    });
  });

  test.each([
    ["tag:", /^Expected a service tag such as AppService\.WestEurope/],
    ["tag:sqlxy", /^There is no service tag 'sqlxy'; did you mean Sql/],
    ["tag:qqq", /^There is no service tag 'qqq'\.$/],
    [
      "tag:AzureCloud.WestEurop",
      /^There is no service tag 'AzureCloud\.WestEurop'; did you mean AzureCloud\.westeurope, /,
    ],
    ["tag:AzureSignalR.KoreaSouth", /^Service tag AzureSignalR\.KoreaSouth has no IPv4 addresses\.$/],
  ])("%s is not a source", (typed, message) => {
    const reading = readSource(typed);
    expect("fault" in reading ? wordsIn("en").sourceFault(reading.fault) : "").toMatch(message);
  });

  test("is divided where a vault admits some of its addresses", () => {
    const reading = readSource("tag:ActionGroup.AustraliaSoutheast");
    if ("fault" in reading) throw new Error(reading.fault.kind);
    const [verdict] = reportVerdicts(worlds, "tag:ActionGroup.AustraliaSoutheast", reading.source);
    expect(verdict?.verdict).toBe("partial");
    expect(verdict?.addresses.allowed.toCidrs()).toEqual(["4.200.251.84/30"]);
    expect(verdict?.addresses.denied.toCidrs()).toEqual(["13.77.53.216/30", "20.92.5.114/31"]);
  });

  test("is taken from the file in force", () => {
    const values = [{ name: "Own", properties: { addressPrefixes: ["203.0.113.0/24"] } }];
    const file = readServiceTags(JSON.stringify({ values }), "ServiceTags_Public_20270101.json");
    if ("error" in file) throw new Error(file.error);
    const reading = readSource("tag:own", file.tags);
    expect("source" in reading && reading.source).toMatchObject({
      tag: { name: "Own", published: "2027-01-01" },
    });
    expect(readSource("tag:AzureCloud", file.tags)).toHaveProperty("fault");
    expect(hoverAt("203.0.113.7", file.tags)).toContain("Contains Azure addresses (2027-01-01): Own.");
  });
});

describe("the hover of an IP rule", () => {
  test("names the services that have its addresses", () => {
    expect(hoverAt("20.50.2.6")).toContain(
      "Contains Azure addresses (2026-06-26): AppService.WestEurope and AzureCloud.westeurope.",
    );
  });

  test("names no tag for addresses that are not Azure's", () => {
    expect(hoverAt("203.0.113.7")).not.toContain("Azure's own");
  });
});

function hoverAt(address: string, tags?: Parameters<typeof describeTopic>[2]): string {
  const topic = topicAt(worlds, "main.json", template.indexOf(address) + 1);
  if (!topic) throw new Error(`there is nothing at ${address}`);
  return describeTopic(topic, english, tags).replaceAll("\\", "");
}
