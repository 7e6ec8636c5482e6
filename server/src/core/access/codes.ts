/** The reasons of verdicts. Programs read these codes: add, never change. */
export type Reason =
  | "ALLOW_CONTROL_PLANE"
  | "ALLOW_PRIVATE_ENDPOINT"
  | "ALLOW_FIREWALL_OFF"
  | "ALLOW_TRUSTED_SERVICE"
  | "ALLOW_SUBNET_RULE"
  | "ALLOW_IP_RULE"
  | "ALLOW_PERIMETER_RULE"
  | "DENY_NAME_RESOLUTION"
  | "DENY_NETWORK_SECURITY_GROUP"
  | "DENY_ROUTE"
  | "DENY_FIREWALL"
  | "DENY_PUBLIC_ACCESS_DISABLED"
  | "DENY_DEFAULT_ACTION"
  | "DENY_PERIMETER"
  | "DENY_NO_PERMISSION"
  | "DEPENDS_PARAMETER"
  | "DEPENDS_MODULE"
  | "DEPENDS_EXPRESSION"
  | "DEPENDS_SERVICE"
  | "DEPENDS_EGRESS"
  | "DEPENDS_SUBNET"
  | "DEPENDS_EXISTING"
  | "DEPENDS_JOB"
  | "PARTIAL_ADDRESSES";

/** How exposed a vault is: the first of these that applies, in this order. */
export type Exposure = "depends" | "public" | "perimeter" | "selected" | "private";

/** Additional information about a verdict. */
export type Note =
  | "NOTE_ASSUMED_DEFAULT_ACTION"
  | "NOTE_ASSUMED_BYPASS"
  | "NOTE_PERIMETER_NOT_VISIBLE"
  | "NOTE_REDEPLOY"
  | "NOTE_LISTED_ADDRESSES"
  | "NOTE_IPV6_NOT_SUPPORTED"
  | "NOTE_PRIVATE_IP_NOT_MATCHABLE"
  | "NOTE_DNS_NOT_VISIBLE"
  | "NOTE_SERVICE_ENDPOINT_MISSING"
  | "NOTE_ENDPOINT_ASSUMED"
  | "NOTE_SCENARIO_LIMITED"
  | "NOTE_NEEDS_PERMISSION"
  | "NOTE_CONTROL_PLANE"
  | "NOTE_BUDGET"
  | "NOTE_ASSUMED_DEPLOYED"
  | "NOTE_PLANNED"
  | "NOTE_NOT_CALLED"
  | "NOTE_LINKED_BY_EXPRESSION"
  | "NOTE_TOKEN_BLOCKED"
  | "NOTE_IDENTITY_BLOCKED";

/** What is on the way from a subnet to a vault, in the order in which a connection meets it. */
export const pathGateNames = ["name-resolution", "network-security-group", "route", "firewall"] as const;

export type PathGateName = (typeof pathGateNames)[number];

/** Whether a gate is on the way to a vault, before those of the vault itself. */
export function isOnWay(name: GateName): name is PathGateName {
  return onWay.has(name);
}

const onWay: ReadonlySet<GateName> = new Set(pathGateNames);

/** The gates on the way to a vault, and then its own, in the order in which traffic passes through them. */
export type GateName =
  | PathGateName
  | "control-plane"
  | "private-endpoint"
  | "perimeter"
  | "trusted-service"
  | "public-access"
  | "default-action"
  | "subnet-rule"
  | "ip-rule"
  | "default-deny"
  /** After the network, where it is asked for. */
  | "permission";
