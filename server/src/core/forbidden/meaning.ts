import type { Bypass, DefaultAction, PublicAccess } from "../access/effective.ts";
import type { ForbiddenShape } from "../access/refusal.ts";

/** What a text of the service reveals about the deployed vault; null if nothing. */
export interface DeployedState {
  readonly publicNetworkAccess: PublicAccess | null;
  readonly defaultAction: DefaultAction | null;
  readonly bypass: Bypass | null;
}

const nothing: DeployedState = { publicNetworkAccess: null, defaultAction: null, bypass: null };

/** The states that produce the texts, according to public issues; the firewall applies only while public access is enabled. */
export const deployedStates: Readonly<Record<ForbiddenShape, DeployedState>> = {
  firewall: { publicNetworkAccess: "Enabled", defaultAction: "Deny", bypass: "AzureServices" },
  "firewall-bypass-none": { publicNetworkAccess: "Enabled", defaultAction: "Deny", bypass: "None" },
  disabled: { ...nothing, publicNetworkAccess: "Disabled", bypass: "AzureServices" },
  "disabled-bypass-none": { ...nothing, publicNetworkAccess: "Disabled", bypass: "None" },
  "wrong-endpoint": nothing,
  permission: nothing,
  unknown: nothing,
};
