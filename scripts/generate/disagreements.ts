/** A question that two Microsoft pages answer differently, and how this product interprets them. */
export interface Disagreement {
  readonly subject: string;
  readonly text: string;
}

export const disagreements: readonly Disagreement[] = [
  {
    subject: "Is the list complete?",
    text: `The list's page (2026-08-20) shows "services known at the time of publication" and adds that newly onboarded \
services may be missing. The page on network security says that services outside the table are blocked whether or not the \
bypass is enabled. Both cannot be literally true. A service without a row is therefore called *not stated* here, unless a page \
says no or the caller is the customer's own code.`,
  },
  {
    subject: "Azure Cosmos DB and AKS key management",
    text: `Neither has a row, yet the Cosmos DB page (2025-06-27) and the AKS page on KMS (2025-12-19) advise readers to \
rely on the bypass. The answer here is *depends* while the bypass is on.`,
  },
  {
    subject: "Recovery Services vaults and Backup vaults",
    text: `Their pages (2021-12-02 and 2024-11-11) rule out a user-assigned identity for a key vault that limits networks, and do not say how a system-assigned one reaches it. A Microsoft engineer wrote the same of the user-assigned identity on 2024-11-14; a public test (2026-07-17) reached a closed vault with the system-assigned one through the bypass. The answer here is *blocked* for a user-assigned identity, and *depends* for the system-assigned one while the bypass is on.`,
  },
  {
    subject: "Azure Load Testing",
    text: `Its pages (2023-09-18 and 2024-01-16) demand that a restricted vault allows trusted services; an issue of 2022-11-04 shows that this did not help then, and has no answer. Key Vault has no row. The answer here is *depends* while the bypass is on.`,
  },
  {
    subject: "Power BI and Power Platform",
    text: `Power BI's page (2025-09-04) calls it a trusted service for its own key, though Key Vault has no row for it: *depends* here. Key Vault lists Power Platform for customer-managed keys only, and the page on environment variables (2024-08-15) says that Power Platform is not among the trusted services there: *blocked* without a rule for its addresses.`,
  },
  {
    subject: "API Management after March 2026",
    text: `The retirement note (2025-12-05) ends the gateway's trusted access to Key Vault on 2026-03-15. A newer API \
Management text (2026-04-30) requires the bypass again, for fetching certificates and named values, and only with the \
system-assigned identity. Key Vault kept the row on 2026-08-20. Interpretation: certificates and named values are trusted with the \
system-assigned identity; calls made by the gateway at run time are not.`,
  },
  {
    subject: "Outbound addresses of App Service",
    text: `The App Service row recommends adding the app's outbound addresses as IP rules. The App Service page on Key Vault \
references (2025-03-20) says that vaults should not depend on them, because a reference may be resolved from another address, \
and advises VNet integration. This page follows the second recommendation.`,
  },
  {
    subject: "The Virtual Machines row and the Key Vault VM extension",
    text: `Since 2026-04-10 the row of the deployment service links the page of the Key Vault VM extension. The extension runs \
inside the guest and calls from the machine's own network. Interpretation: certificates deployed by \`osProfile.secrets\` are trusted, \
the extension is not.`,
  },
  {
    subject: "Application Gateway",
    text: `The gateway has a row, while its own guide still asks for the bypass and, in addition, for a rule on the gateway's \
subnet. This page follows the row; the subnet rule does no harm.`,
  },
  {
    subject: "Azure Firewall Premium and Power Platform",
    text: `Older pages of both (2022-03 and 2023-08) require a vault without a firewall. Key Vault listed them afterwards, on 2022-11-20 \
and 2025-02-24. This page follows the later statement.`,
  },
  {
    subject: "Azure SQL across tenants",
    text: `The SQL page of 2022 forbids a vault in another tenant, while the schema has \`federatedClientId\` for exactly that. \
A server that sets it is treated as intending it.`,
  },
];
