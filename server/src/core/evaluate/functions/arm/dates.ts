/**
 * Dates:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-date
 */
import type { TemplateFunction } from "../function.ts";
import { beyond, exact } from "./arguments.ts";

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
