import type { Existence, ResourceInstance } from "../../evaluate/types.ts";
import { isText, type Plain, type Text } from "../../evaluate/values/plain.ts";
import { mayBe } from "../../evaluate/values/shape.ts";
import { is, known, knownText, unknown, type Value } from "../../evaluate/values/value.ts";
import { all, any, not, type Truth, truth } from "../../logic/truth.ts";
import type { Field } from "../../network/fields/field.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import { isIdText, type Link, linkTo } from "../../network/ids/links.ts";
import { mayDeclareAbout, type Subject } from "../../network/may-declare.ts";
import type { Network, Subnet, Vault } from "../../network/network.ts";
import type { InstancesOf, Resource } from "../../network/resources-by-type.ts";
import { sameVault } from "../../network/writes/writes.ts";
import { foldWord } from "../../text/fold.ts";
import { matchesStars } from "../../text/stars.ts";
import type { Service, ValueKind } from "../service.ts";
import { type Condition, type Detection, type DetectionPlace, pathBeside } from "./detection.ts";
import { integrationAt } from "./integration-at.ts";
import type { Integration } from "./integration.ts";

/**
 * A resource of the deployment that uses a vault in one of the catalog's scenarios. One with several scenarios is
 * several consumers.
 */
export interface Consumer {
  /** The same in every world and at every analysis of the same text. */
  readonly key: string;
  readonly service: Service;
  /** What declares it, or else the whole file for what only a file of parameters says. */
  readonly resource: Resource;
  /** Whether it is deployed, and in this scenario. */
  readonly exists: Existence;
  /** Its references to vaults, in the order of the catalog; never empty. */
  readonly uses: readonly VaultUse[];
  readonly identity: Value<IdentityKind>;
  readonly runtime: Value<RuntimeKind>;
  readonly place: ConsumerPlace;
  /** Whether it is an app that is given the address or name of the vault, with no more to show that it uses it. */
  readonly holdsAddress: boolean;
}

/** One reference to a vault. */
export interface VaultUse {
  /** The kind of value: the vault's ID or URI, the URI of a secret, a setting that refers to one. */
  readonly kind: ValueKind;
  /** Where it is written. */
  readonly reference: Field<Plain>;
  /** The vault it means: declared or looked up here, elsewhere, or maybe one of some. */
  readonly vault: Link<Vault>;
}

/** The identity that a consumer uses to access the vault, according to the template. */
export type IdentityKind = "system" | "user" | "none";

/** Whose machines run it: Azure's own, or the customer's, as a self-hosted integration runtime does. */
export type RuntimeKind = "azure" | "selfHosted";

/** Where the calls of a consumer come from. */
export type ConsumerPlace =
  /** From subnets, all of them. */
  | { readonly kind: "subnets"; readonly subnets: readonly ConsumerSubnet[] }
  /**
   * From Azure's own machines or from an unknown network: the template can name a subnet for such a resource, but
   * this one has none.
   */
  | { readonly kind: "outside" }
  /** The template names the subnet, or may name it in a part that is not visible. */
  | { readonly kind: "unseen" }
  /** The template has no place to say it. */
  | { readonly kind: "unknown" };

export interface ConsumerSubnet {
  readonly id: Field<Plain>;
  readonly link: Link<Subnet>;
  readonly integration: Integration;
}

/** How surely a consumer uses a vault. */
export function usesVault({ uses }: Consumer, vault: Vault): Truth {
  return any(uses.map(({ vault: link }) => leadsTo(link, vault)));
}

/** Whether it uses the vault for certain, or maybe. */
export function mayUse(consumer: Consumer, vault: Vault): boolean {
  return usesVault(consumer, vault) !== "no";
}

/** Whether a reference means a vault. */
export function leadsTo(link: Link<Vault>, vault: Vault): Truth {
  if (link.kind === "declared") return truth(sameVault(link.to, vault));
  return link.kind === "unknown" && link.candidates.some(({ key }) => key === vault.key) ? "maybe" : "no";
}

/** The machine that runs Terraform: a caller in the catalog that is not a resource. */
export const runnerService = "terraform-data-plane-resources";

export function isRunner({ id }: Service): boolean {
  return id === runnerService;
}

/**
 * Whether a consumer needs its vault while it is deployed: a script runs then, and a container app that cannot fetch its secrets is not created
 * (https://learn.microsoft.com/azure/container-apps/manage-secrets). Others retry.
 */
export function isNeededAtOnce({ service: { id }, uses }: Consumer): boolean {
  if (id === "container-apps-key-vault-secrets") return uses.some(({ kind }) => kind === "secret-uri");
  return id === "deployment-scripts";
}

