import { basename } from "node:path";
import { builtInTags } from "../../server/src/core/services/built-in-tags.ts";
import { type Comparison, compareList } from "./compare-list.ts";
import { compareTags } from "./compare-tags.ts";
import type { Compared } from "./report.ts";

export const listPage =
  "https://raw.githubusercontent.com/MicrosoftDocs/azure-security-docs/main/articles/key-vault/general/overview-vnet-service-endpoints.md";
export const tagsPage = "https://www.microsoft.com/download/details.aspx?id=56519";

/** Where to look; null for what is published. */
export interface Places {
  readonly list: string | null;
  readonly tags: string | null;
}

/** Compares the catalog and the tags with what `textOf` reads of the places, or says why it cannot: what it throws is not thrown on. */
export async function compareAll(
  places: Places,
  today: string,
  textOf: (place: string) => Promise<string>,
): Promise<Compared> {
  return {
    today,
    list: await looked(async () => compareList(await textOf(places.list ?? listPage))),
    tags: await looked(async () => {
      const path = places.tags ?? tagsFileIn(await textOf(tagsPage));
      return compareTags(builtInTags, await textOf(path), basename(path));
    }),
  };
}

async function looked(compare: () => Promise<Comparison>): Promise<Comparison> {
  try {
    return await compare();
  } catch (error) {
    return { unseen: error instanceof Error ? error.message : String(error) };
  }
}

/** The address of the file changes every week; the page of the download names it. */
function tagsFileIn(page: string): string {
  const [address] =
    /https:\/\/download\.microsoft\.com\/[^"']*ServiceTags_Public_\d{8}\.json/.exec(page) ?? [];
  if (address === undefined) throw new Error(`${tagsPage} names no file of service tags.`);
  return address;
}
