import type { ProviderVersion } from "../template/template.ts";
import type { Span } from "../text/document.ts";
import type { Network } from "./network.ts";
import { azurermContents } from "./schema/data-plane.ts";
import { olderThan } from "./schema/provider-version.ts";

/**
 * The first versions of azurerm that use an API for vaults and managed HSMs which stays:
 * https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG-v4.md (4.81.0 of 2026-07-14, 4.80.0 of 2026-07-02)
 */
const firstVersions: readonly { readonly first: string; readonly types: readonly string[] }[] = [
  {
    first: "4.81.0",
    // Whatever names a vault by its ID asks the control plane for its address.
    types: [
      ...["azurerm_key_vault", "azurerm_key_vault_access_policy"],
      ...Object.entries(azurermContents).flatMap(([type, { vault }]) =>
        vault[0] === "key_vault_id" ? [type] : [],
      ),
    ],
  },
  { first: "4.80.0", types: ["azurerm_key_vault_managed_hardware_security_module"] },
];

/** The resources that a version of azurerm manages which is older than the first one, with where that version is selected. */
export function managedByOldAzurerm(
  network: Network,
): readonly (ProviderVersion & { readonly first: string; readonly label: Span })[] {
  return firstVersions.flatMap(({ first, types }) =>
    network.resources(...types).flatMap((instance) => {
      const isOwn = instance.frame.run.home === null && instance.exists().truth !== "no";
      const old = isOwn ? olderThan(first, "azurerm", instance.frame) : null;
      return old ? [{ ...old, first, label: instance.declaration.labelSpan }] : [];
    }),
  );
}
