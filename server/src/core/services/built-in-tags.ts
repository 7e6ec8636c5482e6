import { once } from "../logic/memoize.ts";
import { unpackTags } from "./packed-tags.ts";
import type { ServiceTags } from "./service-tags.ts";
import { createServiceTags } from "./service-tags.ts";
import { writtenTags } from "./written-tags.ts";

const unpacked = once((): ServiceTags => {
  const { published, tags } = writtenTags();
  return createServiceTags(published, unpackTags(tags));
});

/**
 * The service tags of Azure's public cloud that the product brings along; a newer file may take their place. They are read when somebody
 * asks for one.
 */
export const builtInTags: ServiceTags = {
  get published() {
    return unpacked().published;
  },
  get names() {
    return unpacked().names;
  },
  spellingOf: (name) => unpacked().spellingOf(name),
  addressesOf: (name) => unpacked().addressesOf(name),
};
