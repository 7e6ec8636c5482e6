import written from "../../server/src/core/services/catalogue.json" with { type: "json" };
import type { Service, SourcePage } from "../../server/src/core/services/service.ts";

/**
 * What the file of the catalog says of an entry for its page and for those who keep it, but not to the product: `onlyInDocuments` of
 * `scripts/bundle/parts.mjs` leaves it out of the package.
 */
export interface Documented {
  /** How a template shows the use, in words. */
  readonly detection: {
    readonly level: string;
    readonly how: string;
    /** Why a syntax cannot show it at all. */
    readonly hidden?: { readonly arm?: string; readonly terraform?: string };
  };
  /** Patterns to look for in texts, where no resource property holds the reference. */
  readonly signals: readonly { readonly format: string; readonly pattern: string }[];
  readonly caveats: readonly string[];
  /** The title of the service's own page. */
  readonly title: string | null;
  /** Pages that say more than the deciding one, or something else. */
  readonly also: readonly FurtherPage[];
  /** Where an answer was looked for without success. */
  readonly searched: string | null;
}

export interface FurtherPage extends SourcePage {
  readonly title: string;
  /** What it says, in a sentence. */
  readonly says: string;
}

type WrittenEntry = Pick<Service, "id"> & {
  readonly detection: Documented["detection"];
  readonly signals?: Documented["signals"];
  readonly caveats?: readonly string[];
  readonly source?: SourcePage & { readonly title?: string };
  readonly also?: readonly FurtherPage[];
  readonly searched?: string;
};

const entries: ReadonlyMap<string, WrittenEntry> = new Map(
  (written as readonly WrittenEntry[]).map((entry) => [entry.id, entry]),
);

/** Throws for an entry that the catalog does not have. */
export function documented({ id }: Pick<Service, "id">): Documented {
  const entry = entries.get(id);
  if (!entry) throw new Error(`The catalog has no entry "${id}".`);
  const { detection, signals = [], caveats = [], source, also = [], searched = null } = entry;
  return { detection, signals, caveats, title: source?.title ?? null, also, searched };
}
