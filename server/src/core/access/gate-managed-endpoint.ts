import type { Plain, Text } from "../evaluate/values/plain.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import { isIdText, linkTo } from "../network/ids/links.ts";
import type { FieldSchema } from "../network/fields/field.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Resource } from "../network/resource.ts";
import { readField } from "../network/fields/read-field.ts";
import { bindResource } from "../network/bind/resource.ts";
import { sameVault } from "../network/writes/writes.ts";
import type { Caller } from "./caller.ts";
import { type Gate, everything, gate } from "./decision.ts";
import { foldWord } from "../text/fold.ts";

/**
 * A service that runs in a network managed by Azure can request a private endpoint there, which has to be approved on
 * the vault. Templates do not show whether it has been, so the service's path is not known; null if it requests none.
 */
export function managedEndpointGate(vault: Vault, network: Network, caller: Caller): Gate | null {
  if (caller.kind !== "consumer") return null;
  const { resource } = caller.consumer;
  const type = foldWord(resource.instance.type()) ?? "";
  if (mayHaveManagedNetwork(resource, type)) return perhaps(resource, "managed-network");
  const family = families.find(({ services }) => type.startsWith(services));
  if (!family) return null;
  const endpoint = network
    .resources(family.endpoint)
    .map(bindResource)
    .find((each) => each.exists.truth !== "no" && leadsTo(each, family.target, vault, network));
  return endpoint ? perhaps(endpoint, "managed-endpoint") : null;
}

function perhaps({ symbol, label }: Resource, kind: "managed-endpoint" | "managed-network"): Gate {
  return gate({
    name: "private-endpoint",
    effect: "allow",
    settles: everything("maybe"),
    reason: "ALLOW_PRIVATE_ENDPOINT",
    openReason: "DEPENDS_SERVICE",
    because: [{ kind: "runtime", call: { kind: "approval-of", name: symbol } }],
    facts: [{ kind, endpoint: symbol }],
    span: label,
  });
}

/**
 * Azure itself adds an endpoint for the vault to the managed network of a workspace, unless that is not isolated
 * (https://learn.microsoft.com/azure/machine-learning/how-to-managed-network#list-of-required-rules).
 */
function mayHaveManagedNetwork({ instance, label }: Resource, type: string): boolean {
  const path = isolationModes.get(type);
  if (!path) return false;
  const { value } = readField(instance.body(), { path, decode: asWord, encode: () => null }, label);
  return is(value, (mode) => truth(foldWord(mode) !== "disabled")) !== "no";
}

const isolationModes: ReadonlyMap<string, readonly string[]> = new Map([
  ["microsoft.machinelearningservices/workspaces", ["properties", "managedNetwork", "isolationMode"]],
  ["azurerm_machine_learning_workspace", ["managed_network", "isolation_mode"]],
  ["azurerm_ai_foundry", ["managed_network", "isolation_mode"]],
]);

function asWord(plain: Plain): string | undefined {
  return typeof plain === "string" ? plain : undefined;
}

/**
 * The prefixes of a service's types, the type of its endpoints, both in lower case, and where one contains its target.
 */
interface Family {
  readonly services: string;
  readonly endpoint: string;
  readonly target: readonly string[];
}

const arm = ["properties", "privateLinkResourceId"];
const azurerm = ["target_resource_id"];

/**
 * https://learn.microsoft.com/azure/data-factory/managed-virtual-network-private-endpoint,
 * https://learn.microsoft.com/azure/synapse-analytics/security/synapse-workspace-managed-private-endpoints,
 * https://learn.microsoft.com/azure/search/search-indexer-howto-access-private
 */
const families: readonly Family[] = [
  {
    services: "microsoft.datafactory/",
    endpoint: "microsoft.datafactory/factories/managedvirtualnetworks/managedprivateendpoints",
    target: arm,
  },
  {
    services: "microsoft.synapse/",
    endpoint: "microsoft.synapse/workspaces/managedvirtualnetworks/managedprivateendpoints",
    target: arm,
  },
  {
    services: "microsoft.search/",
    endpoint: "microsoft.search/searchservices/sharedprivatelinkresources",
    target: arm,
  },
  {
    services: "azurerm_data_factory",
    endpoint: "azurerm_data_factory_managed_private_endpoint",
    target: azurerm,
  },
  { services: "azurerm_synapse", endpoint: "azurerm_synapse_managed_private_endpoint", target: azurerm },
  { services: "azurerm_search", endpoint: "azurerm_search_shared_private_link_service", target: azurerm },
];

function leadsTo(
  { instance, label }: Resource,
  path: readonly string[],
  vault: Vault,
  network: Network,
): boolean {
  const { value } = readField(instance.body(), { ...idSchema, path }, label);
  const link = linkTo(value, network.vaults);
  if (link.kind === "declared") return sameVault(link.to, vault);
  return link.kind === "unknown" && link.candidates.some(({ key }) => key === vault.key);
}

const idSchema: Omit<FieldSchema<string | Text>, "path"> = {
  decode: (plain: Plain) => (isIdText(plain) ? plain : undefined),
  encode: () => null,
};