/** Where a consumer runs, according to the properties named in the catalog. */
export function placeOfConsumer(
  instance: ResourceInstance,
  { places }: Detection,
  network: Network,
): ConsumerPlace {
  const where = places.filter(({ kind }) => kind === "subnet-id");
  if (where.length === 0) return { kind: "unknown" };
  const readings = where.map((place) => ({
    place,
    ...readRelated(instance, place.path, network.resources),
  }));
  if (readings.some(({ isOpen }) => isOpen)) return { kind: "unseen" };
  const subnets = readings.flatMap(({ place, found }) =>
    found
      .filter(({ steps }) => mayHold(place, instance, steps, network.resources))
      .flatMap(({ field }) =>
        subnetAt(field, integrationAt(instance, place.path, network.resources), network),
      ),
  );
  if (subnets.length > 0) return { kind: "subnets", subnets };
  // What gives it a subnet may be a resource of its own, in a module that cannot be read.
  const isGivenElsewhere = where.some(({ path }) => path.includes("<"));
  const mayHide = isGivenElsewhere && mayDeclareAbout(network, subjectOf(instance));
  return { kind: mayHide ? "unseen" : "outside" };
}

function subjectOf(instance: ResourceInstance): Subject {
  const id = instance.id();
  return { instance, id, name: instance.nameSegments().at(-1) ?? unknown([], id.origin) };
}

function mayHold(
  { when }: DetectionPlace,
  instance: ResourceInstance,
  steps: readonly string[],
  of: InstancesOf,
): boolean {
  return when.every((each) => holds(each, instance, steps, of) !== "no");
}

function subnetAt(
  id: Field<Plain>,
  integration: Integration,
  { subnets }: Network,
): readonly ConsumerSubnet[] {
  const { value } = id;
  if (value.kind === "absent" || (value.kind === "known" && !value.value)) return [];
  return [{ id, link: linkTo(idIn(value), subnets), integration }];
}

function idIn(value: Value): Value<string | Text> {
  if (value.kind === "unknown") return value;
  return value.kind === "known" && isIdText(value.value)
    ? known(value.value, value.origin)
    : unknown([], value.origin);
}

/** Whether a resource meets the catalog's condition for a place that was found in it. */
export function holds(
  { path, pattern }: Condition,
  instance: ResourceInstance,
  found: readonly string[],
  of: InstancesOf,
): Truth {
  if (path === "name") return matches(instance.nameSegments().at(-1) ?? null, pattern);
  const wanted = filledIn(pattern, (named) => wordAt(pathBeside(named, found), instance, of));
  if (wanted === null) return "maybe";
  const reading = readRelated(instance, pathBeside(path, found), of);
  const answers = reading.found.map(({ field }) =>
    field.value.kind === "absent" ? "no" : matches(field.value, wanted),
  );
  if (answers.length > 0) return any(answers);
  return reading.isOpen ? "maybe" : matches(null, wanted);
}

/** A pattern with each path in braces replaced by its value; null if one is unknown. */
function filledIn(pattern: string, word: (path: string) => string | null): string | null {
  const words = [...pattern.matchAll(/\{([^{}]+)\}/g)].map(([braced, path = ""]) => ({
    braced,
    word: word(path),
  }));
  if (words.some((each) => each.word === null)) return null;
  return words.reduce((text, each) => text.replace(each.braced, () => each.word ?? ""), pattern);
}

function wordAt(path: string, instance: ResourceInstance, of: InstancesOf): string | null {
  const [found] = readRelated(instance, path, of).found;
  const value = found?.field.value;
  return knownText(value);
}

/** Null represents a property that is not written. */
function matches(value: Value | null, pattern: string): Truth {
  return any(
    pattern.split(" | ").map((alternative) => all(alternative.split(" & ").map((word) => fits(value, word)))),
  );
}

function fits(value: Value | null, word: string): Truth {
  if (word.startsWith("!")) return not(fits(value, word.slice(1)));
  return value === null ? "no" : is(value, (plain) => fitsPlain(plain, word));
}

function fitsPlain(plain: Plain, word: string): Truth {
  if (word === "*") return "yes";
  if (isText(plain))
    return matchesKnownParts(plain, word) ? "yes" : differsAtAnEnd(plain, word) ? "no" : "maybe";
  if (plain !== null && typeof plain === "object") return "no";
  return truth(matchesStars(foldWord(String(plain)), foldWord(word)));
}

/** Whether a known start or end is not that of the pattern, whatever the unknown parts are. */
function differsAtAnEnd({ parts }: Text, word: string): boolean {
  const pieces = foldWord(word).split("*");
  if (pieces.length === 1) return !mayBe(parts, word);
  const known = (part: Text["parts"][number] | undefined): string =>
    typeof part === "string" ? foldWord(part) : "";
  const [start, end] = [known(parts[0]), known(parts.at(-1))];
  const [first, last] = [pieces[0] ?? "", pieces.at(-1) ?? ""];
  const fitsBefore = first.startsWith(start) || start.startsWith(first);
  return !fitsBefore || !(last.endsWith(end) || end.endsWith(last));
}

/** Whatever the unknown parts are, stars match them where the known ones are all that a pattern asks for. */
function matchesKnownParts(text: Text, word: string): boolean {
  const parts = text.parts.map((part) => (typeof part === "string" ? foldWord(part) : "\0"));
  return matchesStars(parts.join(""), foldWord(word));
}
