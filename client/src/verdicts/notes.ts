import type { Say } from "../say.ts";
import { toSay } from "../say.ts";

/** What the notes of a verdict mean to a person, by the code the server gives them. */
const notes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    NOTE_ASSUMED_DEFAULT_ACTION: toSay("The network rules set no default action; Allow is assumed."),
    NOTE_ASSUMED_BYPASS: toSay("The bypass is not set; AzureServices is assumed."),
    NOTE_PERIMETER_NOT_VISIBLE: toSay("The perimeter that decides is not declared here."),
    NOTE_REDEPLOY: toSay(
      "The vault exists already: network rules left out here may stay as they are deployed.",
    ),
    NOTE_LISTED_ADDRESSES: toSay("Some addresses are listed; an arbitrary client is none of them."),
    NOTE_IPV6_NOT_SUPPORTED: toSay("Key Vault takes IPv4 addresses only in its IP rules."),
    NOTE_PRIVATE_IP_NOT_MATCHABLE: toSay(
      "IP rules never match private addresses: ask about the subnet instead.",
    ),
    NOTE_DNS_NOT_VISIBLE: toSay(
      "Whether the vault's name resolves to the private endpoint there is not declared here.",
    ),
    NOTE_SERVICE_ENDPOINT_MISSING: toSay("The subnet lacks the Microsoft.KeyVault service endpoint."),
    NOTE_ENDPOINT_ASSUMED: toSay("The subnet is not declared here; its service endpoint is taken to be on."),
    NOTE_SCENARIO_LIMITED: toSay("Only the scenario named is trusted, not other requests of the service."),
    NOTE_NEEDS_PERMISSION: toSay("The service needs a permission on the vault as well."),
    NOTE_CONTROL_PLANE: toSay("The network rules do not filter the control plane."),
    NOTE_BUDGET: toSay("The template is larger than what is evaluated, so some values are not known."),
    NOTE_NOT_CALLED: toSay("This looks like a module, and no template here calls it."),
    NOTE_PLANNED: toSay("From a plan of Terraform: the vault as it will be once the plan is applied."),
  }),
);

/** The notes as sentences; codes of a newer server, which have none yet, are left out. */
export function sayNotes(say: Say, codes: readonly string[]): readonly string[] {
  return codes.flatMap((code) => {
    const note = notes.get(code);
    return note === undefined ? [] : [say(note)];
  });
}
