import type { ResourceInstance } from "../../evaluate/types.ts";
import { grouped } from "../../logic/grouped.ts";
import { memoize, once } from "../../logic/memoize.ts";
import type { Network, Vault } from "../../network/network.ts";
import type { Resource } from "../../network/resources-by-type.ts";
import { serviceStanding } from "../service.ts";
import { type Consumer, isRunner, mayUse, usesVault, type VaultUse } from "./consumer.ts";
import { type Condition, type Detection, type DetectionPlace, detectionsOf } from "./detection.ts";
import { bindConsumer, consumersOf, usesAt } from "./find-consumers.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * What calls vaults from a deployment: the consumers of the catalog, what else asks vaults from the machine that runs Terraform, and
 * apps that are given the address of a vault which they do not otherwise show to use.
 */
export const callersOfVaultsIn = memoize((network: Network): readonly Consumer[] => {
  if (network.vaults.length === 0) return [];
  const consumers = consumersOf(network);
  const known = grouped(consumers, ({ resource }) => [resource.key]);
  const runners = runnersIn(network).filter(({ resource }) => !known.has(resource.key));
  const holders = addressHoldersIn(network).flatMap((holder) =>
    besides(known.get(holder.resource.key) ?? [], holder),
  );
  return [...consumers, ...runners, ...holders];
});

/** What the machine that runs Terraform certainly asks a vault for. */
export function runnersAt(vault: Vault, network: Network): readonly Resource[] {
  return callersOfVaultsIn(network)
    .filter(
      (each) => isRunner(each.service) && each.exists.truth === "yes" && usesVault(each, vault) === "yes",
    )
    .map(({ resource }) => resource);
}

/** What an app holds besides the addresses of vaults that it is known to use. */
function besides(own: readonly Consumer[], holder: Consumer): readonly Consumer[] {
  if (own.length === 0) return [holder];
  const uses = holder.uses.filter(({ vault: link }) => {
    const vaults = link.kind === "declared" ? [link.to] : link.kind === "unknown" ? link.candidates : [];
    return vaults.some((vault) => !own.some((consumer) => mayUse(consumer, vault)));
  });
  return uses.length === 0 ? [] : [{ ...holder, uses }];
}

/** The resources of Terraform that write to or read from vaults, of which the catalog does not list all. */
function runnersIn(network: Network): readonly Consumer[] {
  return network.vaultContents.flatMap(({ instance, reference, vault }) => {
    const detection = reference && runner();
    if (!detection) return [];
    const use: VaultUse = { kind: "vault-id", reference, vault };
    return [bindConsumer(instance, detection, [{ use, isMeant: "yes", at: null }], network)];
  });
}

const runner = once(() => detectionsOf("azurerm_key_vault_secret").find(({ service }) => isRunner(service)));

/** The apps that are given the address or name of a vault. They are placed like consumers of their type. */
function addressHoldersIn(network: Network): readonly Consumer[] {
  return [...settings].flatMap(([type, places]) => {
    const instances = network.resources(type).filter((instance) => isApp(instance, type));
    const detection = instances.length > 0 ? detectionsOf(type).find(isPlaced) : undefined;
    if (!detection) return [];
    return instances.flatMap((instance): readonly Consumer[] => {
      const uses = places.flatMap((place) => usesAt(instance, place, network));
      if (uses.length === 0) return [];
      const consumer = bindConsumer(instance, detection, uses, network);
      return [{ ...consumer, key: `${consumer.key}#address`, holdsAddress: true }];
    });
  });
}

function isPlaced({ places, service, isLookup }: Detection): boolean {
  const hasSubnet = places.some(({ kind }) => kind === "subnet-id");
  return !isLookup && hasSubnet && serviceStanding(service).kind === "notTrusted";
}

function isApp(instance: ResourceInstance, type: string): boolean {
  const { declaration } = instance;
  return !declaration.existing && instance.exists().truth !== "no" && foldWord(instance.type()) === type;
}

const appSettings: Condition = { path: "name", pattern: "appsettings" };
const connectionStrings: Condition = { path: "name", pattern: "connectionstrings" };
const ofSite = [
  placeAt("properties.siteConfig.appSettings[].value"),
  placeAt("properties.siteConfig.connectionStrings[].connectionString"),
];
const ofConfig = [placeAt("properties.*", appSettings), placeAt("properties.*.value", connectionStrings)];
const ofContainers = ["containers[]", "initContainers[]"].flatMap((container) => [
  placeAt(`properties.template.${container}.env[].value`),
  placeAt(`properties.template.${container}.args[]`),
  placeAt(`properties.template.${container}.command[]`),
]);
const ofGroup = ["containers[]", "initContainers[]"].flatMap((container) => [
  placeAt(`properties.${container}.properties.environmentVariables[].value`),
  placeAt(`properties.${container}.properties.environmentVariables[].secureValue`),
  placeAt(`properties.${container}.properties.command[]`),
]);
const ofAzurermApp = [placeAt("app_settings.*"), placeAt("connection_string.value")];
const ofAzurermGroup = ["container", "init_container"].flatMap((container) => [
  placeAt(`${container}.environment_variables.*`),
  placeAt(`${container}.secure_environment_variables.*`),
  placeAt(`${container}.commands[]`),
]);
const ofAzurermContainers = ["container", "init_container"].flatMap((container) => [
  placeAt(`template.${container}.env.value`),
  placeAt(`template.${container}.args[]`),
  placeAt(`template.${container}.command[]`),
]);

/** The types of apps, in lower case, with the places of their settings. */
const settings: ReadonlyMap<string, readonly DetectionPlace[]> = new Map([
  ["microsoft.web/sites", ofSite],
  ["microsoft.web/sites/slots", ofSite],
  ["microsoft.web/sites/config", ofConfig],
  ["microsoft.web/sites/slots/config", ofConfig],
  ["microsoft.app/containerapps", ofContainers],
  ["microsoft.app/jobs", ofContainers],
  ...[
    "app_service",
    "function_app",
    "linux_web_app",
    "windows_web_app",
    "linux_function_app",
    "windows_function_app",
  ]
    .flatMap((app) => [`azurerm_${app}`, `azurerm_${app}_slot`])
    .map((type) => [type, ofAzurermApp] as const),
  ["azurerm_function_app_flex_consumption", ofAzurermApp],
  ["azurerm_logic_app_standard", ofAzurermApp],
  ["azurerm_container_app", ofAzurermContainers],
  ["azurerm_container_app_job", ofAzurermContainers],
  ["microsoft.containerinstance/containergroups", ofGroup],
  ["azurerm_container_group", ofAzurermGroup],
]);

function placeAt(path: string, ...when: readonly Condition[]): DetectionPlace {
  return { path, kind: "vault-address", when };
}
