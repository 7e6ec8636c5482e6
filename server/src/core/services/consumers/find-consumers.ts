import { grouped } from "../../logic/grouped.ts";
import type { Existence, ResourceInstance } from "../../evaluate/types.ts";
import type { Plain } from "../../evaluate/values/plain.ts";
import {
  type Absent,
  causesOf,
  known,
  type Origin,
  unknown,
  type Value,
} from "../../evaluate/values/value.ts";
import { memoize, once, Remembered } from "../../logic/memoize.ts";
import { all, type Truth } from "../../logic/truth.ts";
import { bindResource } from "../../network/bind/resource.ts";
import type { FieldSchema } from "../../network/fields/field.ts";
import type { Network } from "../../network/network.ts";
import { meantVault } from "../../network/ids/vault-uri.ts";
import { readField } from "../../network/fields/read-field.ts";
import { type Reading, readSteps, stepsOf } from "../../network/fields/read-path.ts";
import { isCertainlyWithout, readRelated } from "../../network/fields/read-related.ts";
import type { ValueKind } from "../service.ts";
import { type Consumer, holds, placeOfConsumer, type RuntimeKind, type VaultUse } from "./consumer.ts";
import { identityOf, type PlaceFound } from "./consumer-identity.ts";
import { type Detection, type DetectionPlace, detectionsOf } from "./detection.ts";
import { detectedTypes } from "./detected-types.ts";
import { grantsTo } from "./grants.ts";
import { environmentOf, usesGrants } from "./script-use.ts";
import { vaultsInScript } from "./script-vaults.ts";
import { vaultsIn } from "./vault-link.ts";
import { foldWord } from "../../text/fold.ts";
import type { InstancesOf } from "../../network/resources-by-type.ts";

/**
 * The resources of a deployment that use a vault, in the order of the catalog's types. Computed on demand, and
 * skipped if there is no vault that could allow or block them.
 */
export function consumersOf(network: Network): readonly Consumer[] {
  return network.vaults.length === 0 ? [] : everyConsumerIn(network);
}

/** The same where no vault is declared or looked up: what refers to one by its address or id alone. */
export const everyConsumerIn = memoize((network: Network): readonly Consumer[] =>
  network
    .resourcesConcerning(mayUseVault)(...detectedTypes())
    .flatMap((instance) => {
      const type = foldWord(instance.type()) ?? "";
      // Those that only Azure knows by such a type have places of their own.
      return setOfTypes().has(type) ? consumersIn(instance, type, network) : none;
    }),
);

type ResourceDeclaration = ResourceInstance["declaration"];

const setOfTypes = once(() => new Set(detectedTypes()));

const none: readonly Consumer[] = [];

/** A use that is found, and whether it is one of the scenario asked for. */
interface FoundUse {
  readonly use: VaultUse;
  readonly isMeant: Truth;
  /** Null of one that only a permission shows. */
  readonly at: PlaceFound | null;
}

function consumersIn(instance: ResourceInstance, type: string, network: Network): readonly Consumer[] {
  if (instance.exists().truth === "no") return none;
  const detections = detectionsOf(type);
  if (!instance.isMade && certainlyUsesNone(instance.declaration, detections)) return none;
  const scenarios: { readonly detection: Detection; readonly uses: readonly FoundUse[] }[] = [];
  for (const detection of detections) {
    if (detection.isLookup !== instance.declaration.existing) continue;
    const uses = usesOf(instance, detection, network);
    if (uses.length > 0) scenarios.push({ detection, uses });
  }
  if (scenarios.length === 0) return none;
  const taken = takenPlaces(scenarios.flatMap(({ uses }) => uses));
  return scenarios.flatMap(({ detection, uses }) => {
    const own = tellingUses(uses.filter((each) => taken.get(placeKey(each)) === each));
    return byIdentity(instance, detection, own, network).map((some, index) => {
      const consumer = bindConsumer(instance, detection, some, network);
      return index === 0 ? consumer : { ...consumer, key: `${consumer.key}#${String(index)}` };
    });
  });
}

