import type { FailureFact } from "../../logic/isolated.ts";
import { sayBy } from "../words.ts";
import { sayCount } from "./count.ts";
import type { GlobFault } from "../../text/glob.ts";
import type { StateFault } from "../../syntax/syntax-fault.ts";
import { saySyntax } from "./syntax.ts";

export const sayFailure = sayBy<FailureFact>({
  "internal-error": ({ error }) => `Nothing here is checked because of an internal error: ${error}`,
  "too-slow": ({ seconds }) => `it took longer than ${sayCount(seconds, "second")}, so it is left out`,
  changed: ({ file }) => `nothing here is checked, because ${file} changed during the check`,
  silent: ({ seconds }) =>
    `The analysis took longer than ${sayCount(seconds, "second")}, so this file is ignored until it changes.`,
  failed: () => "The analysis failed, so this file is ignored until it changes.",
});

export const sayGlob = sayBy<GlobFault>({
  "empty-glob": () => "an empty pattern matches nothing",
  "glob-too-long": ({ most }) => `a pattern can have at most ${sayCount(most, "character")}`,
  "too-many-alternatives": ({ most }) => `a pattern can have at most ${sayCount(most, "alternative")}`,
});

export const sayStateFault = sayBy<StateFault>({
  "not-read": () => "the file does not exist, or cannot be read",
  "not-a-state": () =>
    "not a state; expected JSON printed by az keyvault, az graph query, az deployment … what-if, bicep snapshot, or terraform show, or a Terraform state file",
  syntax: ({ fault }) => saySyntax(fault),
  failed: ({ why }) => sayFailure(why),
});
