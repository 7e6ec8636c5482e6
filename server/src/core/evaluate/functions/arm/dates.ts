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
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, "Z");
}

/** Only instants that name their zone are the same everywhere. */
function toEpoch(text: string): number | typeof beyond {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/.test(text);
  const milliseconds = isInstant ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? beyond : Math.floor(milliseconds / 1000);
}
