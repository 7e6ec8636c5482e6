import type { Cause } from "../evaluate/values/value.ts";
import type { Truth } from "../logic/truth.ts";
import type { Assumption } from "./assumed.ts";
import type { Listed } from "./entries.ts";
import type { RequiredIdentity } from "../services/vocabulary.ts";
import type { EgressDevice } from "../path/egress.ts";
import type { Rejection } from "../path/endpoints.ts";
import type { DefaultAction, PublicAccess } from "./effective.ts";
import type { PathFact } from "./path-fact.ts";

/**
 * The settings at a gate and their effect on a caller: a code and its arguments, which `words` turns into a sentence.
 */
export type GateFact =
  | ControlPlaneFact
  | PathFact
  | EndpointFact
  | PerimeterFact
  | TrustFact
  | SettingFact
  | SubnetRuleFact
  | IpRuleFact
  | RemainingFact
  | PermissionFact
  /** The facts before it may be others when a job calls. */
  | { readonly kind: "job-doubt"; readonly why: JobDoubt }
  /** The facts before it rely on values of a state. */
  | { readonly kind: "as-deployed" }
  /** Facts that hold under an assumption about parameters. */
  | {
      readonly kind: "when";
      readonly when: Assumption;
      readonly facts: readonly GateFact[];
    };

/**
 * What a job does before it calls a vault, or what other commands do, may change how the vault decides; or its machine may have a listed
 * address.
 */
export type JobDoubt = "changed" | "changed-elsewhere" | "unread" | "listed";
/** What the default action does with the traffic that no earlier gate settled. */
type RemainingFact =
  | { readonly kind: "nothing-remains" }
  | {
      readonly kind: "nothing-matched";
      /** Earlier gates settled a part of the traffic. */
      readonly isRest: boolean;
      /** No earlier gate may allow it. */
      readonly isCertain: boolean;
      /** The default action is known. */
      readonly denies: boolean;
    };

type ControlPlaneFact =
  | { readonly kind: "data-plane-only" }
  | { readonly kind: "through-control-plane"; readonly service: string };

type EndpointFact =
  | { readonly kind: "no-private-endpoint" }
  | { readonly kind: "endpoints-not-used"; readonly count: number }
  | { readonly kind: "endpoint-waiting"; readonly endpoint: string }
  /** An endpoint in a service's own network, which has to be approved on the vault. */
  | { readonly kind: "managed-endpoint"; readonly endpoint: string }
  /** Azure adds an endpoint to the network that it manages for a workspace. */
  | { readonly kind: "managed-network"; readonly endpoint: string }
  | { readonly kind: "endpoint-unclear"; readonly endpoint: string }
  /** Azure does not accept it. */
  | { readonly kind: "endpoint-rejected"; readonly endpoint: string; readonly why: Rejection }
  /** One may be declared where nothing was read. */
  | { readonly kind: "endpoint-unread"; readonly because: readonly Cause[] }
  /** The caller may be in a network from which the endpoint is reached. */
  | { readonly kind: "endpoint-perhaps-used"; readonly endpoint: string }
  /**
   * `by` says how the caller reaches it: from its network, because of the access file, or through a linked DNS zone.
   */
  | {
      readonly kind: "endpoint-used";
      readonly endpoint: string;
      readonly by: "network" | "statement" | "zone";
    };

type PerimeterFact =
  | { readonly kind: "no-perimeter"; readonly isPossible: boolean }
  | { readonly kind: "secured-without-association" }
  | { readonly kind: "perimeter-depends"; readonly because: readonly Cause[] }
  | {
      readonly kind: "perimeter-rules";
      readonly association: string;
      /** Whether the rules allow the caller; "part" of addresses of which they list only some. */
      readonly admits: Truth | "part";
      readonly hasRules: boolean;
    }
  | { readonly kind: "perimeter-enforced"; readonly association: string }
  | { readonly kind: "perimeter-secures" }
  | {
      readonly kind: "enforcement-depends";
      readonly association: string;
      readonly because: readonly Cause[];
    }
  | {
      readonly kind: "perimeter-observes";
      readonly association: string;
      readonly mode: "learning" | "audit";
    };

