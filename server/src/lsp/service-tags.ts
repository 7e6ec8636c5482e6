import { builtInTags, readServiceTags, type ServiceTags } from "../core/index.ts";
import type { ServiceTagsParams, ServiceTagsResult } from "../protocol/service-tags.ts";

/** The current service tags, which a client can replace with those of a newer file. */
export class ServiceTagsStore {
  /** Those that a client gave; null for the built-in ones. */
  #given: ServiceTags | null = null;

  get tags(): ServiceTags {
    return this.#given ?? builtInTags;
  }

  /**
   * Answers `keyvault-network/serviceTags`. A file that cannot be read, or is older than the built-in one, changes
   * nothing.
   */
  take({ file }: ServiceTagsParams): ServiceTagsResult {
    const reading = file ? readNewer(file.text, file.name) : { tags: null };
    if ("tags" in reading) this.#given = reading.tags;
    const { published, names } = this.tags;
    return { published, count: names.length, error: "error" in reading ? reading.error : null };
  }
}

/** A newer release may contain newer tags than a file that was given to an older one. */
function readNewer(text: string, name: string): ReturnType<typeof readServiceTags> {
  const reading = readServiceTags(text, name);
  if ("error" in reading) return reading;
  const [given, builtIn] = [reading.tags.published, builtInTags.published];
  if (given === null || builtIn === null || given >= builtIn) return reading;
  return { error: `It is of ${given}, and the built-in service tags are of ${builtIn}.` };
}
