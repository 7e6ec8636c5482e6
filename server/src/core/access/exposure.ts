import { type Cause, causesOf, distinctCauses, is } from "../evaluate/values/value.ts";
import { any, truth } from "../logic/truth.ts";
import { isEmpty } from "../network/fields/lists.ts";
import type { Network, Vault } from "../network/network.ts";
import type { Exposure } from "./codes.ts";
import { publicAccess } from "./effective.ts";
import { causesOfMembership, hasEntries, membershipsOf } from "./perimeter.ts";
import { judge } from "./verdict.ts";

export interface ExposureAnswer {
  readonly exposure: Exposure;
  /** What it depends on; empty unless it does. */
  readonly because: readonly Cause[];
}

/** How exposed a vault is, in one world. */
export function exposureOf(vault: Vault, network: Network): ExposureAnswer {
  const internet = judge(vault, network, { kind: "internet" });
  if (internet.verdict === "depends") return { exposure: "depends", because: internet.because };
  if (internet.verdict === "allowed") return certain("public");
  if (internet.steps.some((step) => step.gate.name === "perimeter" && step.outcome === "deny"))
    return certain("perimeter");
  return withPerimeter(vault, network, selectedOrPrivate(vault));
}

/** What a perimeter in transition mode allows counts as a rule, even while public access is disabled. */
function withPerimeter(vault: Vault, network: Network, answer: ExposureAnswer): ExposureAnswer {
  if (answer.exposure === "selected") return answer;
  const memberships = membershipsOf(vault, network);
  const entries = any(memberships.map(hasEntries));
  if (entries === "no") return answer;
  if (entries === "yes") return certain("selected");
  return {
    exposure: "depends",
    because: distinctCauses([...answer.because, ...memberships.flatMap(causesOfMembership)]),
  };
}

function certain(exposure: Exposure): ExposureAnswer {
  return { exposure, because: [] };
}

/** A list of rules counts as soon as one is written, even one that never matches, and if it is not known. */
function selectedOrPrivate(vault: Vault): ExposureAnswer {
  const { value } = publicAccess(vault);
  const enabled = is(value, (word) => truth(word === "Enabled"));
  if (enabled === "no" || (isEmpty(vault.ipRules) && isEmpty(vault.subnetRules))) return certain("private");
  return enabled === "yes" ? certain("selected") : { exposure: "depends", because: causesOf(value) };
}
