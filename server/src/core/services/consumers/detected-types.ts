import { once } from "../../logic/memoize.ts";
import { typesOfCatalogue } from "./detection.ts";

/**
 * The types of resources that may use a vault, in lower case, in the order of the catalog. Bundles contain its value
 * (`scripts/bundle/computed.mjs`), so that the catalog is only read for a deployment with one of these types.
 */
export const detectedTypes = once(typesOfCatalogue);
