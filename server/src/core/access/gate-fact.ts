import type { Fact } from "../logic/fact.ts";
import type { Cause } from "../evaluate/values/value.ts";
import type { Truth } from "../logic/truth.ts";
import type { Assumption } from "./assumed.ts";
import type { Listed } from "./entries.ts";
import type { RequiredIdentity } from "../services/service.ts";
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
  | Fact<"job-doubt", { why: JobDoubt }>
  /** The facts before it rely on values of a state. */
  | Fact<"as-deployed">
  /** Facts that hold under an assumption about parameters. */
  | Fact<"when", { when: Assumption; facts: readonly GateFact[] }>;

/**
 * What a job does before it calls a vault, or what other commands do, may change how the vault decides; or its machine may have a listed
 * address.
 */
export type JobDoubt = "changed" | "changed-elsewhere" | "unread" | "listed";
/** What the default action does with the traffic that no earlier gate settled. */
type RemainingFact =
  | Fact<"nothing-remains">
  | {
      readonly kind: "nothing-matched";
      /** Earlier gates settled a part of the traffic. */
      readonly isRest: boolean;
      /** No earlier gate may allow it. */
      readonly isCertain: boolean;
      /** The default action is known. */
      readonly denies: boolean;
    };

type ControlPlaneFact = Fact<"data-plane-only"> | Fact<"through-control-plane", { service: string }>;

type EndpointFact =
  | Fact<"no-private-endpoint">
  | Fact<"endpoints-not-used", { count: number }>
  | Fact<"endpoint-waiting", { endpoint: string }>
  /** An endpoint in a service's own network, which has to be approved on the vault. */
  | Fact<"managed-endpoint", { endpoint: string }>
  /** Azure adds an endpoint to the network that it manages for a workspace. */
  | Fact<"managed-network", { endpoint: string }>
  | Fact<"endpoint-unclear", { endpoint: string }>
  /** Azure does not accept it. */
  | Fact<"endpoint-rejected", { endpoint: string; why: Rejection }>
  /** One may be declared where nothing was read. */
  | Fact<"endpoint-unread", { because: readonly Cause[] }>
  /** The caller may be in a network from which the endpoint is reached. */
  | Fact<"endpoint-perhaps-used", { endpoint: string }>
  /**
   * `by` says how the caller reaches it: from its network, because of the access file, or through a linked DNS zone.
   */
  | Fact<"endpoint-used", { endpoint: string; by: "network" | "statement" | "zone" }>;

type PerimeterFact =
  | Fact<"no-perimeter", { isPossible: boolean }>
  | Fact<"secured-without-association">
  | Fact<"perimeter-depends", { because: readonly Cause[] }>
  | {
      readonly kind: "perimeter-rules";
      readonly association: string;
      /** Whether the rules allow the caller; "part" of addresses of which they list only some. */
      readonly admits: Truth | "part";
      readonly hasRules: boolean;
    }
  | Fact<"perimeter-enforced", { association: string }>
  | Fact<"perimeter-secures">
  | Fact<"enforcement-depends", { association: string; because: readonly Cause[] }>
  | Fact<"perimeter-observes", { association: string; mode: "learning" | "audit" }>;

/** The condition of a service's trust. */
export type TrustNeed = RequiredIdentity | "azure-runtime";

type TrustFact =
  | Fact<"no-service">
  | Fact<"trusted-scenario", { service: string }>
  /** `isMet` says whether this caller meets the condition; null if the fact is not about a particular one. */
  | Fact<"trusted-if", { service: string; need: TrustNeed; isMet: boolean | null }>
  | {
      readonly kind: "untrusted";
      readonly service: string;
      readonly why: "not-listed" | "calls-from-client" | "no-data-plane" | "ruled-out-identity";
    }
  | Fact<"trust-unclear", { service: string; why: "claimed-by-its-own-page" | "not-stated" | "managed-hsm" }>
  | Fact<"bypass", { allows: Truth; because: readonly Cause[] }>;

type SettingFact =
  | Fact<"public-access", { value: PublicAccess; byDefault: boolean }>
  | Fact<"public-access-depends", { because: readonly Cause[] }>
  | Fact<"no-network-rules">
  | Fact<"default-action", { value: DefaultAction; byDefault: boolean }>
  | Fact<"default-action-depends", { because: readonly Cause[] }>;

type SubnetRuleFact =
  | Fact<"hsm-subnet-rules">
  | Fact<"subnet-rules-match-none", { count: number }>
  | Fact<"subnet-rules-unknown">
  | Fact<"caller-without-subnet", { count: number }>
  | Fact<"caller-outside-networks">
  | Fact<"subnet-of-address-unknown">
  | Fact<"service-subnet-unknown">
  | Fact<"subnet-rule-depends", { because: readonly Cause[] }>
  /** `endpoint` is what is known of the subnet's service endpoint; the number starts at 1. */
  | {
      readonly kind: "subnet-rule-lists";
      readonly number: number;
      readonly endpoint: "on" | "off" | "unknown" | "assumed" | "unchecked";
    };

type IpRuleFact =
  | Fact<"ip-rules-match-none", { count: number }>
  | Fact<"ip-rules-ipv4-only">
  | Fact<"ip-rules-and-services">
  | Fact<"ip-rules-list-everything">
  | Fact<"ip-rules-depend", { because: readonly Cause[] }>
  | Fact<"address-behind-private">
  /** The number starts at 1. */
  | Fact<"ip-rule-matches", { number: number; rule: Listed; match: "whole" | "part" | "maybe" }>
  /** Listed addresses; `count` is null if none is known, `isOpen` says that there may be more. */
  | Fact<"listed-addresses", { count: number | null; isOpen: boolean }>
  | Fact<"arrives-from-private-address">
  | Fact<"egress-unknown">
  | Fact<"egress", { through: EgressDevice; isListed: boolean }>
  | Fact<"service-address-unknown">;

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
  | Fact<"permission-granted", { by: string; how: "policy" | "role" }>
  | Fact<"permission-missing">
  | Fact<"permission-unknown">
  | Fact<"permission-not-needed">;
