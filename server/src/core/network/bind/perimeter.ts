import { targetVault } from "../ids/vault-uri.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Text } from "../../evaluate/values/plain.ts";
import {
  type Absent,
  type Cause,
  causesOf,
  distinctCauses,
  type Value,
} from "../../evaluate/values/value.ts";
import { bindResource, networkSchemaOf } from "./resource.ts";
import { idAround, sameId } from "../ids/links.ts";
import type { PerimeterAssociation, PerimeterRule, Vault } from "../network.ts";
import type { Resource } from "../resources-by-type.ts";
import { readField, readList } from "../fields/read-field.ts";

/** What a deployment declares of network security perimeters, by type. */
export interface PerimeterInstances {
  readonly associations: readonly ResourceInstance[];
  readonly profiles: readonly ResourceInstance[];
  readonly rules: readonly ResourceInstance[];
}

/** Reads the associations of resources with perimeters. What is only looked up says nothing of any vault. */
export function bindPerimeters(
  instances: PerimeterInstances,
  vaults: readonly Vault[],
): readonly PerimeterAssociation[] {
  const profiles = instances.profiles.filter(isDeployed).map(bindResource);
  const rules = instances.rules.filter(isDeployed).map(bindRule);
  return instances.associations
    .filter(isDeployed)
    .map((each) => bindAssociation(each, profiles, rules, vaults));
}

function isDeployed({ declaration }: ResourceInstance): boolean {
  return !declaration.existing;
}

function bindAssociation(
  instance: ResourceInstance,
  profiles: readonly Resource[],
  rules: readonly PerimeterRule[],
  vaults: readonly Vault[],
): PerimeterAssociation {
  const resource = bindResource(instance);
  const read = networkSchemaOf(instance).perimeterAssociation;
  const target = readField(instance.body(), read.target, resource.label);
  const profile = readField(instance.body(), read.profile, resource.label).value;
  return {
    ...resource,
    perimeterId: perimeterAround(profile, resource),
    target,
    vault: target.value.kind === "absent" ? null : targetVault(instance, target.value, vaults),
    accessMode: readField(instance.body(), read.accessMode, resource.label),
    rules: rules.filter((rule) => sameId(profile, rule.profileId) === "yes"),
    open: whyMore(profile, profiles, rules, resource),
  };
}

/** A profile and the association that names it are of one perimeter. */
function perimeterAround(profile: Value<string | Text> | Absent, { id }: Resource): Value {
  return profile.kind === "known" ? idAround(profile, "/profiles/") : idAround(id, "/resourceassociations/");
}

/**
 * Why a profile may have more rules than those found: it is not declared here, or the owner of some rules is
 * unknown.
 */
function whyMore(
  profile: Value<string | Text> | Absent,
  profiles: readonly Resource[],
  rules: readonly PerimeterRule[],
  { symbol }: Resource,
): readonly Cause[] {
  const isDeclared = profiles.some((each) => sameId(profile, each.id) === "yes");
  const foreign: Cause = { kind: "existing", symbol: `${symbol}, its profile` };
  const perhaps = rules.filter((rule) => sameId(profile, rule.profileId) === "maybe");
  return distinctCauses([
    ...(isDeclared ? [] : [...causesOf(profile), foreign]),
    ...perhaps.flatMap((rule): readonly Cause[] => [
      ...causesOf(rule.profileId),
      { kind: "runtime", call: rule.symbol },
    ]),
  ]);
}

function bindRule(instance: ResourceInstance): PerimeterRule {
  const resource = bindResource(instance);
  const body = instance.body();
  const read = networkSchemaOf(instance).perimeterRule;
  const profile = read.profile ? readField(body, read.profile, resource.label).value : null;
  return {
    ...resource,
    profileId: profile && profile.kind !== "absent" ? profile : idAround(resource.id, "/accessrules/"),
    direction: readField(body, read.direction, resource.label),
    addressPrefixes: readList(body, read.addressPrefixes, resource.label),
    serviceTags: readList(body, read.serviceTags, resource.label),
    subscriptions: readList(body, read.subscriptions, resource.label),
  };
}
