/**
 * Where the template is deployed. Only the deployment knows; each fact has a name, so that it equals itself:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-scope,
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment.
 */
import { deploymentFact, groupParts } from "../../instances/resource-id.ts";
import type { Shape } from "../../types.ts";
import { causesInside } from "../../values/scalars.ts";
import { dictOf, textOf } from "../../values/plain.ts";
import { characters, exactly, guidShape } from "../../values/shape.ts";
import { textPieces } from "../../values/symbol.ts";
import { type Cause, causesOr, distinctCauses, known, unknown, type Value } from "../../values/value.ts";
import type { Call, TemplateFunction } from "../function.ts";
import { beyond, exact, perOption, plainOf, type Single } from "./arguments.ts";
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

const atRuntime: TemplateFunction = (call) =>
  unknown({ kind: "runtime", call: `${call.name}()` }, call.origin);

export const runtime: Readonly<Record<string, TemplateFunction>> = {
  /** Every function whose name begins with "list": what is listed belongs to Azure. */
  "list*": atRuntime,
  externalInput: atRuntime,
  externalInputs: atRuntime,
  newGuid: (call) => ({ ...unknown({ kind: "runtime", call: "newGuid()" }, call.origin), shape: guidShape }),
  pickZones: atRuntime,
  providers: atRuntime,
  references: atRuntime,
  // Placeholders that readers write for values; in a template, they are not names.
  "not printed": (call) => unknown({ kind: "runtime", call: { kind: "not-printed" } }, call.origin),
  "potential change": (call) => unknown({ kind: "runtime", call: { kind: "potential-change" } }, call.origin),
  roleDefinitions: atRuntime,
  toLogicalZone: atRuntime,
  toLogicalZones: atRuntime,
  toPhysicalZone: atRuntime,
  toPhysicalZones: atRuntime,
  utcNow: atRuntime,
  fail: perOption(([message], call) => {
    const text = plainOf(message);
    const name = typeof text === "string" && text !== "" ? text.slice(0, 200) : "fail()";
    return unknown({ kind: "failure", reason: { kind: "message", name } }, call.origin);
  }),
  getSecret: perOption((values, call) => {
    const name = values.map(plainOf).findLast((each) => typeof each === "string");
    return unknown({ kind: "secret", name: typeof name === "string" ? name : null }, call.origin);
  }),
  // Hashes: equal arguments give equal results, which the symbol of the call expresses; of the value itself only its shape is
  // known.
  guid: hash("guid()", guidShape),
  uniqueString: hash("uniqueString()", exactly(13, characters.base32)),
};

function hash(name: string, shape: Shape): TemplateFunction {
  return (call) => {
    const because: readonly Cause[] = distinctCauses(call.arguments.flatMap((value) => causesInside(value)));
    return { ...unknown(causesOr(because, { kind: "code", name }), call.origin), shape };
  };
}

export const dates: Readonly<Record<string, TemplateFunction>> = {
  // No firewall depends on it, so the calendar arithmetic is left out.
  dateTimeAdd: exact(() => beyond),
  dateTimeFromEpoch: exact(([seconds]) => (typeof seconds === "number" ? fromEpoch(seconds) : undefined)),
  dateTimeToEpoch: exact(([text]) => (typeof text === "string" ? toEpoch(text) : undefined)),
};

function fromEpoch(seconds: number): string | undefined {
  if (seconds < firstSecond || seconds > lastSecond) return undefined;
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The years from 1 to 9999. */
const [firstSecond, lastSecond] = [-62_135_596_800, 253_402_300_799];

/** Only instants that name their zone are the same everywhere. */
function toEpoch(text: string): number | typeof beyond {
  const [, day = ""] =
    /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/.exec(
      text,
    ) ?? [];
  // A day that its month does not have would become one of the next month.
  const isDay = !Number.isNaN(Date.parse(day)) && new Date(Date.parse(day)).toISOString().startsWith(day);
  const seconds = isDay ? Math.floor(Date.parse(text) / 1000) : Number.NaN;
  return seconds >= firstSecond && seconds <= lastSecond ? seconds : beyond;
}
