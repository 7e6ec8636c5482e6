import type { Vault } from "../network/network.ts";
import { catalogueSource, isListed, services } from "../services/catalogue.ts";
import { withLearnLinks } from "../services/markdown.ts";
import type { Need, Service } from "../services/service.ts";
import { serviceStanding } from "../services/standing.ts";
import type { Words } from "../words/words.ts";

/**
 * What the bypass means for one service, as Markdown of at most twelve lines: its standing, the scenario it holds for, and
 * what the scenario leaves out or what the service needs instead.
 */
export function describeService(service: Service, words: Words): string {
  const { name, scenario, hover } = words.services.texts(service.id);
  const title = `**${name}**: ${words.standing(serviceStanding(service))}`;
  const quote = `> ${withLearnLinks(scenario.markdown)}`;
  const parts = [title, quote, hover, details(service, words).join("\n"), dates(service, words)];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The ways in for a caller that the bypass does nothing for, best first: "a subnet rule, private endpoint, or IP rule". Else empty. */
export function describeNeeds(service: Service, words: Words): string {
  if (serviceStanding(service).kind !== "notTrusted") return "";
  const ways = service.needs.map(({ option }) => option);
  return words.services.needs(ways.filter((option) => option !== "control-plane"));
}

/** The callers that people most often take for trusted services, by the questions asked about them in public. */
const oftenMistaken = [
  "azure-devops-pipelines",
  "app-service-key-vault-references",
  "azure-functions-key-vault-references",
  "aks-secrets-store-csi",
  "container-apps-key-vault-secrets",
  "automation-runbooks",
  "ci-runner-clients",
];

/**
 * What the two values of `bypass` mean, and for which callers they have no effect, as Markdown of four lines. Where it has to be
 * written, there is no default.
 */
export function bypassSummary(
  words: Words,
  of: { readonly kind: Vault["kind"]; readonly isDefault: boolean },
): string {
  const { url, asOf } = catalogueSource;
  const notCovered = oftenMistaken.map((id) => words.services.texts(id).name);
  return words.services.bypassSummary({
    url,
    asOf,
    count: services().filter(isListed).length,
    notCovered,
    ...of,
  });
}

function details({ id, vaultFlags }: Service, { services: says }: Words): readonly string[] {
  const { needs, notCovered } = says.texts(id);
  if (needs.length > 0) return [says.whatItNeeds, ...needs.map((need) => bullet(need, says.wayIns))];
  const flags = Object.entries(vaultFlags).flatMap(([flag, need]) =>
    need === "required" ? [`\`${flag}\``] : [],
  );
  return [
    ...(flags.length > 0 ? [says.vaultNeeds(flags)] : []),
    ...(notCovered.length > 0 ? [says.notCovered(notCovered.map(withoutStop))] : []),
  ];
}

function bullet({ option, detail }: Need, wayIns: Words["services"]["wayIns"]): string {
  return `- ${wayIns[option]}: ${detail}`;
}

export function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function dates({ list }: Service, { services: says }: Words): string {
  const { url } = catalogueSource;
  return list ? says.listed({ url, asOf: list.stillListed, since: list.firstListed }) : "";
}
