import type { ResourceInstance } from "../evaluate/types.ts";
import { equalValues, type Plain } from "../evaluate/values/plain.ts";
import { type Absent, is, unknown, type Value } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import { bindResource } from "../network/bind/resource.ts";
import { readRelated, resourceOf } from "../network/fields/read-related.ts";
import { linkTo } from "../network/ids/links.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { sameVault } from "../network/writes/writes.ts";
import { foldWord } from "../text/fold.ts";
import type { Caller } from "./caller.ts";
import { type Gate, everything, gate } from "./decision.ts";

/**
 * A service that runs in a network managed by Azure can request a private endpoint there, which has to be approved on
 * the vault. Templates do not show whether it has been, so the service's path is not known; null if it requests none.
 */
export function managedEndpointGate(vault: Vault, network: Network, caller: Caller): Gate | null {
  if (caller.kind !== "consumer") return null;
  const { resource, runtime } = caller.consumer;
  // A machine of the customer is in none of these networks.
  if (is(runtime, (kind) => truth(kind === "selfHosted")) === "yes") return null;
  const type = foldWord(resource.instance.type()) ?? "";
  if (mayHaveManagedNetwork(resource, type, network)) return perhaps(resource, "managed-network");
  const endpoint = families
    .filter(([services]) => type.startsWith(services))
    .flatMap((family) => network.resources(family[1]).map((instance) => ({ family, instance })))
    .find(({ family, instance }) => mayLeadTo(instance, family, resource.instance, vault, network));
  return endpoint ? perhaps(bindResource(endpoint.instance), "managed-endpoint") : null;
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
function mayHaveManagedNetwork({ instance }: Resource, type: string, network: Network): boolean {
  const path = isolationModes.get(type);
  if (path === undefined) return false;
  return is(firstAt(instance, path, network), (mode) => truth(mode !== null && !isDisabled(mode))) !== "no";
}

function isDisabled(mode: Plain): boolean {
  return typeof mode === "string" && foldWord(mode) === "disabled";
}

const isolationModes: ReadonlyMap<string, string> = new Map([
  ["microsoft.machinelearningservices/workspaces", "properties.managedNetwork.isolationMode"],
  ["azurerm_machine_learning_workspace", "managed_network.isolation_mode"],
  ["azurerm_ai_foundry", "managed_network.isolation_mode"],
]);

/**
 * The prefix of a service's types; the type of its endpoints; where one contains its target, and the part of that; and where azurerm has the
 * resource that an endpoint and a caller belong to.
 */
type Family = readonly [services: string, endpoint: string, target: string, part: string, owner?: string];

const arm = ["properties.privateLinkResourceId", "properties.groupId"] as const;
const rule = [
  "properties.destination.serviceResourceId",
  "properties.destination.subresourceTarget",
] as const;

/**
 * Code in Databricks and Fabric is shown by its endpoint alone, which is the caller then.
 *
 * https://learn.microsoft.com/azure/data-factory/managed-virtual-network-private-endpoint,
 * https://learn.microsoft.com/azure/synapse-analytics/security/synapse-workspace-managed-private-endpoints,
 * https://learn.microsoft.com/azure/search/search-indexer-howto-access-private,
 * https://learn.microsoft.com/azure/azure-signalr/howto-shared-private-endpoints-key-vault,
 * https://learn.microsoft.com/azure/data-explorer/security-network-managed-private-endpoint-create,
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network,
 * https://learn.microsoft.com/azure/azure-sql/database-watcher-manage,
 * https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/serverless-private-link,
 * https://learn.microsoft.com/fabric/security/security-managed-private-endpoints-overview
 */
const families: readonly Family[] = [
  ["databricks_mws_ncc_", "databricks_mws_ncc_private_endpoint_rule", "resource_id", "group_id"],
  [
    "fabric_workspace_",
    "fabric_workspace_managed_private_endpoint",
    "target_private_link_resource_id",
    "target_subresource_type",
  ],
  [
    "microsoft.datafactory/",
    "microsoft.datafactory/factories/managedvirtualnetworks/managedprivateendpoints",
    ...arm,
  ],
  [
    "microsoft.synapse/",
    "microsoft.synapse/workspaces/managedvirtualnetworks/managedprivateendpoints",
    ...arm,
  ],
  ["microsoft.search/", "microsoft.search/searchservices/sharedprivatelinkresources", ...arm],
  ["microsoft.signalrservice/", "microsoft.signalrservice/signalr/sharedprivatelinkresources", ...arm],
  ["microsoft.signalrservice/", "microsoft.signalrservice/webpubsub/sharedprivatelinkresources", ...arm],
  ["microsoft.kusto/", "microsoft.kusto/clusters/managedprivateendpoints", ...arm],
  ["microsoft.databasewatcher/", "microsoft.databasewatcher/watchers/sharedprivatelinkresources", ...arm],
  [
    "microsoft.machinelearningservices/",
    "microsoft.machinelearningservices/workspaces/outboundrules",
    ...rule,
  ],
  [
    "microsoft.cognitiveservices/",
    "microsoft.cognitiveservices/accounts/managednetworks/outboundrules",
    ...rule,
  ],
  ["azurerm_data_factory", "azurerm_data_factory_managed_private_endpoint", ...azurerm("data_factory_id")],
  ["azurerm_synapse", "azurerm_synapse_managed_private_endpoint", ...azurerm("synapse_workspace_id")],
  ["azurerm_search", "azurerm_search_shared_private_link_service", ...azurerm("search_service_id")],
  [
    "azurerm_signalr",
    "azurerm_signalr_shared_private_link_resource",
    ...azurerm("signalr_service_id", "sub_resource_name"),
  ],
  ["azurerm_web_pubsub", "azurerm_web_pubsub_shared_private_link_resource", ...azurerm("web_pubsub_id")],
  ["azurerm_kusto", "azurerm_kusto_cluster_managed_private_endpoint", "private_link_resource_id", "group_id"],
  [
    "azurerm_machine_learning",
    "azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint",
    "service_resource_id",
    "sub_resource_target",
    "workspace_id",
  ],
];

function azurerm(owner: string, part = "subresource_name"): readonly [string, string, string] {
  return ["target_resource_id", part, owner];
}

/** Whether an endpoint may exist, is not refused, may belong to the caller's service, and is one for the vault. */
function mayLeadTo(
  endpoint: ResourceInstance,
  [, , target, part, owner]: Family,
  caller: ResourceInstance,
  vault: Vault,
  network: Network,
): boolean {
  const valueAt = (path: string): Value | Absent => firstAt(endpoint, path, network);
  const isElse =
    endpoint.exists().truth === "no" ||
    isWord(valueAt(part), (word) => word !== "vault" && word !== "managedhsm") ||
    states.some((path) => isWord(valueAt(path), (word) => refusals.has(word))) ||
    haveOtherOwners(endpoint, caller, owner, network);
  if (isElse) return false;
  const link = linkTo(valueAt(target), network.vaults);
  if (link.kind === "declared") return sameVault(link.to, vault);
  return link.kind === "unknown" && link.candidates.some(({ key }) => key === vault.key);
}

/** Where the answer of the vault's owner may be written, or what it has led to. */
const states = ["properties.connectionState.status", "properties.status"];
const refusals = new Set(["rejected", "disconnected", "inactive", "failed"]);

/** What a resource belongs to is the first of its names in Azure, and the resource that an ID refers to in azurerm. */
function haveOtherOwners(
  endpoint: ResourceInstance,
  caller: ResourceInstance,
  property: string | undefined,
  network: Network,
): boolean {
  if (property === undefined) {
    // Elsewhere a name says nothing of what is around.
    const [first, second] = [endpoint, caller].map((each) =>
      each.type()?.includes("/") ? each.nameSegments()[0] : undefined,
    );
    return first !== undefined && second !== undefined && equalValues(first, second, true) === "no";
  }
  const owner = resourceOf(firstAt(endpoint, property, network), network.resources);
  const id = firstAt(caller, property, network);
  const isOwner = id.kind === "absent" && caller.type() === owner?.type();
  const own = isOwner ? caller : resourceOf(id, network.resources);
  return owner !== null && own !== null && owner !== own;
}

function isWord(value: Value | Absent, test: (word: string) => boolean): boolean {
  return is(value, (plain) => truth(typeof plain === "string" && test(foldWord(plain)))) === "yes";
}

function firstAt(instance: ResourceInstance, path: string, network: Network): Value | Absent {
  const { found, isOpen } = readRelated(instance, path, network.resources);
  const span = instance.declaration.labelSpan;
  const [first] = found;
  return first?.field.value ?? (isOpen ? unknown([], { span }) : { kind: "absent", within: span });
}
