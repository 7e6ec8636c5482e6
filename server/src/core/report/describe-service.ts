import type { Vault } from "../network/network.ts";
import { catalogueSource, isListed, services } from "../services/catalogue.ts";
import { learnUrl, withLearnLinks } from "../services/markdown.ts";
import { type Service, type ServiceIdentity, serviceStanding } from "../services/service.ts";
import { azureIdentities, type CallerIdentity } from "../words/service-words.ts";
import type { Sentence } from "../words/sentence.ts";
import type { Words } from "../words/words.ts";

/**
 * What the bypass means for one service, as Markdown of at most twelve lines: its standing and scenario, what it needs of bypass, identity
 * and network with the pages that say so, and what the scenario leaves out.
 */
export function describeService(service: Service, words: Words): string {
  const { name, scenario, hover } = words.services.texts(service.id);
  const title = `**${name}**: ${words.standing(serviceStanding(service))}\n> ${withLearnLinks(scenario.markdown)}`;
  const { notCovered } = words.services.texts(service.id);
  const gaps = notCovered.length > 0 ? [words.services.notCovered(notCovered.map(withoutStop))] : [];
  const points = [needLines(service, words), ...gaps].join("\n");
  return [title, points, hover].filter((part) => part !== "").join("\n\n");
}

/** A service as programs list it. */
export interface DescribedService {
  /** The source that is asked about. */
  readonly from: string;
  readonly name: string;
  /** "trusted, for this scenario only", "not a trusted service", … */
  readonly standing: Sentence;
  /** Whether the bypass can allow it at all. */
  readonly trusted: "yes" | "no" | "depends";
  readonly scenario: Sentence;
  /** What would allow a caller that is not trusted, best first: "a subnet rule or private endpoint"; empty for others. */
  readonly needs: Sentence;
  /** Explains it, as Markdown. */
  readonly description: Sentence;
}

/** What is known of a service, in the language of the words. */
export function describedService(service: Service, words: Words): DescribedService {
  const standing = serviceStanding(service);
  const texts = words.services.texts(service.id);
  return {
    from: `service:${service.id}`,
    name: texts.name,
    standing: words.standing(standing),
    trusted: standing.kind === "trusted" ? "yes" : standing.kind === "notTrusted" ? "no" : "depends",
    scenario: texts.scenario.text,
    needs: describeNeeds(service, words),
    description: describeService(service, words),
  };
}

/** What a service needs, a list item each: of bypass, of an identity, of the network; and the pages that say so, with their days. */
export function needLines(service: Service, { services: says }: Words): string {
  const { vaultFlags, identity, roles, list, source } = service;
  const flags = Object.entries(vaultFlags).flatMap(([flag, need]) => (need === "required" ? [flag] : []));
  const [role] = roles;
  const { url, asOf } = catalogueSource;
  return says.needLines({
    standing: serviceStanding(service),
    flags: flags.filter((flag) => flag !== "enablePurgeProtection"),
    identities: identitiesOf(identity),
    role: role?.name ?? null,
    ways: says
      .texts(service.id)
      .needs.filter(({ option }) => option !== "trusted-bypass-per-service-doc")
      .map(({ option, detail }) => `${says.wayIns[option]}: ${detail}`),
    list: { url, asOf: list?.stillListed ?? asOf, since: list?.firstListed ?? null },
    page: source ? { ...source, url: learnUrl(source.url) } : null,
  });
}

/** Those that the bypass demands, else those that the service can use; others than Azure's belong to the caller. */
function identitiesOf({
  bypassRequires,
  kinds,
  ruledOut,
  firstParty = [],
}: ServiceIdentity): readonly CallerIdentity[] {
  const demanded =
    bypassRequires === undefined || bypassRequires === "unknown"
      ? kinds.filter((kind) => kind !== ruledOut)
      : [bypassRequires];
  const used = demanded.flatMap((kind) =>
    kind === "either" ? ["system-assigned", "user-assigned"] : [kind],
  );
  const [app] = firstParty;
  const named = used.map((kind): CallerIdentity => {
    const known = azureIdentities.find((each) => kind.startsWith(each)) ?? "own";
    return { kind: known, app: known === "first-party-sp" ? (app?.name ?? null) : null };
  });
  return [...new Map(named.map((each) => [each.kind, each])).values()];
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

export function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
