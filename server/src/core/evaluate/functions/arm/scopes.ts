/**
 * Where the template is deployed. Only the deployment knows; each fact has a name, so that it equals itself:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-scope,
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment.
 */
import { dictOf, textOf } from "../../values/plain.ts";
import { deploymentFact, groupParts } from "../../instances/resource-id.ts";
import { textPieces } from "../../values/text-pieces.ts";
import { known, type Value } from "../../values/value.ts";
import type { Call, TemplateFunction } from "../function.ts";
import { perOption, type Single } from "./arguments.ts";
import { joined, type Piece } from "./texts.ts";

export const scopes: Readonly<Record<string, TemplateFunction>> = {
  deployment: (call) => facts("deployment()", ["name", "location", "properties", "id"], [], call, call.place),
  deployer: (call) => facts("deployer()", ["objectId", "tenantId", "userPrincipalName"], [], call),
  environment,
  managementGroup: perOption(managementGroup),
  resourceGroup: perOption(resourceGroup),
  subscription: perOption(subscription),
  tenant: (call) => facts("tenant()", ["tenantId", "displayName", "country", "countryCode"], [], call),
};

/** An object of facts; those that follow from others are given with their values. */
function facts(
  name: string,
  members: readonly string[],
  given: readonly (readonly [string, Value])[],
  call: Call,
  place: string | null = null,
): Value {
  const { span } = call.origin;
  const entries = members.map((member) => {
    const among = clouds
      .get(`${name}.${member}`)
      ?.split(" ")
      .map((each) => known(each, call.origin));
    const fact = { ...deploymentFact(`${name}.${member}`, span), ...(among ? { among } : {}) };
    // A fact that differs from one module instance to the next is named with its instance.
    return [member, place === null ? fact : { ...fact, symbol: `${place}: ${name}.${member}` }] as const;
  });
  return known(dictOf([...entries, ...given], [{ kind: "runtime", call: name }]), call.origin);
}

/** `resourceGroup()`; with a name, and a subscription before it, Bicep's scope of another group. */
function resourceGroup(values: readonly Single[], call: Call): Value {
  const type = ["type", known("Microsoft.Resources/resourceGroups", call.origin)] as const;
  const group = values.at(-1);
  if (!group) {
    const id = known(textOf(groupParts(call.group)), call.origin);
    const given = [["name", call.group.resourceGroup], ["id", id], type] as const;
    return facts("resourceGroup()", ["location", "tags", "managedBy", "properties"], given, call);
  }
  const pieces = [...subscriptionPieces(values.slice(0, -1), call), "/resourceGroups/", ...textPieces(group)];
  return scopeOf([["name", group], ["id", joined(pieces, call)], type], call);
}

function subscription(values: readonly Single[], call: Call): Value {
  const id = ["id", joined(subscriptionPieces(values, call), call)] as const;
  const [given] = values;
  if (given) return scopeOf([["subscriptionId", given], id], call);
  const own = ["subscriptionId", call.group.subscription] as const;
  return facts("subscription()", ["tenantId", "displayName"], [own, id], call);
}

function subscriptionPieces(values: readonly Single[], call: Call): readonly Piece[] {
  const [id = call.group.subscription] = values;
  return ["/subscriptions/", ...textPieces(id)];
}

function managementGroup(values: readonly Single[], call: Call): Value {
  const [name] = values;
  const root = "/providers/Microsoft.Management/managementGroups/";
  const own = deploymentFact("managementGroup().name", call.origin.span);
  const id = ["id", joined([root, ...(name ? textPieces(name) : [own])], call)] as const;
  return name
    ? scopeOf([["name", name], id], call)
    : facts("managementGroup()", ["name", "properties"], [id], call);
}

/** A scope that is named by arguments; what else it holds is read when the deployment runs. */
function scopeOf(entries: readonly (readonly [string, Value])[], call: Call): Value {
  return known(dictOf(entries, [{ kind: "runtime", call: `${call.name}(…)` }]), call.origin);
}

/** The cloud the deployment runs in; the public one is likely but not certain. */
function environment(call: Call): Value {
  const suffixes = facts("environment().suffixes", suffixNames, [], call);
  return facts("environment()", endpointNames, [["suffixes", suffixes]], call);
}

const suffixNames = [
  "acrLoginServer",
  "azureDatalakeAnalyticsCatalogAndJob",
  "azureDatalakeStoreFileSystem",
  "keyvaultDns",
  "sqlServerHostname",
  "storage",
];

const endpointNames = [
  "activeDirectoryDataLake",
  "authentication",
  "batch",
  "gallery",
  "graph",
  "graphAudience",
  "media",
  "name",
  "portal",
  "resourceManager",
  "sqlManagement",
  "vmImageAliasDoc",
];

/**
 * The values of `environment()` in each cloud: public Azure, US government, China
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment#environment).
 */
const clouds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "environment().name": "AzureCloud AzureUSGovernment AzureChinaCloud",
    "environment().suffixes.acrLoginServer": ".azurecr.io .azurecr.us .azurecr.cn",
    "environment().suffixes.keyvaultDns": ".vault.azure.net .vault.usgovcloudapi.net .vault.azure.cn",
    "environment().suffixes.sqlServerHostname":
      ".database.windows.net .database.usgovcloudapi.net .database.chinacloudapi.cn",
    "environment().suffixes.storage": "core.windows.net core.usgovcloudapi.net core.chinacloudapi.cn",
  }),
);
