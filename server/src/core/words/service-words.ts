import type { ServiceTexts } from "../services/service-texts.ts";
import type { WayIn } from "../services/vocabulary.ts";

/** What is said of services of the catalog. */
export interface ServiceWords {
  /** The texts of an entry by its id. */
  readonly texts: (id: string) => ServiceTexts;
  /** The name of a way in, as the portal and this product call it. */
  readonly wayIns: Readonly<Record<WayIn, string>>;
  /** "a subnet rule, private endpoint, or IP rule"; empty of none. */
  readonly needs: (ways: readonly WayIn[]) => string;
  /** Headings and points of a description, as Markdown. */
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
  }) => string;
  /** The names that a 403 error does not give. */
  readonly someClient: string;
  readonly someVault: string;
}
