import { englishTexts } from "../../services/service-texts.ts";
import { listAnd, listOr } from "../../text/list.ts";
import type { ServiceWords } from "../service-words.ts";

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
  whatItNeeds: "What it needs:",
  vaultNeeds: (flags) => `- The vault needs ${listAnd(flags)}.`,
  notCovered: (uses) => `- Not covered: ${uses.join("; ")}.`,
  listed: ({ url, asOf, since }) => `[Microsoft's list](${url}) of ${asOf}, listed since ${since}`,
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
