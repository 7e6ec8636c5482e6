import { subnetLabel } from "../access/source.ts";
import { sayCount } from "../access/say.ts";
import { waitsFor } from "../network/dependency.ts";
import type { Subnet, Vault } from "../network/network.ts";
import { referenceToSubnet } from "../network/reference-to.ts";
import { append } from "./edit.ts";
import { fix } from "./finding.ts";
import type { Edit, Fix } from "./rule.ts";
import { waitEdits } from "./waiting.ts";

/** Lists subnets whose service endpoint is on; none where one of them cannot be named beside the vault. */
export function letInBySubnetRules(vault: Vault, subnets: readonly Subnet[]): readonly Fix[] {
  const edits = subnets.map((subnet) => subnetRuleEdits(vault, subnet));
  const certain = edits.filter((each) => each !== null);
  if (certain.length === 0 || certain.length < edits.length) return [];
  const title = `Let in ${saySubnets(subnets)} by ${subnets.length === 1 ? "a subnet rule" : "subnet rules"}`;
  return [fix({ title, target: vault, edits: certain.flat() })];
}

/** A rule for a subnet by reference, which the vault then waits for; null where there is no way to name it. */
export function subnetRuleEdits(vault: Vault, subnet: Subnet): readonly Edit[] | null {
  const reference = referenceToSubnet(subnet);
  const waiting = waitEdits(vault, subnet);
  if (!reference || !waiting || waitsFor(subnet.instance, vault.instance) === "yes") return null;
  return [append(vault.subnetRules, reference), ...waiting];
}

/** "subnet vnet/app", or how many there are. */
export function saySubnets(subnets: readonly Subnet[]): string {
  const [first, ...others] = subnets;
  return first && others.length === 0 ? `subnet ${subnetLabel(first)}` : sayCount(subnets.length, "subnet");
}
