import type { DriftProperty } from "../../server/src/core/access/refusal.ts";
import { group, type PrintedVault, subnetId, vaultId } from "./printed.ts";

/** What the template declares, as printed by a tool that deployed it. */
export const declared: PrintedVault = {
  ...{ name: "kv-prod", ipRules: ["203.0.113.0/24"], subnets: ["vnet/app"], endpoints: ["pe-kv"] },
};

const type = "Microsoft.KeyVault/vaults";

/** The template of that vault, whose name depends on the environment. */
export const bicep = `param environment string = 'prod'

resource kv '${type}@2023-07-01' = {
  name: 'KV-\${environment}'
  properties: {
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: [{ value: '203.0.113.0/24' }]
      virtualNetworkRules: [{ id: '${subnetId("vnet/app")}' }]
    }
  }
}

resource pe 'Microsoft.Network/privateEndpoints@2023-09-01' = {
  name: 'pe-kv'
  properties: {
    subnet: { id: '${subnetId("hub/endpoints")}' }
    privateLinkServiceConnections: [{ name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }]
  }
}
`;

/** Adds a perimeter to the template. */
export const perimeterBicep = `
resource nsp 'Microsoft.Network/networkSecurityPerimeters@2023-08-01-preview' existing = { name: 'nsp' }

resource profile 'Microsoft.Network/networkSecurityPerimeters/profiles@2023-08-01-preview' = {
  parent: nsp
  name: 'profile'
}

resource association 'Microsoft.Network/networkSecurityPerimeters/resourceAssociations@2023-08-01-preview' = {
  parent: nsp
  name: 'kv'
  properties: { accessMode: 'Enforced', profile: { id: profile.id }, privateLinkResource: { id: kv.id } }
}
`;

/** The association of that perimeter as a tool prints it. */
export function association(accessMode: string): object {
  const perimeter = `${group}/providers/Microsoft.Network/networkSecurityPerimeters/nsp`;
  return {
    id: `${perimeter}/resourceAssociations/kv`,
    name: "kv",
    type: "Microsoft.Network/networkSecurityPerimeters/resourceAssociations",
    properties: {
      accessMode,
      profile: { id: `${perimeter}/profiles/profile` },
      privateLinkResource: { id: vaultId("kv-prod") },
    },
  };
}

/** A difference: what `drift` says, and whose access differs. */
interface DriftScenario {
  readonly template: string | readonly string[];
  readonly state: string | readonly string[];
  readonly changes: readonly string[];
}

/** Perimeters are beside vaults; everything else that is compared is a property of them. */
type PropertyOfVault = Exclude<DriftProperty, "networkSecurityPerimeter">;

/** A difference in each property of a vault that is compared, and what is deployed instead. */
export const drifts: Readonly<
  Record<PropertyOfVault, DriftScenario & { readonly deployed: Partial<PrintedVault> }>
> = {
  publicNetworkAccess: {
    deployed: { publicNetworkAccess: "Disabled" },
    ...{ template: "Enabled", state: "Disabled" },
    changes: ["203.0.113.0/24 denied→allowed", "subnet:vnet/app denied→allowed"],
  },
  defaultAction: {
    deployed: { defaultAction: "Allow" },
    ...{ template: "Deny", state: "Allow" },
    changes: ["internet allowed→denied", "trusted services allowed→denied"],
  },
  bypass: {
    deployed: { bypass: "AzureServices" },
    ...{ template: "None", state: "AzureServices" },
    changes: ["trusted services allowed→denied"],
  },
  ipRules: {
    deployed: { ipRules: ["203.0.113.0/24", "198.51.100.7/32"] },
    ...{ template: ["203.0.113.0/24"], state: ["198.51.100.7", "203.0.113.0/24"] },
    changes: ["198.51.100.7/32 allowed→denied"],
  },
  virtualNetworkRules: {
    deployed: { subnets: ["vnet/other"] },
    ...{ template: ["vnet/app"], state: ["vnet/other"] },
    changes: ["subnet:vnet/app denied→allowed", "subnet:vnet/other allowed→denied"],
  },
  privateEndpointConnections: {
    deployed: { endpoints: [] },
    ...{ template: "1", state: "0" },
    changes: ["subnet:hub/endpoints denied→allowed"],
  },
};

/** A difference in what is beside vaults, and the mode of the association that is deployed instead. */
export const driftsBeside: Readonly<
  Record<Exclude<DriftProperty, PropertyOfVault>, DriftScenario & { readonly mode: string }>
> = {
  networkSecurityPerimeter: {
    mode: "Learning",
    ...{ template: ["nsp (enforced)"], state: ["nsp (learning)"] },
    // The rules of the profile are not exported.
    changes: [
      ...["203.0.113.0/24 allowed→denied", "subnet:vnet/app allowed→denied"],
      ...["internet depends→denied", "trusted services depends→denied"],
    ],
  },
};
