import { inDigits, sayCount } from "./count.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import type { ExistingFact, LensWords } from "../lens-words.ts";
import { listAnd } from "../../text/list.ts";
import { sayCauses } from "./causes.ts";
import { sayBy, sayValues } from "../words.ts";

const mostCauses = 2;

export const lens: LensWords = {
  existing: sayBy<ExistingFact>({
    "not-known": () => "Existing vault · its network settings are not declared here",
    "looked-up": () => "Existing vault",
    "being-read": () => "Existing vault · other folders are still being read",
    unclear: (fact) =>
      `Existing vault · declared in ${listAnd(fact.roots)}, so it is unclear which one this is`,
    declared: (fact) => `${fact.certain ? "Declared" : "Probably declared"} in ${fact.root}`,
  }),
  headlines: {
    "firewall-off": "Firewall off",
    "every-address": "IP rules allow every address",
    perimeter: "Secured by perimeter",
    "public-access-disabled": "Public access disabled",
    deny: "Deny by default",
    depends: "Depends",
  },
  anyNetwork: "any network",
  trustedServices: "trusted services",
  notCreated: "not created",
  asDeployed: "assumed as deployed",
  dependsOn: (causes) => `Depends on ${sayFew(causes)}`,
  openWhenCreated: "open to any network when it is created",
  openWith: (when, isAny) =>
    `open to ${isAny ? "any network" : "selected networks"} with ${listAnd(sayValues(when))}`,
  restDependsOn: (causes) => `the rest depends on ${sayFew(causes)}`,
  addresses: (least, most) =>
    least === most ? sayCount(most, "address") : `${inDigits(least)} to ${sayCount(most, "address")}`,
  subnets: (count) => sayCount(count, "subnet"),
  privateEndpoints: (count) => sayCount(count, "private endpoint"),
  perimeter: "perimeter",
  was: (text, past) => `${text} (was ${past})`,
  accessTests: (passed, all) => `${inDigits(passed)}/${sayCount(all, "access test")}`,
  simulate: "Simulate access",
  callers: (count, exposures) => `${sayCount(count, "caller")}: ${exposures}`,
  vaults: (count, texts) => `${sayCount(count, "vault")}: ${texts}`,
  defaults: "defaults",
};

function sayFew(causes: readonly Cause[]): string {
  const more = causes.length - mostCauses;
  if (more <= 0) return sayCauses(causes);
  return listAnd([...causes.slice(0, mostCauses).map((each) => sayCauses([each])), `${more} more`]);
}
