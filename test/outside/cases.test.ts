import { join } from "node:path";
import { expect, test } from "vitest";
import { readCases, writeExpected } from "./page.ts";
import { printCase } from "./print-case.ts";

/**
 * Each page has the files of a small repository: a template, and a pipeline, workflow, script or manifest that calls or changes its
 * vault. Below them are the calls as they are read, and the findings about them, which `UPDATE=1` writes.
 */
const isUpdating = process.env["UPDATE"] === "1";

test.each(readCases(join(import.meta.dirname, "cases")))("$name", (page) => {
  const actual = printCase(page.files);
  if (isUpdating) writeExpected(page, actual);
  else expect(actual).toBe(page.expected);
});