/** The condition of a service's trust. */
export type TrustNeed = RequiredIdentity | "azure-runtime";

type TrustFact =
  | { readonly kind: "no-service" }
  | { readonly kind: "trusted-scenario"; readonly service: string }
  /** `isMet` says whether this caller meets the condition; null if the fact is not about a particular one. */
  | {
      readonly kind: "trusted-if";
      readonly service: string;
      readonly need: TrustNeed;
      readonly isMet: boolean | null;
    }
  | {
      readonly kind: "untrusted";
      readonly service: string;
      readonly why: "not-listed" | "calls-from-client" | "no-data-plane" | "ruled-out-identity";
    }
  | {
      readonly kind: "trust-unclear";
      readonly service: string;
      readonly why: "claimed-by-its-own-page" | "not-stated" | "managed-hsm";
    }
  | { readonly kind: "bypass"; readonly allows: Truth; readonly because: readonly Cause[] };

type SettingFact =
  | { readonly kind: "public-access"; readonly value: PublicAccess; readonly byDefault: boolean }
  | { readonly kind: "public-access-depends"; readonly because: readonly Cause[] }
  | { readonly kind: "no-network-rules" }
  | { readonly kind: "default-action"; readonly value: DefaultAction; readonly byDefault: boolean }
  | { readonly kind: "default-action-depends"; readonly because: readonly Cause[] };

type SubnetRuleFact =
  | { readonly kind: "hsm-subnet-rules" }
  | { readonly kind: "subnet-rules-match-none"; readonly count: number }
  | { readonly kind: "subnet-rules-unknown" }
  | { readonly kind: "caller-without-subnet"; readonly count: number }
  | { readonly kind: "caller-outside-networks" }
  | { readonly kind: "subnet-of-address-unknown" }
  | { readonly kind: "service-subnet-unknown" }
  | { readonly kind: "subnet-rule-depends"; readonly because: readonly Cause[] }
  /** `endpoint` is what is known of the subnet's service endpoint; the number starts at 1. */
  | {
      readonly kind: "subnet-rule-lists";
      readonly number: number;
      readonly endpoint: "on" | "off" | "unknown" | "assumed" | "unchecked";
    };

type IpRuleFact =
  | { readonly kind: "ip-rules-match-none"; readonly count: number }
  | { readonly kind: "ip-rules-ipv4-only" }
  | { readonly kind: "ip-rules-and-services" }
  | { readonly kind: "ip-rules-list-everything" }
  | { readonly kind: "ip-rules-depend"; readonly because: readonly Cause[] }
  | { readonly kind: "address-behind-private" }
  /** The number starts at 1. */
  | {
      readonly kind: "ip-rule-matches";
      readonly number: number;
      readonly rule: Listed;
      readonly match: "whole" | "part" | "maybe";
    }
  /** Listed addresses; `count` is null if none is known, `isOpen` says that there may be more. */
  | { readonly kind: "listed-addresses"; readonly count: number | null; readonly isOpen: boolean }
  | { readonly kind: "arrives-from-private-address" }
  | { readonly kind: "egress-unknown" }
  | { readonly kind: "egress"; readonly through: EgressDevice; readonly isListed: boolean }
  | { readonly kind: "service-address-unknown" };

/** Facts of several gates that are the same one for several callers, each once. */
export function distinctFacts(lists: readonly (readonly GateFact[])[]): readonly GateFact[] {
  return [...new Map(lists.map((facts) => [factsKey(facts), facts])).values()].flat();
}

/** A text that is the same for equal facts. */
export function factsKey(facts: readonly GateFact[]): string {
  return JSON.stringify(facts);
}

/** What the templates say about the permission of a consumer's identity. */
export type PermissionFact =
  /** By an access policy or a role assignment with this symbol. */
  | { readonly kind: "permission-granted"; readonly by: string; readonly how: "policy" | "role" }
  | { readonly kind: "permission-missing" }
  | { readonly kind: "permission-unknown" }
  | { readonly kind: "permission-not-needed" };
