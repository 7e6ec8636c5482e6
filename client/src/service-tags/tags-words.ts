import type { ServiceTagsResult } from "../../../server/src/protocol/service-tags.ts";
import type { Sentence } from "../../../server/src/protocol.ts";
import type { Say } from "../say.ts";

/** Says which service tags are used: "Azure's service tags of 2027-01-04 are in use: 3,011 of them." */
export function tagsInUse(say: Say, { published, count }: ServiceTagsResult): string {
  return say("Using {1} Azure service tags, published on {0}.", published ?? say("an unknown date"), count);
}

/** Says why a file was rejected, and which files are accepted. */
export function tagsRefused(say: Say, name: string, reason: Sentence): Sentence {
  return say(
    "{0} was not imported. {1} Microsoft publishes the file as ServiceTags_Public_….json every week.",
    name,
    reason,
  );
}
