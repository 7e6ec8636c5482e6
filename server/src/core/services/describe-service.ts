import { listOr } from "../text/list.ts";
import { catalogueSource } from "./catalogue.ts";
import { withLearnLinks } from "./markdown.ts";
import type { Need, Service } from "./service.ts";
import { serviceStanding, type ServiceStanding } from "./standing.ts";
import type { RequiredIdentity, WayIn } from "./vocabulary.ts";

/**
 * What the bypass means for one service, as Markdown of at most twelve lines: its standing, the scenario it holds for, and
 * what the scenario leaves out or what the service needs instead.
 */
export function describeService(service: Service): string {
  const title = `**${service.name}**: ${describeStanding(serviceStanding(service))}`;
  const scenario = `> ${withLearnLinks(service.scenario.markdown)}`;
  const parts = [title, scenario, service.hover, details(service).join("\n"), dates(service)];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The standing in a few words, to be put after the service's name. */
export function describeStanding(standing: ServiceStanding): string {
  switch (standing.kind) {
    case "trusted":
      return "trusted, for this scenario only";
    case "trustedIf":
      return standing.needs === "identity"
        ? `trusted if it uses ${identityWords[standing.identity]}`
        : "trusted if it runs on an Azure-hosted runtime";
    case "unknown":
      return standing.because === "claimed-by-its-own-page"
        ? "not on Microsoft's list, although its own page relies on the bypass"
        : "not on Microsoft's list; whether the bypass applies is not stated";
    case "notTrusted":
      return "not a trusted service";
    case "controlPlane":
      return "not filtered by the firewall";
    case "followClient":
      return "depends on the client that reads the vault";
  }
}

/** The ways in for a caller that the bypass does nothing for, best first: "a subnet rule, private endpoint, or IP rule". Else empty. */
export function describeNeeds(service: Service): string {
  if (serviceStanding(service).kind !== "notTrusted") return "";
  const ways = service.needs.map(({ option }) => option).filter((option) => option !== "control-plane");
  const words = new Set(ways.map((option) => lowerCase(wayInWords[option])));
  const list = listOr(words);
  return list === "" ? "" : `${/^[aeio]/i.test(list) ? "an" : "a"} ${list}`;
}

/** The name of a way in, as the portal and this product call it. */
export const wayInWords: Readonly<Record<WayIn, string>> = {
  "subnet-rule": "Subnet rule",
  "ip-rule": "IP rule",
  "private-endpoint": "Private endpoint",
  "any-network-path": "Network path",
  "public-access": "Public access",
  "hybrid-worker": "Hybrid worker",
  "trusted-bypass-per-service-doc": "Trusted services, according to its own page",
  "control-plane": "Control plane",
  "follow-client": "The client's path",
  nothing: "Nothing",
};

const identityWords: Readonly<Record<RequiredIdentity, string>> = {
  "system-assigned": "its system-assigned identity",
  "user-assigned": "a user-assigned identity",
  either: "a managed identity",
  "first-party-sp": "Microsoft's own service principal",
  platform: "the platform identity",
  unknown: "the right kind of identity",
};

function details(service: Service): readonly string[] {
  if (service.needs.length > 0) return ["What it needs:", ...service.needs.map(bullet)];
  return [...flags(service), ...leftOut(service)];
}

/** All but the first word of a way in is spelled as it stays, because IP is a name. */
function lowerCase(words: string): string {
  return words.startsWith("IP") ? words : `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
}

function bullet({ option, detail }: Need): string {
  return `- ${wayInWords[option]}: ${detail}`;
}

function flags({ vaultFlags }: Service): readonly string[] {
  const required = Object.entries(vaultFlags).filter(([, need]) => need === "required");
  return required.length === 0
    ? []
    : [`- The vault needs ${required.map(([flag]) => `\`${flag}\``).join(", ")}.`];
}

function leftOut({ notCovered }: Service): readonly string[] {
  return notCovered.length === 0 ? [] : [`- Not covered: ${notCovered.map(withoutStop).join("; ")}.`];
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function dates({ list }: Service): string {
  return list === undefined
    ? ""
    : `[Microsoft's list](${catalogueSource.url}) of ${list.stillListed}, listed since ${list.firstListed}`;
}
