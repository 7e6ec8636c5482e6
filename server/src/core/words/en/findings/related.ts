import type { RelatedFact } from "../../../rules/facts/related-fact.ts";
import { type Sentences, sayValues } from "../../words.ts";
import { listAnd } from "../../../text/list.ts";
import { sayGate } from "../gates.ts";
import { sayVault } from "../vault.ts";
import { unread } from "./remarks.ts";

const exposures = {
  public: "is public",
  selected: "is open to selected networks",
  perimeter: "is in a perimeter",
  private: "is private",
  depends: "has an exposure that depends on unknown values",
} as const;

export const relatedSentences: Sentences<RelatedFact> = {
  "vault-declared": () => "The vault is declared here.",
  "declaration-decides": ({ vault }) => `This declaration of ${sayVault(vault)} is the one that applies.`,
  "declared-too": ({ vault }) => `${sayVault(vault)} is also declared here.`,
  "assumed-deployed": () => "Values that the template does not determine are assumed to be as deployed.",
  "holds-too": ({ vault }) => `The same applies to ${sayVault(vault)}.`,
  "case-decided": ({ when }) => `With ${listAnd(sayValues(when))}, this decides.`,
  "written-in-module": () => "It is set in the module here.",
  "module-called": () => "The module is called here.",
  "passed-to-module": () => "It is passed to a module here.",
  together: () => "Together with this rule.",
  opens: () => "This keeps it open.",
  "endpoint-closes-nothing": () => "This private endpoint does not close it.",
  blocks: () => "This blocks it.",
  disabled: () => "Public access is disabled here.",
  overrides: () => "This setting overrides the rules.",
  "perimeter-enforced": () => "The perimeter is enforced here.",
  "default-action": () => "The default action is set here.",
  "listed-by": ({ rule }) => `${rule} is listed here.`,
  "used-by": ({ consumer }) => `'${consumer}' uses the vault here.`,
  "private-endpoint": ({ endpoint }) => `Private endpoint '${endpoint}' is declared here.`,
  "linked-too": ({ link }) => `'${link}' links the network to the other zone.`,
  "managed-here": () => "A vault is managed here.",
  "uses-version": ({ resource, version }) => `'${resource}' uses ${version}.`,
  "registered-too": ({ endpoint }) => `Private endpoint ${endpoint} is registered in the zone here.`,
  "subnet-declared": () => "The subnet is declared here.",
  "service-endpoint-on": () => "The service endpoint is turned on here.",
  "inbound-rule": () => "This rule allows addresses.",
  "in-perimeter": () => "The vault is associated with a perimeter here.",
  "bypass-none": ({ property }) => `${property} is None here.`,
  "fails-too": ({ resource }) => `'${resource}' fails too.`,
  "address-asked": () => "The address of the current run is looked up here.",
  opener: () => "This makes the vault reachable.",
  permission: () => "This is the permission.",
  content: () => "This is written to it.",
  "waits-neither": ({ resource }) => `'${resource}' does not wait either.`,
  "unread-module": ({ module, why }) => `${unread[why].what} '${module}' ${unread[why].one}.`,
  "found-instead": () => "This is what was found instead.",
  "source-declares": () => "The source declares it here.",
  "changed-here": () => "The script or pipeline changes it here.",
  "run-by-job": () => "This job runs it.",
  "run-by-resource": () => "This resource runs it.",
  "run-by-cluster": () => "This cluster runs it.",
  "access-test": ({ test }) => `This is access test '${test}'.`,
  gate: ({ facts }) => sayGate(facts),
  "vault-exposure": ({ exposure }) => `This vault ${exposures[exposure]}.`,
};
