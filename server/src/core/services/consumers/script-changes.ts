import type { ResourceInstance } from "../../evaluate/types.ts";
import { memoize, once } from "../../logic/memoize.ts";
import type { Value } from "../../evaluate/values/value.ts";
import type { Truth } from "../../logic/truth.ts";
import { meantVault } from "../../network/ids/vault-uri.ts";
import type { Network, Vault } from "../../network/network.ts";
import { bindResource } from "../../network/bind/resource.ts";
import { mayBeProvisioned } from "../../network/provisioned.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import type { Found } from "../../network/fields/read-path.ts";
import { mayOpen } from "../../outside/access.ts";
import type { Span } from "../../text/document.ts";
import { leadsTo, type Consumer, isRunner } from "./consumer.ts";
import { detectedTypes } from "./detected-types.ts";
import { detectionsOf, pathBeside } from "./detection.ts";
import { readPlace } from "./find-consumers.ts";
import { environmentOf } from "./script-use.ts";
import { changesBy, type ScriptChanges, unread } from "./script-vaults.ts";
import { isRunAtStart } from "./written-scripts.ts";
import { waitsFor } from "../../network/order/dependencies.ts";
import type { Resource } from "../../network/resources-by-type.ts";

/** A script that a resource runs or holds, and what it changes about vaults. */
export interface HeldScript extends ScriptChanges {
  /** The same in every world. */
  readonly key: string;
  readonly instance: ResourceInstance;
  readonly exists: Truth;
  /** It certainly runs whenever its resource is created. */
  readonly isRun: boolean;
  readonly span: Span;
}

/** The scripts in resources that change vaults or that may do so. */
export const heldScripts = memoize((network: Network): readonly HeldScript[] => {
  if (network.vaults.length === 0) return [];
  const mayHold = network
    .resourcesConcerning(mayHoldScripts)(...detectedTypes())
    .some(isDeployed);
  const held = (mayHold ? typesWithScripts() : []).flatMap(({ type, paths }) =>
    network
      .resources(type)
      .filter(isDeployed)
      .flatMap((instance) => scriptsOf(instance, type, paths, network)),
  );
  const provisioned = mayBeProvisioned(network).filter(isDeployed);
  return [...held, ...provisioned.flatMap((instance) => provisionersOf(instance, network))];
});

/** The resources with a script that may open a vault, as one that is not read may. */
export function openersOf(vault: Vault, network: Network): readonly ResourceInstance[] {
  return heldScripts(network)
    .filter(
      ({ changes, isUnread }) =>
        isUnread || changes.some((each) => mayOpen(each.access) && leadsTo(each.vault, vault) !== "no"),
    )
    .map(({ instance }) => instance);
}

function isDeployed(instance: ResourceInstance): boolean {
  return instance.exists().truth !== "no";
}

/** The types whose resources may hold scripts, and where. */
const typesWithScripts = once(() =>
  detectedTypes()
    .map((type) => ({ type, paths: scriptPaths(type) }))
    .filter(({ paths }) => paths.length > 0),
);

const namesOfTypes = once(() => new Set(typesWithScripts().map(({ type }) => type)));

/** The catalog is read only for a template that has resources of its types. */
function mayHoldScripts(_: ResourceInstance["declaration"], type: string): boolean {
  return namesOfTypes().has(type);
}

/** Where resources of a type may hold scripts. */
function scriptPaths(type: string): readonly string[] {
  const places = detectionsOf(type).flatMap((each) => each.places);
  const paths = places.flatMap(({ kind, path }) =>
    kind === "script-text" && path !== provisioner ? [path] : [],
  );
  return [...new Set(paths)];
}

/** Any resource of Terraform may have some: https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax */
const provisioner = "provisioner.command";

/** What a resource runs on the machine of Terraform; what it runs on another one is not read. */
function provisionersOf(instance: ResourceInstance, network: Network): readonly HeldScript[] {
  const isRemote = ["inline", "script", "scripts"].some((name) =>
    readPlace(instance, { path: `provisioner.${name}`, kind: "script-text" }, network).found.some(
      ({ field }) => field.value.kind !== "absent",
    ),
  );
  const scripts = scriptsOf(instance, instance.type() ?? "", [provisioner], network);
  // Of azapi, only the resource is read as Azure knows it.
  const isUnseen = isRemote || instance.declaration.around !== undefined;
  return isUnseen ? [...scripts, unseenIn(instance)] : scripts;
}

function scriptsOf(
  instance: ResourceInstance,
  type: string,
  paths: readonly string[],
  network: Network,
): readonly HeldScript[] {
  const readings = paths.map((path) => ({
    path,
    ...readPlace(instance, { path, kind: "script-text" }, network),
  }));
  const scripts = readings.flatMap(({ path, found }) =>
    found.flatMap((each) => scriptAt(instance, { type, path, found: each }, network)),
  );
  const isElsewhere = scripts.length === 0 && onlyHolding.has(type);
  return isElsewhere || readings.some(({ isOpen }) => isOpen) ? [...scripts, unseenIn(instance)] : scripts;
}

