import type { Cause, Value } from "../../evaluate/values/value.ts";
import type { Truth } from "../../logic/truth.ts";

/** How the requests of a resource get into its subnet, and out of it. */
export interface Integration {
  /** Whether requests to public addresses go through the subnet too, not only those over its service endpoints. */
  readonly routesPublic: Truth;
  /** Whether requests to private addresses go through it. */
  readonly routesPrivate: Truth;
  /** What answers its DNS queries: the servers of its network, Azure's DNS with the zones linked to the network, or a server of its own. */
  readonly dns: "network" | "azure" | "own";
  /**
   * What gives its requests a public address: the subnet, as for a machine in it, or the service. `unset` if the service leaves that
   * to others, which need not be visible; `blocked` if it stops them.
   */
  readonly outbound: "subnet" | "service" | "unset" | "blocked" | "unknown";
  /** Whether the route table and the NAT gateway of the subnet apply. */
  readonly usesRoutes: Truth;
  /** Whether its tokens of Microsoft Entra ID come over the network; not so where the platform has an address for them. */
  readonly asksForTokens: Truth;
  /** The IDs of the network interfaces that its requests leave through; null for any machine in the subnet. */
  readonly interfaces: readonly Value[] | null;
  /** What an answer of "maybe" depends on. */
  readonly because: readonly Cause[];
}

/**
 * A machine in the subnet, and what runs on one of its own there. It gets the tokens of its identity from an address that is
 * always reachable (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-managed-identities-work-vm).
 */
export const asMachine: Integration = {
  routesPublic: "yes",
  routesPrivate: "yes",
  dns: "network",
  outbound: "subnet",
  usesRoutes: "yes",
  asksForTokens: "no",
  interfaces: null,
  because: [],
};

/** A service whose own machines are in the subnet, of which nothing more is documented. */
export const injected: Integration = { ...asMachine, asksForTokens: "maybe", interfaces: [] };
