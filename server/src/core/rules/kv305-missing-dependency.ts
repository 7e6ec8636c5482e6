import { subnetLabel } from "../access/source.ts";
import { waitsFor } from "../network/dependency.ts";
import { dependsOnList, dependsOnName } from "../network/depends-on.ts";
import type { Subnet, Vault } from "../network/network.ts";
import { append } from "./edit.ts";
import { finding, fix, judgedVaults, nameOf } from "./finding.ts";
import { placeOfItem } from "./place.ts";
import type { Fix, Rule } from "./rule.ts";

export const missingDependency: Rule = {
  code: "KV305",
  name: "missing-dependency",
  severity: "info",
  onByDefault: true,
  fixable: true,
  summary: "A subnet rule names a subnet of this deployment that may not be there yet.",
  why: `An id that is put together from text tells Azure nothing about order. When the vault comes first, its deployment fails
with *VirtualNetworkNotValid*, and works when it is tried again.`,
  fix: `Refer to the subnet's resource instead of building its id, or name the virtual network in \`dependsOn\`, which the fix does
in ARM JSON.`,
  references: ["https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency"],
  alsoKnownAs: [],
  *check(network) {
    for (const vault of judgedVaults(network)) {
      for (const { link, item } of vault.subnetLinks) {
        if (vault.kind !== "vault" || link.kind !== "declared") continue;
        const subnet = link.to;
        if (subnet.instance.declaration.existing || subnet.exists.truth === "no") continue;
        if (waitsFor(vault.instance, subnet.instance) !== "no") continue;
        yield finding(vault, {
          message: `${nameOf(vault)} may be deployed before subnet ${subnetLabel(subnet)}, which it names.`,
          span: placeOfItem(item),
          related: [{ message: "The subnet is declared here.", span: subnet.label }],
          fixes: waitFixes(vault, subnet),
        });
      }
    }
  },
};

/** Where both stand in one template that names what it waits for by text. */
function waitFixes(vault: Vault, subnet: Subnet): readonly Fix[] {
  const list = dependsOnList(vault);
  const name = dependsOnName(subnet.instance);
  if (!list || name === null || vault.instance.frame !== subnet.instance.frame) return [];
  const title = `Let ${nameOf(vault)} wait for ${name}`;
  return [fix({ title, preferred: true, target: vault, edits: [append(list, name)] })];
}