/** A resource may choose another identity for each of its references, which are those of several callers then. */
function byIdentity(
  instance: ResourceInstance,
  detection: Detection,
  uses: readonly FoundUse[],
  { resources }: Network,
): readonly (readonly FoundUse[])[] {
  const groups = grouped(uses, (use) => {
    const identity = identityOf(instance, detection, resources, use.at);
    return [identity.kind === "known" ? identity.value : null];
  });
  return [...groups.values()];
}

/** Whether a declaration of a type in the catalog writes anything by which it might use a vault. */
function mayUseVault(declaration: ResourceDeclaration, type: string): boolean {
  return !certainlyUsesNone(declaration, detectionsOf(type));
}

/** Nearly all resources write nothing at any place of their type: after an edit, that is known of all but the edited one. */
function certainlyUsesNone(declaration: ResourceDeclaration, detections: readonly Detection[]): boolean {
  const { readFrom } = declaration;
  if (!readFrom || declaration.existing) return false;
  const answers = answersAbout(detections);
  const before = answers.get(readFrom);
  if (before !== undefined) return before;
  const isWithout = detections.every(
    ({ isLookup, places }) => isLookup || places.every((place) => certainlyLacksPlace(declaration, place)),
  );
  answers.set(readFrom, isWithout);
  return isWithout;
}

const answersAbout = memoize((_detections: readonly Detection[]) => new Remembered<object, boolean>());

function certainlyLacksPlace(declaration: ResourceDeclaration, { kind, path }: DetectionPlace): boolean {
  if (kind === "grantee" || kind === "vault-child") return false;
  return isCertainlyWithout(declaration, path);
}

/** The consumer that a resource is in a scenario, with its references to vaults. */
export function bindConsumer(
  instance: ResourceInstance,
  detection: Detection,
  found: readonly FoundUse[],
  network: Network,
): Consumer {
  const resource = bindResource(instance);
  const { service } = detection;
  return {
    key: `${resource.key}#${service.id}`,
    service,
    resource,
    exists: existenceOf(instance, found),
    uses: found.map(({ use }) => use),
    identity: identityOf(instance, detection, network.resources, found[0]?.at ?? null),
    runtime: runtimeOf(instance, detection, network.resources),
    place: placeOfConsumer(instance, detection, network),
    holdsAddress: false,
  };
}

function existenceOf(instance: ResourceInstance, found: readonly FoundUse[]): Existence {
  const exists = instance.exists();
  const isMeant: Truth = found.some((each) => each.isMeant === "yes") ? "yes" : "maybe";
  const because = found.flatMap(({ use }) => (isMeant === "yes" ? [] : causesOf(use.reference.value)));
  return { truth: all([exists.truth, isMeant]), because: [...exists.because, ...because] };
}

function usesOf(instance: ResourceInstance, { places }: Detection, network: Network): readonly FoundUse[] {
  const uses: FoundUse[] = [];
  for (const place of places) uses.push(...usesAt(instance, place, network));
  return uses;
}

/** The references to vaults at a place of a resource. */
export function usesAt(
  instance: ResourceInstance,
  place: DetectionPlace,
  network: Network,
): readonly FoundUse[] {
  const { path, kind, when } = place;
  if (kind === "grantee") return usesOfGrants(instance, network);
  const { found } = readPlace(instance, place, network);
  if (found.length === 0) return [];
  return found.flatMap(({ field, steps }) => {
    if (field.value.kind === "absent") return [];
    const { value, isCertain } = referenceAt(field.value);
    const named =
      kind === "script-text"
        ? vaultsInScript(value, environmentOf(instance, path, steps, network.resources), network.vaults)
        : vaultsIn(value, kind, network.vaults);
    const links = named.map((link) => meantVault(instance, link, network.vaults));
    if (links.length === 0) return [];
    const isMeant = all([isCertain, ...when.map((each) => holds(each, instance, steps, network.resources))]);
    if (isMeant === "no") return [];
    return links.map((vault) => ({
      use: { kind, reference: field, vault },
      isMeant,
      at: { path, kind, steps },
    }));
  });
}

