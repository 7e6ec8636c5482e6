/**
 * Functions whose results only the deployment knows:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#list
 */
import { causesInside } from "../../values/causes-inside.ts";
import { type Cause, causesOr, distinctCauses, unknown } from "../../values/value.ts";
import type { Shape } from "../../types.ts";
import { characters, exactly, guidShape } from "../../values/shape.ts";
import type { TemplateFunction } from "../function.ts";
import { perOption, plainOf } from "./arguments.ts";

const atRuntime: TemplateFunction = (call) =>
  unknown({ kind: "runtime", call: `${call.name}()` }, call.origin);

export const runtime: Readonly<Record<string, TemplateFunction>> = {
  /** Every function whose name begins with "list": what is listed belongs to Azure. */
  "list*": atRuntime,
  externalInput: atRuntime,
  externalInputs: atRuntime,
  newGuid: (call) => ({ ...unknown({ kind: "runtime", call: "newGuid()" }, call.origin), shape: guidShape }),
  pickZones: atRuntime,
  providers: atRuntime,
  references: atRuntime,
  // Placeholders that readers write for values; in a template, they are not names.
  "not printed": (call) => unknown({ kind: "runtime", call: { kind: "not-printed" } }, call.origin),
  "potential change": (call) => unknown({ kind: "runtime", call: { kind: "potential-change" } }, call.origin),
  roleDefinitions: atRuntime,
  toLogicalZone: atRuntime,
  toLogicalZones: atRuntime,
  toPhysicalZone: atRuntime,
  toPhysicalZones: atRuntime,
  utcNow: atRuntime,
  fail: perOption(([message], call) => {
    const text = plainOf(message);
    const name = typeof text === "string" && text !== "" ? text.slice(0, 200) : "fail()";
    return unknown({ kind: "failure", reason: { kind: "message", name } }, call.origin);
  }),
  getSecret: perOption((values, call) => {
    const name = values.map(plainOf).findLast((each) => typeof each === "string");
    return unknown({ kind: "secret", name: typeof name === "string" ? name : null }, call.origin);
  }),
  // Hashes: equal arguments give equal results, which the symbol of the call expresses; of the value itself only its shape is
  // known.
  guid: hash("guid()", guidShape),
  uniqueString: hash("uniqueString()", exactly(13, characters.base32)),
};

function hash(name: string, shape: Shape): TemplateFunction {
  return (call) => {
    const because: readonly Cause[] = distinctCauses(call.arguments.flatMap((value) => causesInside(value)));
    return { ...unknown(causesOr(because, { kind: "code", name }), call.origin), shape };
  };
}
