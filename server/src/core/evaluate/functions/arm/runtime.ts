/**
 * Functions whose results only the deployment knows:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#list
 */

/**
 * Dates:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-date
 */

import { causesInside } from "../../values/causes-inside.ts";
import { type Cause, causesOr, distinctCauses, unknown } from "../../values/value.ts";
import type { Shape } from "../../types.ts";
import { characters, exactly, guidShape } from "../../values/shape.ts";
import type { TemplateFunction } from "../function.ts";
import { beyond, exact, perOption, plainOf } from "./arguments.ts";

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

export const dates: Readonly<Record<string, TemplateFunction>> = {
  // No firewall depends on it, so the calendar arithmetic is left out.
  dateTimeAdd: exact(() => beyond),
  dateTimeFromEpoch: exact(([seconds]) => (typeof seconds === "number" ? fromEpoch(seconds) : undefined)),
  dateTimeToEpoch: exact(([text]) => (typeof text === "string" ? toEpoch(text) : undefined)),
};

function fromEpoch(seconds: number): string | undefined {
  if (seconds < firstSecond || seconds > lastSecond) return undefined;
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The years from 1 to 9999. */
const [firstSecond, lastSecond] = [-62_135_596_800, 253_402_300_799];

/** Only instants that name their zone are the same everywhere. */
function toEpoch(text: string): number | typeof beyond {
  const [, day = ""] =
    /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/.exec(
      text,
    ) ?? [];
  // A day that its month does not have would become one of the next month.
  const isDay = !Number.isNaN(Date.parse(day)) && new Date(Date.parse(day)).toISOString().startsWith(day);
  const seconds = isDay ? Math.floor(Date.parse(text) / 1000) : Number.NaN;
  return seconds >= firstSecond && seconds <= lastSecond ? seconds : beyond;
}
