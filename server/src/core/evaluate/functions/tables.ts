import type { Dialect } from "../../template/template.ts";
import { armFunctions, bicepFunctions } from "./arm/arm-functions.ts";
import type { TemplateFunction } from "./function.ts";
import { terraformFunctions } from "./terraform/terraform-functions.ts";

/** The functions of a template language, by the names that its reader writes into the IR. */
export function functionsOf(dialect: Dialect): ReadonlyMap<string, TemplateFunction> {
  switch (dialect) {
    case "arm":
      return armFunctions;
    case "bicep":
      return bicepFunctions;
    case "terraform":
      return terraformFunctions;
  }
}