function scriptAt(instance: ResourceInstance, at: ScriptPlace, network: Network): readonly HeldScript[] {
  const { path, found } = at;
  const { value } = found.field;
  if (value.kind === "absent" || isWordOfCommand(path, value)) return [];
  const environment = environmentOf(instance, path, found.steps, network.resources);
  const { changes, ...read } = changesBy(value, environment, network.vaults);
  return [
    {
      ...read,
      files: hasFolder(instance, at, network) ? [] : read.files,
      isUnread: read.isUnread || isForeign(instance, at, network),
      key: `${bindResource(instance).key} ${found.steps.join(".")}`,
      instance,
      exists: instance.exists().truth,
      isRun: isRun(instance, at, network),
      span: value.origin.span,
      changes: changes.map((each) => ({
        ...each,
        vault: meantVault(instance, each.vault, network.vaults),
      })),
    },
  ];
}

/** A script that the resource has at an address, or in what is not known of it. */
function unseenIn(instance: ResourceInstance): HeldScript {
  const { key } = bindResource(instance);
  const span = instance.declaration.labelSpan;
  const exists = instance.exists().truth;
  return { ...unread, key, instance, exists, isRun: false, span };
}

interface ScriptPlace {
  readonly type: string;
  readonly path: string;
  readonly found: Found;
}

/** Resources that are there to run a script, which may be at an address instead. */
const onlyHolding: ReadonlySet<string> = new Set([
  "microsoft.resources/deploymentscripts",
  "microsoft.compute/virtualmachines/runcommands",
  "azurerm_automation_runbook",
  "azurerm_resource_deployment_script_azure_cli",
  "azurerm_resource_deployment_script_azure_power_shell",
  "azurerm_virtual_machine_run_command",
]);

/** Whether a part of a command in a list is a plain word rather than a script. */
function isWordOfCommand(path: string, value: Value): boolean {
  if (!path.endsWith("[]") || value.kind !== "known") return false;
  return typeof value.value === "string" && /^[^\s.]*$/.test(value.value);
}

/**
 * Whether a script certainly runs when its resource is created. Runbooks run when they are started, provisioners of `when = destroy` at
 * the end (https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax#destroy-time-provisioners), and data of
 * machines where cloud-init reads it (https://learn.microsoft.com/azure/virtual-machines/custom-data).
 */
function isRun(
  instance: ResourceInstance,
  { type, path, found: { field, steps } }: ScriptPlace,
  { resources }: Network,
): boolean {
  if (type === "azurerm_automation_runbook" || /user_?data/i.test(path)) return false;
  if (path === provisioner) {
    const when = readRelated(instance, pathBeside("provisioner.when", steps), resources).found;
    return when.every(({ field: { value } }) => value.kind === "absent");
  }
  return !/custom_?data/i.test(path) || (!type.includes("windows") && isRunAtStart(field.value));
}

/** Whether a script runs in a folder of its own rather than in that of Terraform's root. */
function hasFolder(instance: ResourceInstance, { path, found }: ScriptPlace, network: Network): boolean {
  const at = path === provisioner ? pathBeside("provisioner.working_dir", found.steps) : "working_dir";
  const reading = readPlace(instance, { path: at, kind: "script-text" }, network);
  return reading.isOpen || reading.found.some(({ field }) => field.value.kind !== "absent");
}

/**
 * Whether a provisioner runs its command with something other than a shell:
 * https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec#interpreter
 */
function isForeign(
  instance: ResourceInstance,
  { path, found }: ScriptPlace,
  { resources }: Network,
): boolean {
  if (path !== provisioner) return false;
  const reading = readRelated(instance, pathBeside("provisioner.interpreter[0]", found.steps), resources);
  const names = reading.found.map(({ field: { value } }) => (value.kind === "known" ? value.value : null));
  return reading.isOpen || !names.every((name) => typeof name === "string" && shell.test(name));
}

const shell = /(?:^|[\\/])(?:bash|sh|zsh|pwsh|powershell|cmd)(?:\.exe)?$/i;

/** Whether a resource waits for a script of another one that may open a vault. */
export function waitsForOpening({ instance }: Resource, vault: Vault, network: Network): boolean {
  return openersOf(vault, network).some(
    (opener) => opener !== instance && waitsFor(instance, opener) !== "no",
  );
}

/** Whether a consumer calls only while it is deployed, as scripts and Terraform do, and waits for a script that may open a vault. */
export function runsAfterOpening(consumer: Consumer, vault: Vault, network: Network): boolean {
  const { resource, service, uses } = consumer;
  const isOnce = isRunner(service) || uses.every(({ kind }) => kind === "script-text");
  return isOnce && waitsForOpening(resource, vault, network);
}
