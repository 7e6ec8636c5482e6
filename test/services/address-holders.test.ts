import { expect, it } from "vitest";
import { consumerCandidates } from "../../server/src/core/access/consumer-source.ts";
import { builtInTags, reportConsumers, reportVerdicts, resolveSource } from "../../server/src/core/index.ts";
import { analysesOf } from "../landscape/workspace.ts";

const bicep = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  location: 'westeurope'
  properties: { publicNetworkAccess: 'Disabled' }
}
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  location: 'westeurope'
  properties: { siteConfig: { appSettings: [ { name: 'VAULT', value: kv.properties.vaultUri } ] } }
}
`;

it("an app that only holds the address of a vault is a caller of it in simulations and lists", () => {
  const worlds = analysesOf({ "/main.bicep": bicep }).flatMap((analysis) => analysis.worlds);
  expect(consumerCandidates("site", worlds)).toEqual(["site"]);
  expect(
    reportConsumers(worlds).map(({ label, vaults }) => [label, vaults.map(({ symbol }) => symbol)]),
  ).toEqual([["site", ["kv"]]]);
  const reading = resolveSource("consumer:site", new Map(), { tags: builtInTags });
  const verdicts = "source" in reading ? reportVerdicts(worlds, "consumer:site", reading.source) : [];
  expect(verdicts.map(({ vault, verdict }) => [vault, verdict])).toEqual([["kv", "denied"]]);
});
