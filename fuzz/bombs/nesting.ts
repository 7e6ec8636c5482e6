import { arm, armVariables, azurermVault, bicepVault, type Bomb, single, times } from "./bomb.ts";

/** Deeper than any stack. */
export const nestingBombs: readonly Bomb[] = [
  single("objects in ARM", "main.json", () => arm(`"resources":[{"a":${times('{"a":')}1${times("}")}}]`)),
  single("lists in ARM that never end", "main.json", () => arm(`"resources":${times("[")}`)),
  single("calls in ARM", "main.json", () => armVariables("", `[${times("concat(")}'x'${times(")")}]`)),
  single("indices in ARM", "main.json", () => armVariables("", `[variables('x')${times("[0]")}]`)),
  single("objects in Bicep", "main.bicep", () => `var x = ${times("{a:")}1${times("}")}\n${bicepVault("x")}`),
  single("parentheses in Bicep that never end", "main.bicep", () => `var x = ${times("(")}`),
  single("interpolation in Bicep", "main.bicep", () => `var x = ${times("'${")}1${times("}'")}\n`),
  single("conditions in Bicep", "main.bicep", () =>
    bicepVault(`${times("true ? ")}'Deny'${times(" : 'Allow'")}`),
  ),
  single("operators in Bicep", "main.bicep", () => bicepVault(`${times("!")}true`)),
  single("a chain of members in Bicep", "main.bicep", () => bicepVault(`x${times(".y")}`)),
  single(
    "lists in HCL",
    "main.tf",
    () => `locals { x = ${times("[")}1${times("]")} }\n${azurermVault("local.x")}`,
  ),
  single("blocks in HCL that never end", "main.tf", () => times("a {\n")),
  single("templates in HCL", "main.tf", () => azurermVault(`${times('"${', 5000)}1${times('}"', 5000)}`)),
  single("objects in Terraform's JSON", "main.tf.json", () => `${times('{"a":')}1${times("}")}`),
  single("objects in an access file", ".keyvault-access.jsonc", () => `${times('{"a":')}1${times("}")}`),
];
