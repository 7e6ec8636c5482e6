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

/** What the two values of `bypass` mean, and for whom they mean nothing, as Markdown of four lines. */
export function bypassSummary(): string {
  const listed = services.filter(isListed).length;
  return `- \`AzureServices\`, the default: trusted Microsoft services pass, even while public access is disabled: the ${listed} on \
[Microsoft's list](${catalogueSource.url}) (${catalogueSource.asOf}), each for its listed scenario only and with a permission.
- \`None\`: they are shut out like everybody else.

**Not covered**: ${mistaken().join(" · ")}. These need a subnet rule, an IP rule or a private endpoint.`;
}

function mistaken(): readonly string[] {
  return oftenMistaken.flatMap((id) => findService(id)?.name ?? []);
}
