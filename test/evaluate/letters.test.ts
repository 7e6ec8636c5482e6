import { expect, it } from "vitest";
import { evaluateText } from "./evaluate-text.ts";
import { printValue } from "./literate.ts";

it.each([
  ["toUpper('ß')", "'ß'"],
  ["toUpper('ﬁ')", "'ﬁ'"],
  ["toUpper('ıſ')", "'ıſ'"],
  ["toLower('İ')", "'İ'"],
  ["toLower('ΑΣ')", "'ασ'"],
  ["toLower('É')", "'é'"],
  ["toUpper('é-allow')", "'É-ALLOW'"],
  ["length('😀')", "2"],
])("letters become single ones, as in .NET: %s", (expression, value) => {
  expect(printValue(evaluateText(expression))).toContain(value);
});
