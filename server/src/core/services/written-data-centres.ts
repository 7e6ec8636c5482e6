import written from "./data-centres.json" with { type: "json" };

/** The packed line of the tag of all data centres, which is asked for most. Reads the file on the first call. */
export function writtenDataCentres(): string {
  return written.line;
}