function usesOfGrants(instance: ResourceInstance, network: Network): readonly FoundUse[] {
  const grants = grantsTo(instance, network);
  const isMeant = grants.length === 0 ? "no" : usesGrants(instance, network);
  return isMeant === "no" ? [] : grants.map((use) => ({ use, isMeant, at: null }));
}

/** What a resource has at a place. */
export function readPlace(
  instance: ResourceInstance,
  { path, kind }: Pick<DetectionPlace, "path" | "kind">,
  network: Network,
): Reading {
  if (kind === "vault-child") return ownId(instance);
  // What a data source runs is written in it, whatever it looks up.
  return kind === "script-text" && instance.declaration.existing
    ? readSteps(instance.body(), stepsOf(path), instance.declaration.labelSpan)
    : readRelated(instance, path, network.resources);
}

/** A reference that something unseen may replace is one that there may be. */
function referenceAt(value: Value): { readonly value: Value; readonly isCertain: Truth } {
  const hidden = value.kind === "unknown" ? value.unlessReplaced : undefined;
  return hidden ? { value: hidden, isCertain: "maybe" } : { value, isCertain: "yes" };
}

/** Of what is in a vault, its own id says in which. */
function ownId(instance: ResourceInstance): Reading {
  const id = readField(instance.id(), asIs, instance.declaration.labelSpan);
  return { found: [{ field: id, steps: [] }], isOpen: false };
}

const asIs: FieldSchema<Plain> = { path: [], decode: (plain) => plain, encode: () => null };

/** Where some places say which vault, those that only say that there is one add nothing. */
function tellingUses(uses: readonly FoundUse[]): readonly FoundUse[] {
  const telling = uses.filter(({ use }) => !vague.has(use.kind) || use.vault.kind !== "unknown");
  return telling.length > 0 ? telling : uses;
}

const vague: ReadonlySet<ValueKind> = new Set(["some-vault", "script-text"]);

/**
 * A reference belongs to one scenario: the one that certainly applies, or otherwise the first in the catalog that
 * may apply.
 */
function takenPlaces(uses: readonly FoundUse[]): ReadonlyMap<string, FoundUse> {
  const taken = new Map<string, FoundUse>();
  for (const use of uses) {
    const before = taken.get(placeKey(use));
    if (!before || (before.isMeant === "maybe" && use.isMeant === "yes")) taken.set(placeKey(use), use);
  }
  return taken;
}

function placeKey({ use }: FoundUse): string {
  const { value } = use.reference;
  const span = value.kind === "absent" ? value.within : value.origin.span;
  const target = use.vault.kind === "declared" ? use.vault.to.key : "";
  return `${span.document}@${span.start}-${span.end} ${target}`;
}

/**
 * Whose machines run a consumer. What chooses no runtime runs on one of Azure's; a self-hosted integration runtime is a machine
 * of the customer (https://learn.microsoft.com/azure/data-factory/concepts-integration-runtime).
 */
function runtimeOf(instance: ResourceInstance, { places }: Detection, of: InstancesOf): Value<RuntimeKind> {
  const origin = { span: instance.declaration.labelSpan };
  const readings = places
    .filter(({ kind }) => kind === "runtime-selector")
    .map(({ path, when }) => ({ path, when, reading: readRelated(instance, path, of) }));
  const chosen = readings.flatMap(({ path, when, reading }) =>
    reading.found
      .filter(({ steps }) => when.every((each) => holds(each, instance, steps, of) === "yes"))
      .map(({ field }) => ({ path, value: field.value })),
  );
  const [choice] = chosen;
  if (choice) return choosesOwn(choice.path) ? known("selfHosted", origin) : chosenBy(choice.value, origin);
  return readings.some(({ reading }) => reading.isOpen) ? unknown([], origin) : known("azure", origin);
}

/** The types of azurerm say whose machines they are. */
function choosesOwn(path: string): boolean {
  return path.includes("_self_hosted ");
}

function chosenBy(value: Value | Absent, origin: Origin): Value<RuntimeKind> {
  return value.kind === "known" ? known(kindOf(value.value), origin) : unknown([], origin);
}

function kindOf(word: unknown): RuntimeKind {
  return typeof word === "string" && /^self-?hosted$/i.test(word) ? "selfHosted" : "azure";
}
