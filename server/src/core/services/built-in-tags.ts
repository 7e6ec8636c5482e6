import { once } from "../logic/memoize.ts";
import { readTag, unpackTags } from "./packed-tags.ts";
import { azureCloud, createServiceTags, type ServiceTags } from "./service-tags.ts";
import { writtenDataCentres } from "./written-data-centres.ts";
import { writtenTags } from "./written-tags.ts";

const unpacked = once((): ServiceTags => {
  const { published, tags } = writtenTags();
  const lines = tags.map((line) => (line === azureCloud ? writtenDataCentres() : line));
  return createServiceTags(published, unpackTags(lines));
});

const dataCentres = once(() => readTag(writtenDataCentres()));

/**
 * The service tags of Azure's public cloud that the product brings along; a newer file may take their place. They are read when somebody
 * asks for one, and data centres without the rest, because a rule asks for them in every template with IP rules.
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
  get dataCentres() {
    return dataCentres();
  },
};
