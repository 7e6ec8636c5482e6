import type { StateFault } from "../../syntax/state-fault.ts";
import { sayBy } from "../words.ts";
import { sayFailure } from "./failures.ts";
import { saySyntax } from "./syntax.ts";

export const sayStateFault = sayBy<StateFault>({
  "not-read": () => "die Datei gibt es nicht, oder sie ist nicht lesbar",
  "not-a-state": () =>
    "kein Zustand; erwartet wird JSON von az keyvault, az graph query, az deployment … what-if, bicep snapshot oder terraform show oder eine Zustandsdatei von Terraform",
  syntax: ({ fault }) => saySyntax(fault),
  failed: ({ why }) => sayFailure(why),
});
