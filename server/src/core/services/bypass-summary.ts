import { catalogueSource, findService, isListed, services } from "./catalogue.ts";
import type { Service } from "./service.ts";
import { serviceStanding } from "./standing.ts";
import type { RequiredIdentity } from "./vocabulary.ts";

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
 * What `bypass: AzureServices` means, for whom and for whom not, as Markdown of at most twelve lines. The three kinds of
 * access are those of https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints; the examples
 * are the catalogue's, chosen by the identity that a service's own page asks for.
 */
export function bypassSummary(): string {
  const listed = services.filter(isListed).length;
  return `\`bypass: AzureServices\` lets trusted Microsoft services through the firewall, even while public access is disabled. \
Each of the ${listed} services on [Microsoft's list](${catalogueSource.url}) (${catalogueSource.asOf}) passes for its listed scenario only, \
and still needs a token and a permission. A perimeter (\`SecuredByPerimeter\`) stops them.

- **Resources registered in the subscription**, for select operations: ${examples(trustedWith("platform"))}.
- **A managed identity** of the resource: ${examples(trustedWith("user-assigned", "either"))}.
- **Across tenants**, by a federated identity credential: ${examples(trusted().filter(crossesTenants))}.

**Not covered**: ${mistaken().join(" · ")}. These need a subnet rule, an IP rule or a private endpoint. \
\`bypass: None\` shuts out the trusted services too.`;
}

function mistaken(): readonly string[] {
  return oftenMistaken.flatMap((id) => findService(id)?.name ?? []);
}

function trusted(): readonly Service[] {
  return services.filter((service) => serviceStanding(service).kind === "trusted");
}

function trustedWith(...identities: readonly RequiredIdentity[]): readonly Service[] {
  return trusted().filter(
    ({ identity }) => identity.bypassRequires && identities.includes(identity.bypassRequires),
  );
}

/** A resource with a place for the client id of another tenant's application can use a vault over there. */
function crossesTenants({ arm }: Service): boolean {
  return arm.some(({ references }) => references.some(({ kind }) => kind === "cross-tenant-client-id"));
}

function examples(among: readonly Service[]): string {
  return among
    .slice(0, 3)
    .map(({ name }) => name)
    .join(", ");
}
