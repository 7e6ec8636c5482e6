import type { ServiceTagsResult } from "../../../server/src/protocol.ts";

/** Says which tags are in force: "Azure's service tags of 2027-01-04 are in use: 3,011 of them." */
export function tagsInUse({ published, count }: ServiceTagsResult): string {
  return `Azure's service tags of ${published ?? "an unknown day"} are in use: ${count.toLocaleString("en-US")} of them.`;
}

/** Says why a file was not taken in, and what would be. */
export function tagsRefused(name: string, reason: string): string {
  return `${name} was not taken in. ${reason} Microsoft publishes the file as ServiceTags_Public_….json every week.`;
}
