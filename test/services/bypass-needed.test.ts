import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judge } from "../../server/src/core/access/verdict.ts";
import {
  accessFixes,
  type Analysis,
  analyze,
  builtInTags,
  type Files,
  rules,
} from "../../server/src/core/index.ts";
import { services } from "../../server/src/core/services/catalogue.ts";
import { mayUse } from "../../server/src/core/services/consumers/consumer.ts";
import { consumersOf } from "../../server/src/core/services/consumers/find-consumers.ts";
import { readPage } from "./consumers/page.ts";

/**
 * KV107 says that no consumer needs the bypass. It and the simulation of a consumer are about the same trust: whoever the
 * simulation does not certainly deny at a vault without public access needs the bypass, or may need it.
 */
const folder = join(import.meta.dirname, "consumers");
const settings = { widestIpPrefix: 24, maxAddresses: null, serviceTags: builtInTags, today: null };

const closed = {
  bicep: (written: string) => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}
${written}`,
  json: (written: string) => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv",
      "properties": {
        "publicNetworkAccess": "Disabled",
        "networkAcls": { "defaultAction": "Deny", "bypass": "AzureServices" }
      }
    },
    ${written.trim().slice(1)}
}`,
  tf: (written: string) => `resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  public_network_access_enabled = false
  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}
${written}`,
};

const syntaxes = [
  ["bicep", "bicep"],
  ["json", "json"],
  ["hcl azapi", "tf"],
  ["hcl azurerm", "tf"],
] as const;

const pages = services().flatMap(({ id }) => {
  const page = readPage(join(folder, `${id}.md`));
  return syntaxes.flatMap(([fence, extension]) => {
    const written = page.get(fence);
    return written === undefined ? [] : [{ id, fence, extension, written }];
  });
});

describe("KV107 is silent exactly where the simulation needs or may need the bypass", () => {
  it.each(pages)("$id in $fence", ({ extension, written }) => {
    const { reasons, analysis } = read(closed[extension](written), extension);
    const isNeeded = reasons.has("ALLOW_TRUSTED_SERVICE") || reasons.has("DEPENDS_SERVICE");
    expect(reasons.size).toBeGreaterThan(0);
    expect(found("KV107", analysis).length).toBe(isNeeded ? 0 : 1);
  });
});

/** The firewall is on instead, and the bypass is not written. */
function withoutBypass(text: string): string {
  return text.replace(/.*public_?network_?access.*\n/i, "").replace(/,? *"?bypass"? *[:=] *['"]\w+['"]/, "");
}

describe("no fix writes a bypass of None while the simulation of a consumer is undecided", () => {
  it.each(pages)("$id in $fence", ({ extension, written }) => {
    const { reasons, analysis, vault } = read(withoutBypass(closed[extension](written)), extension);
    const isDoubtful = reasons.has("DEPENDS_SERVICE");
    const trusted = { kind: "caller", caller: { kind: "trustedService" } } as const;
    const revoking = accessFixes(analysis.worlds, { source: trusted, vaultKey: vault.key, expect: "deny" });
    expect(revoking.length).toBe(isDoubtful ? 0 : 1);
    expect(found("KV106", analysis).map(({ fixes }) => fixes.length)).toEqual([isDoubtful ? 1 : 2]);
  });
});

function read(text: string, extension: string) {
  const root = `/test/main.${extension}`;
  const files: Files = {
    get: (id) => (id === root ? { id, text } : null),
    resolve: (_, path) => path,
    list: () => [root],
  };
  const analysis = analyze({ root, files });
  const network = analysis.worlds[0]?.network;
  const vault = network?.vaults.find(({ name }) => name.kind === "known" && name.value === "kv");
  if (!network || !vault) throw new Error("no vault");
  const consumers = consumersOf(network).filter((consumer) => mayUse(consumer, vault));
  const verdicts = consumers.map((consumer) => judge(vault, network, { kind: "consumer", consumer }));
  // What only waits for the approval of an endpoint does without the bypass.
  const reasons = verdicts.map(({ reason, steps }) => {
    const isByEndpoint = steps.find(({ outcome }) => outcome === "maybe")?.gate.name === "private-endpoint";
    return reason === "DEPENDS_SERVICE" && isByEndpoint ? "DEPENDS_APPROVAL" : reason;
  });
  return { analysis, vault, reasons: new Set<string>(reasons) };
}

function found(wanted: string, { worlds }: Analysis) {
  const network = worlds[0]?.network;
  const rule = rules.find(({ code }) => code === wanted);
  return network && rule ? [...rule.check(network, settings)] : [];
}
