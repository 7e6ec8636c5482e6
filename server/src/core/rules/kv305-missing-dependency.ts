import { subnetLabel } from "../access/source.ts";
import { equalValues } from "../evaluate/values/plain.ts";
import { waitsFor } from "../network/order/dependencies.ts";
import { dependsOnList } from "../network/order/depends-on.ts";
import type { Subnet, SubnetRule, Vault } from "../network/network.ts";
import { referenceToSubnet } from "../network/ids/reference-to.ts";
import { writerOf } from "../network/writes/writes.ts";
import { fix, type Fix, set, waitEdits, waitTitle } from "../fixes/fix.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const missingDependency: Rule = {
  code: "KV305",
  name: "missing-dependency",
  severity: "info",
  fixable: true,
  references: learn("azure-resource-manager/templates/resource-dependency"),
  check: eachVault(function* (vault) {
    const writer = writerOf(vault, vault.subnetRules) ?? vault;
    for (const { link, item } of vault.subnetLinks) {
      if (vault.kind !== "vault" || link.kind !== "declared") continue;
      const subnet = link.to;
      if (subnet.instance.declaration.existing || subnet.exists.truth === "no") continue;
      if (waitsFor(writer.instance, subnet.instance) !== "no") continue;
      yield finding(vault, {
        fact: { kind: "KV305", subnet: subnetLabel(subnet) },
        span: placeOfItem(item),
        related: [{ fact: { kind: "subnet-declared" }, span: subnet.label }],
        fixes: fixesFor(writer, subnet, item),
      });
    }
  }),
};

/** If the ID in the rule is certainly the subnet's, a reference has the same value and adds the dependency. */
function fixesFor(vault: Vault, subnet: Subnet, item: SubnetRule["item"]): readonly Fix[] {
  if (vault.instance.frame !== subnet.instance.frame) return [];
  const isArm = dependsOnList(vault) !== null;
  return isArm ? waitFixes(vault, subnet) : referFixes(vault, subnet, item);
}

function waitFixes(vault: Vault, subnet: Subnet): readonly Fix[] {
  const edits = waitEdits(vault, subnet);
  const title = waitTitle([vault], subnet);
  return !edits || edits.length === 0 ? [] : [fix({ title, preferred: true, target: vault, edits })];
}

function referFixes(vault: Vault, subnet: Subnet, item: SubnetRule["item"]): readonly Fix[] {
  const { value } = item.field;
  const reference = referenceToSubnet(subnet);
  const isSame = value.kind === "known" && equalValues(value, subnet.id, true) === "yes";
  if (!reference || !isSame) return [];
  const title = { kind: "refer-to-subnet", subnet: subnetLabel(subnet) } as const;
  return [fix({ title, preferred: true, target: vault, edits: [set(item.field, reference)] })];
}
