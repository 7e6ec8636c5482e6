import type { Bypass, DefaultAction, PublicAccess } from "../access/effective.ts";
import type { ForbiddenShape } from "./read.ts";

/** What a text of the service tells of the deployed vault; null where it tells nothing. */
export interface DeployedState {
  readonly publicNetworkAccess: PublicAccess | null;
  readonly defaultAction: DefaultAction | null;
  readonly bypass: Bypass | null;
}

const nothing: DeployedState = { publicNetworkAccess: null, defaultAction: null, bypass: null };

/** The states that make the texts, as public issues tell them; a firewall is only asked while public access is enabled. */
export const deployedStates: Readonly<Record<ForbiddenShape, DeployedState>> = {
  firewall: { publicNetworkAccess: "Enabled", defaultAction: "Deny", bypass: "AzureServices" },
  "firewall-bypass-none": { publicNetworkAccess: "Enabled", defaultAction: "Deny", bypass: "None" },
  disabled: { ...nothing, publicNetworkAccess: "Disabled", bypass: "AzureServices" },
  "disabled-bypass-none": { ...nothing, publicNetworkAccess: "Disabled", bypass: "None" },
  "wrong-endpoint": nothing,
  permission: nothing,
  unknown: nothing,
};

/** What the service means, as sentences. */
export const meanings: Readonly<Record<ForbiddenShape, string>> = {
  firewall:
    "The vault's firewall is on: no rule lists the address it saw, and the caller is not a trusted service.",
  "firewall-bypass-none":
    "The vault's firewall is on: no rule lists the address it saw, and the bypass for trusted services is off.",
  disabled:
    "Public network access is disabled: the call came neither over an approved private endpoint nor from a trusted service.",
  "disabled-bypass-none":
    "Public network access is disabled: the call did not come over an approved private endpoint, and the bypass for trusted services is off.",
  "wrong-endpoint": "The call came over a private endpoint that leads to another vault.",
  permission: "The network let this call through; a permission is missing.",
  unknown:
    "A key vault refused the call, and the text does not say whether the network or a permission is why.",
};
