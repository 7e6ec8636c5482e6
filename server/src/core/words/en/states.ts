import type { StateFault } from "../../syntax/state-fault.ts";
import { sayBy } from "../words.ts";
import { sayFailure } from "./failures.ts";
import { saySyntax } from "./syntax.ts";

export const sayStateFault = sayBy<StateFault>({
  "not-read": () => "the file does not exist, or cannot be read",
  "not-a-state": () =>
    "not a state; expected JSON printed by az keyvault, az graph query, az deployment … what-if, bicep snapshot, or terraform show, or a Terraform state file",
  syntax: ({ fault }) => saySyntax(fault),
  failed: ({ why }) => sayFailure(why),
});
