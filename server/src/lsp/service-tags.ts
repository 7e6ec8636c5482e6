import type { ServiceTags } from "../core/index.ts";
import { builtInTags, readServiceTags } from "../core/index.ts";
import type { ServiceTagsParams, ServiceTagsResult } from "../protocol.ts";

/** The tags in force, which a client may replace by those of a newer file. */
export class ServiceTagsStore {
  #tags: ServiceTags = builtInTags;

  get tags(): ServiceTags {
    return this.#tags;
  }

  /** Answers `keyvault-network/serviceTags`. A file that cannot be read changes nothing. */
  take({ file }: ServiceTagsParams): ServiceTagsResult {
    const reading = file ? readServiceTags(file.text, file.name) : { tags: builtInTags };
    if ("tags" in reading) this.#tags = reading.tags;
    const { published, names } = this.#tags;
    return { published, count: names.length, error: "error" in reading ? reading.error : null };
  }
}
