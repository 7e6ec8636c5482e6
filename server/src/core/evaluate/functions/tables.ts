import type { Dialect } from "../../template/template.ts";
import { armFunctions } from "./arm/arm-functions.ts";
import type { TemplateFunction } from "./function.ts";
import { terraformFunctions } from "./terraform/terraform-functions.ts";

/** The functions of a template language, by the names that its reader writes into the IR. */
export function functionsOf(dialect: Dialect): ReadonlyMap<string, TemplateFunction> {
  switch (dialect) {
    case "arm":
    case "bicep":
      return armFunctions;
    case "terraform":
      return terraformFunctions;
  }
}
