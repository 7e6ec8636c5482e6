import type { Note } from "../../access/codes.ts";

export const notes: Readonly<Record<Note, string>> = {
  NOTE_ASSUMED_DEFAULT_ACTION: "defaultAction is not set; Allow is assumed.",
  NOTE_ASSUMED_BYPASS: "bypass is not set; AzureServices is assumed.",
  NOTE_PERIMETER_NOT_VISIBLE: "If a perimeter is associated elsewhere, its rules decide.",
  NOTE_REDEPLOY:
    "The vault already exists: network settings that are left out here may keep their deployed values.",
  NOTE_LISTED_ADDRESSES: "Only callers that the rules list are allowed.",
  NOTE_IPV6_NOT_SUPPORTED: "IP rules of key vaults support IPv4 addresses only.",
  NOTE_PRIVATE_IP_NOT_MATCHABLE: "IP rules never match private addresses; simulate the subnet instead.",
  NOTE_DNS_NOT_VISIBLE: "Nothing here shows whether the vault's name resolves to the private endpoint.",
  NOTE_SERVICE_ENDPOINT_MISSING: "The subnet does not have the Microsoft.KeyVault service endpoint.",
  NOTE_ENDPOINT_ASSUMED: "The subnet is not declared here; its service endpoint is assumed to be on.",
  NOTE_SCENARIO_LIMITED: "The service is trusted for this scenario only, not for its other requests.",
  NOTE_NEEDS_PERMISSION: "The caller also needs permissions on the vault.",
  NOTE_CONTROL_PLANE: "Network rules do not filter the control plane.",
  NOTE_BUDGET: "The template exceeds a limit of the analysis, so some values are unknown.",
  NOTE_NOT_CALLED: "This looks like a module, and no template here calls it.",
  NOTE_LINKED_BY_EXPRESSION:
    "This is probably the vault that another template declares: both build its name from the same expression.",
  NOTE_TOKEN_BLOCKED:
    "This subnet cannot reach Microsoft Entra ID; only virtual machines and App Service apps with a managed identity get a token.",
  NOTE_IDENTITY_BLOCKED:
    "A security rule blocks AzurePlatformIMDS, so virtual machines in this subnet get no token for their managed identity.",
  NOTE_ASSUMED_DEPLOYED: "Values that the template does not determine are assumed to be as deployed.",
  NOTE_PLANNED: "From a plan: this is the vault as it will be after the deployment.",
};
