import type { ServiceTexts } from "../services/service-texts.ts";
import type { WayIn } from "../services/vocabulary.ts";

/** What is said of services of the catalog. */
export interface ServiceWords {
  /** The texts of an entry, by its ID. */
  readonly texts: (id: string) => ServiceTexts;
  /** The name of a path, as in the portal and in this product. */
  readonly wayIns: Readonly<Record<WayIn, string>>;
  /** "a subnet rule, private endpoint, or IP rule"; empty if there are none. */
  readonly needs: (ways: readonly WayIn[]) => string;
  /** Headings and list items of a description, as Markdown. */
  readonly whatItNeeds: string;
  readonly vaultNeeds: (flags: readonly string[]) => string;
  readonly notCovered: (uses: readonly string[]) => string;
  readonly listed: (list: { readonly url: string; readonly asOf: string; readonly since: string }) => string;
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
