import { expect, test } from "vitest";
import { isDate } from "../../server/src/core/text/patterns.ts";

const years = ["1900", "2000", "2026", "2028", "2100"];
const twoDigits = Array.from({ length: 34 }, (_, index) => String(index).padStart(2, "0"));

test("exactly the days of the calendar are dates", () => {
  for (const year of years)
    for (const month of twoDigits)
      for (const day of twoDigits) {
        const text = `${year}-${month}-${day}`;
        const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
        expect(isDate(text), text).toBe(new Date(time).toISOString().startsWith(`${text}T`));
      }
  for (const text of ["", "31.12.2026", "2026-1-31", "2026-01-31T00:00", " 2026-01-31"])
    expect(isDate(text), text).toBe(false);
});
