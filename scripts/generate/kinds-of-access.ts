import { services } from "../../server/src/core/services/catalogue.ts";
import {
  type RequiredIdentity,
  type Service,
  serviceStanding,
} from "../../server/src/core/services/service.ts";

/**
 * The three kinds of access that the bypass gives, as Markdown: those of
 * https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints, with examples from the catalog,
 * selected by the identity that a service's own page requires.
 */
export function kindsOfAccess(): string {
  return `The bypass gives three kinds of access:

- **Resources registered in the subscription**, for select operations: ${examples(trustedWith("platform"))}. None of your \
identities is involved; virtual machines, disk encryption and deployments need a permission set on the vault (\`enabledFor…\`).
- **A managed identity** of the resource: ${examples(trustedWith("user-assigned", "either"))}. The identity needs a role or an \
access policy on the vault; if only one kind of identity is trusted, the row below says so.
- **Across tenants**, by a federated identity credential: ${examples(trusted().filter(crossesTenants))}. An application in the \
vault's tenant trusts the identity in the other tenant; the resource specifies its client ID (\`federatedClientId\`).`;
}

function trusted(): readonly Service[] {
  return services().filter((service) => serviceStanding(service).kind === "trusted");
}

function trustedWith(...identities: readonly RequiredIdentity[]): readonly Service[] {
  return trusted().filter(
    ({ identity }) => identity.bypassRequires && identities.includes(identity.bypassRequires),
  );
}

/** A resource with a property for the client ID of another tenant's application can use a vault in that tenant. */
function crossesTenants({ arm }: Service): boolean {
  return arm.some(({ references }) => references.some(({ kind }) => kind === "cross-tenant-client-id"));
}

function examples(among: readonly Service[]): string {
  return among
    .slice(0, 3)
    .map(({ name }) => name)
    .join(", ");
}
