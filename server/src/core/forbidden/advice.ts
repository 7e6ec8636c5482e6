import type { VerdictReport } from "../report/verdicts.ts";
import { clientAddress } from "./caller-subnets.ts";
import type { Forbidden } from "./read.ts";

/** What to look at, most likely first. */
export function adviceFor(
  { shape, client, vault }: Forbidden,
  template: VerdictReport | null,
): readonly string[] {
  if (shape === "permission") {
    return [
      "Give the caller a role on the vault such as Key Vault Secrets User, or an access policy where the vault uses those; changing the firewall would not help.",
    ];
  }
  if (shape === "wrong-endpoint") {
    return ["Private DNS leads this host name to another vault's private endpoint: correct its record."];
  }
  if (template?.verdict === "allowed") return [...whyDeployedMayDiffer(client), ...general];
  const unknown = template
    ? []
    : [`No template at hand declares ${vault ?? "the vault"}, so only the text is explained.`];
  return [...unknown, ...seenFrom(client), ...general];
}

function seenFrom(client: string | null): readonly string[] {
  if (clientAddress(client).kind !== "private") return [];
  return [
    `${client ?? ""} is a private address: Key Vault sees one where the caller's subnet has the service endpoint on. No IP rule matches it.`,
  ];
}

const general = [
  "Azure DevOps and GitHub Actions are no trusted services; their hosted agents call from addresses that change.",
];

/** The template lets the client in, and the service did not. */
function whyDeployedMayDiffer(client: string | null): readonly string[] {
  return [
    "The template lets this client in, so what is deployed differs from it, or the request took another path.",
    "Whether the template is deployed as it stands: compare the vault's networkAcls in Azure.",
    ...(client === null ? [] : [`Whether ${client} is still the address through which the caller leaves.`]),
    "With a service endpoint on the caller's subnet Key Vault sees the subnet, so that IP rules do not match.",
    "Whether private DNS leads the caller to the vault's private endpoint.",
  ];
}
