import { englishTexts } from "../../services/service-texts.ts";
import { listAnd, listOr } from "../../text/list.ts";
import type { ServiceStanding } from "../../services/standing.ts";
import { sayBy } from "../words.ts";
import type { CallerIdentity, ServiceWords } from "../service-words.ts";
import { trust } from "./findings/callers.ts";

const wayIns: ServiceWords["wayIns"] = {
  "subnet-rule": "Subnet rule",
  "ip-rule": "IP rule",
  "private-endpoint": "Private endpoint",
  "any-network-path": "Network path",
  "public-access": "Public access",
  "hybrid-worker": "Hybrid worker",
  "trusted-bypass-per-service-doc": "Trusted services, according to its own documentation",
  "control-plane": "Control plane",
  "follow-client": "The client's path",
  nothing: "Nothing",
};

export const services: ServiceWords = {
  texts: englishTexts,
  wayIns,
  needs: (ways) => {
    const list = listOr(new Set(ways.map((way) => lowerCase(wayIns[way]))));
    return list === "" ? "" : `${/^[aeio]/i.test(list) ? "an" : "a"} ${list}`;
  },
  needLines: ({ standing, flags, identities, role, ways, list, page }) =>
    [
      `- **Bypass**: ${sayBypass(standing)}${flags.length > 0 ? `; the vault needs ${listAnd(flags.map((flag) => `\`${flag}\``))}` : ""}.`,
      `- **Identity**: ${listOr(identities.map(sayIdentity))}${role === null ? "" : `, with a role such as ${role}`}.`,
      `- **Network**: ${ways.length > 0 ? ways.join("; ") : network[standing.kind]}.`,
      `- **Source**: [Microsoft's list](${list.url}) as of ${list.asOf}, ${list.since === null ? "without a row for it" : `listed since ${list.since}`}${page === null ? "" : `; [its own page](${page.url})${page.date === null ? ", undated" : ` as of ${page.date}`}`}.`,
    ].join("\n"),
  notCovered: (uses) => `- Not covered: ${uses.join("; ")}.`,
  oldPage: (date) => `This rests on a page of ${date}, more than a year old.`,
  bypassSummary: ({ url, asOf, count, notCovered, kind, isDefault }) =>
    `- \`AzureServices\`${isDefault ? ", the default" : ""}: trusted Microsoft services are allowed, even if public access is disabled. ${
      kind === "vault"
        ? `These are the ${count} services on \
[Microsoft's list](${url}) (${asOf}), each only in its listed scenario and only with permissions on the vault.`
        : `In which scenarios is documented for vaults ([Microsoft's list](${url})), not for managed HSMs.`
    }
- \`None\`: they are blocked like any other caller.

**Not covered**: ${notCovered.join(" · ")}. These need ${kind === "vault" ? "a subnet rule, " : ""}an IP rule or a private endpoint.`,
  someClient: "a client",
  someVault: "a vault",
};

/** All but the first word of a way in is spelled as it stays, because IP is a name. */
function lowerCase(words: string): string {
  return words.startsWith("IP") ? words : `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
}

const sayBypass = sayBy<ServiceStanding>({
  trusted: () => "needed; `AzureServices` allows it in this scenario, even if public access is disabled",
  trustedIf: (standing) =>
    `needed; \`AzureServices\` allows it ${
      standing.needs === "identity"
        ? `only with ${trust[standing.identity]}`
        : "on the Azure-hosted runtime only"
    }`,
  unknown: (standing) =>
    standing.because === "claimed-by-its-own-page"
      ? "needed according to its own documentation; it is not on Microsoft's list"
      : "not documented; it is not on Microsoft's list",
  notTrusted: () => "has no effect",
  followClient: () => "has no effect",
  controlPlane: () => "not needed",
});

function sayIdentity({ kind, app }: CallerIdentity): string {
  if (kind === "own") return "the client's own";
  return app === null ? trust[kind] : `${trust[kind]} (${app})`;
}

/** Where the catalog names no way in. */
const network: Readonly<Record<ServiceStanding["kind"], string>> = {
  trusted: "no rule and no private endpoint needed while bypass is on",
  trustedIf: "no rule and no private endpoint needed while bypass allows it",
  unknown: "without bypass, an IP rule, a subnet rule or a private endpoint",
  notTrusted: "an IP rule, a subnet rule or a private endpoint",
  followClient: "the path of the client",
  controlPlane: "nothing",
};
