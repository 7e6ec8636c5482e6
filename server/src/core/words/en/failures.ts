import type { FailureFact } from "../../logic/isolated.ts";
import { sayBy } from "../words.ts";
import { sayCount } from "./count.ts";

export const sayFailure = sayBy<FailureFact>({
  "internal-error": ({ error }) => `Nothing here is checked because of an internal error: ${error}`,
  "too-slow": ({ seconds }) => `it took longer than ${sayCount(seconds, "second")}, so it is left out`,
  changed: ({ file }) => `nothing here is checked, because ${file} changed during the check`,
  silent: ({ seconds }) =>
    `The analysis took longer than ${sayCount(seconds, "second")}, so this file is ignored until it changes.`,
  failed: () => "The analysis failed, so this file is ignored until it changes.",
});
