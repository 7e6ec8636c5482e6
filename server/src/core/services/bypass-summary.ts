import { catalogueSource, findService, isListed, services } from "./catalogue.ts";

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

/** What the two values of `bypass` mean, and for which callers they have no effect, as Markdown of four lines. */
export function bypassSummary(): string {
  const listed = services.filter(isListed).length;
  return `- \`AzureServices\`, the default: trusted Microsoft services are allowed, even if public access is disabled. These are the ${listed} services on \
[Microsoft's list](${catalogueSource.url}) (${catalogueSource.asOf}), each only in its listed scenario and only with permissions on the vault.
- \`None\`: they are blocked like any other caller.

**Not covered**: ${mistaken().join(" · ")}. These need a subnet rule, an IP rule or a private endpoint.`;
}

function mistaken(): readonly string[] {
  return oftenMistaken.flatMap((id) => findService(id)?.name ?? []);
}
