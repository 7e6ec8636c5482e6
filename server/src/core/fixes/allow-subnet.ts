import type { VaultLabel } from "../access/vault-label.ts";
import type { FixTitle, SubnetWay } from "./fix-title.ts";
import { type Egress, type EgressAddress, egressOf } from "../path/egress.ts";
import { isListed } from "../access/listed-addresses.ts";
import { ipRulesOf } from "../access/entries.ts";
import { serviceEndpointName, serviceEndpointOn } from "../path/service-endpoint.ts";
import { subnetLabel } from "../access/source.ts";
import { waitsFor } from "../network/order/dependencies.ts";
import type { Network, Subnet, SubnetRule, Vault } from "../network/network.ts";
import { referenceToAddress, referenceToOutput, referenceToSubnet } from "../network/ids/reference-to.ts";
import { type Edit, fix, type Fix, append, set } from "./fix.ts";
import { waitEdits } from "./add-dependency.ts";

/** How a subnet is allowed: what is written in the vault, what in other resources, and by which rules. */
export interface WayIn {
  readonly edits: readonly Edit[];
  readonly beside: NonNullable<Fix["beside"]>;
  readonly way: SubnetWay;
}

/** Lists subnets whose service endpoint is on; none where one of them cannot be named beside the vault. */
export function letInBySubnetRules(vault: Vault, subnets: readonly Subnet[]): readonly Fix[] {
  const edits = subnets.map((subnet) => subnetRuleEdits(vault, subnet));
  const certain = edits.filter((each) => each !== null);
  if (certain.length === 0 || certain.length < edits.length) return [];
  const title = allowTitle(subnets, { kind: "subnet-rule", turnsOnEndpoint: false });
  return [fix({ title, target: vault, edits: certain.flat() })];
}

/**
 * The way in for a subnet that changes least: a subnet rule where its service endpoint is on, the addresses through which its
 * traffic leaves where they are declared here, else a subnet rule together with the endpoint. Null if it cannot be written.
 */
export function wayInForSubnet(vault: Vault, subnet: Subnet, network: Network): WayIn | null {
  const byAddress =
    serviceEndpointOn(subnet) === "no" ? addressEdits(vault, egressOf(subnet, vault, network)) : null;
  return byAddress ?? wayInBySubnetRule(vault, subnet);
}

/** Whether a vault has a rule for a subnet, which may lack its service endpoint. */
export function listsSubnet({ subnetLinks }: Vault, { key }: Subnet): boolean {
  return subnetLinks.some(({ link }) => link.kind === "declared" && link.to.key === key);
}

/** A subnet rule, and the service endpoint where it is off; null if either cannot be written. */
export function wayInBySubnetRule(vault: Vault, subnet: Subnet): WayIn | null {
  const endpoint = serviceEndpointOn(subnet);
  const edits = vault.kind === "vault" ? subnetRuleEdits(vault, subnet) : null;
  if (!edits || endpoint === "maybe") return null;
  if (endpoint === "yes") return { edits, beside: [], way: { kind: "subnet-rule", turnsOnEndpoint: false } };
  if (isOneOfLoop(subnet)) return null;
  const turnOn = [append(subnet.serviceEndpoints, serviceEndpointName)];
  return {
    edits,
    beside: [{ target: subnet, edits: turnOn }],
    way: { kind: "subnet-rule", turnsOnEndpoint: true },
  };
}

/** Lists another subnet in place of one; none where it cannot be named beside the vault. */
export function replaceSubnet(
  vault: Vault,
  { field }: SubnetRule["item"],
  subnet: Subnet,
  other: Subnet,
): readonly Fix[] {
  const reference = referenceToSubnet(other);
  const waiting = waitEdits(vault, other);
  if (!reference || !waiting || waitsFor(other.instance, vault.instance) === "yes") return [];
  const title: FixTitle = {
    kind: "replace-with-subnet-rule",
    rule: subnetLabel(subnet),
    subnets: [subnetLabel(other)],
  };
  return [fix({ title, preferred: true, target: vault, edits: [set(field, reference), ...waiting] })];
}

/** The service endpoint of a subnet that a vault allows once it is on; none of one subnet of a loop, as all would get it. */
export function turnOnServiceEndpoint(subnet: Subnet): readonly Fix[] {
  if (isOneOfLoop(subnet)) return [];
  return [
    fix({
      title: { kind: "add-service-endpoint", subnet: subnetLabel(subnet) },
      preferred: true,
      target: subnet,
      edits: [append(subnet.serviceEndpoints, serviceEndpointName)],
    }),
  ];
}

function isOneOfLoop({ instance }: Subnet): boolean {
  return instance.iteration !== null;
}

/** The title of a fix that lets subnets in; with the vault where it may be one of several. */
export function allowTitle(
  subnets: readonly Subnet[],
  way: SubnetWay,
  vault: VaultLabel | null = null,
  opens = false,
): FixTitle {
  return { kind: "allow-subnets", subnets: subnets.map(subnetLabel), way, vault, opens, ifThere: false };
}

/** A rule for a subnet by reference, which the vault then waits for; null if there is no way to name it. */
function subnetRuleEdits(vault: Vault, subnet: Subnet): readonly Edit[] | null {
  const { frame } = subnet.instance;
  const isNear = frame === vault.instance.frame;
  const reference = isNear ? referenceToSubnet(subnet) : referenceToOutput(frame, subnet.id);
  const waiting = waitEdits(vault, subnet);
  if (!reference || !waiting || waitsFor(subnet.instance, vault.instance) === "yes") return null;
  return [append(vault.subnetRules, reference), ...waiting];
}

/** Rules for all the addresses, as traffic may leave through any of them. */
function addressEdits(vault: Vault, egress: Egress | null): WayIn | null {
  if (!egress) return null;
  const { rules, bounds } = ipRulesOf(vault);
  const values = rules.map((rule) => rule.item.field.value);
  const missing = egress.addresses.filter((address) => isListed(address, { values, bounds }) !== "yes");
  const edits = missing.map((address) => address && addressRuleEdits(vault, address));
  const certain = edits.filter((each) => each !== null);
  if (certain.length < missing.length) return null;
  const of = missing.map((address) => address?.resource.symbol ?? "");
  return { edits: certain.flat(), beside: [], way: { kind: "addresses", of } };
}

function addressRuleEdits(vault: Vault, { resource, value }: EgressAddress): readonly Edit[] | null {
  if (value.kind === "known" && typeof value.value === "string") return [append(vault.ipRules, value.value)];
  const reference = referenceToAddress(resource);
  const waiting = waitEdits(vault, resource);
  if (!reference || !waiting || waitsFor(resource.instance, vault.instance) === "yes") return null;
  return [append(vault.ipRules, reference), ...waiting];
}
