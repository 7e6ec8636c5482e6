import type { ServiceStanding, SourcePage, WayIn } from "../services/service.ts";
import type { ServiceTexts } from "../services/catalogue.ts";

/** The kinds of identity that Azure manages. */
export const azureIdentities = ["system-assigned", "user-assigned", "first-party-sp", "platform"] as const;

/** An identity that calls the vault; `own` is that of the client, `app` the name of Microsoft's application. */
export interface CallerIdentity {
  readonly kind: (typeof azureIdentities)[number] | "own";
  readonly app: string | null;
}

export interface ServiceNeeds {
  readonly standing: ServiceStanding;
  /** The properties that the vault needs. */
  readonly flags: readonly string[];
  readonly identities: readonly CallerIdentity[];
  /** The role that fits; null for none. */
  readonly role: string | null;
  /** The ways in with their details. */
  readonly ways: readonly string[];
  /** Microsoft's list; `since` is null for what has no row. */
  readonly list: { readonly url: string; readonly asOf: string; readonly since: string | null };
  /** The service's own page. */
  readonly page: SourcePage | null;
}

/** What is said of services of the catalog. */
export interface ServiceWords {
  /** The texts of an entry, by its ID. */
  readonly texts: (id: string) => ServiceTexts;
  /** The name of a path, as in the portal and in this product. */
  readonly wayIns: Readonly<Record<WayIn, string>>;
  /** "a subnet rule, private endpoint, or IP rule"; empty if there are none. */
  readonly needs: (ways: readonly WayIn[]) => string;
  /** What it needs of bypass, of an identity and of the network, a list item each. */
  readonly needLines: (needs: ServiceNeeds) => string;
  readonly notCovered: (uses: readonly string[]) => string;
  /** That the page which decides is of a day more than a year ago. */
  readonly oldPage: (date: string) => string;
  /** What the two values of `bypass` mean, and for which callers they have no effect. */
  readonly bypassSummary: (list: {
    readonly url: string;
    readonly asOf: string;
    readonly count: number;
    readonly notCovered: readonly string[];
    readonly kind: "vault" | "managedHsm";
    /** Whether `AzureServices` holds where nothing is written. */
    readonly isDefault: boolean;
  }) => string;
  /** The names that a 403 error does not give. */
  readonly someClient: string;
  readonly someVault: string;
}
