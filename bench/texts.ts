import { bicepSection } from "./bicep-section.ts";

/** Realistic Bicep of at least this many UTF-16 code units. */
export function largeBicep(length: number): string {
  const sections: string[] = [];
  for (let total = 0, index = 0; total < length; index++) {
    const section = bicepSection(index);
    sections.push(section);
    total += section.length;
  }
  return sections.join("\n");
}

/** The text with each `name.property` replaced by a call, still valid. */
export function withoutAccess(text: string): string {
  return text.replace(/\b([a-z]+\d+)(?:\.[a-z]\w*|\[\d+\])+/gi, "any($1)");
}

/** The text with the middle of every nth line removed. */
export function damaged(text: string, every: number): string {
  return text
    .split("\n")
    .map((line, index) => (index % every === every - 1 ? line.slice(0, line.length >> 1) : line))
    .join("\n");
}

/** An ARM template with this many vaults, each with this many IP rules. */
export function largeArm(vaults: number, rules: number): string {
  const ipRules = Array.from({ length: rules }, (_, index) => ({
    value: `20.${(index >> 8) & 255}.${index & 255}.0/24`,
  }));
  const resources = Array.from({ length: vaults }, (_, index) => ({
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2023-07-01",
    name: `[format('kv-{0}-${index}', uniqueString(resourceGroup().id))]`,
    location: "[parameters('location')]",
    properties: {
      publicNetworkAccess: "Enabled",
      networkAcls: { defaultAction: "Deny", bypass: "None", ipRules },
    },
  }));
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  const parameters = { location: { type: "string", defaultValue: "[resourceGroup().location]" } };
  return JSON.stringify({ $schema, contentVersion: "1.0.0.0", parameters, resources }, null, 2);
}
