import { expect, test } from "vitest";
import { isTypo } from "../../server/src/core/text/is-typo.ts";

test.each([
  ["kv-orders", "kv-odrers", "two letters are swapped"],
  ["kv-orders", "kv-ordres", "two letters are swapped at the end"],
  ["kv-orders", "kv-orers", "a letter is missing"],
  ["kv-orders", "kv-orderrs", "a letter is doubled"],
  ["kv-orders", "kv-ofders", "a letter is replaced"],
  ["kv-orders", "kvorders", "a hyphen is missing"],
  ["kv-shop-prod", "kvshopprod", "hyphens are missing"],
  ["kv-shopprod", "kvshop-prod", "a hyphen is elsewhere"],
])("%s and %s are one name: %s", (a, b) => {
  expect([isTypo(a, b), isTypo(b, a)]).toEqual([true, true]);
});

test.each([
  ["kv-orders", "kv-orders", "they are equal"],
  ["kv-orders", "", "one is empty"],
  ["kv-orders1", "kv-orders2", "they are numbered"],
  ["kv-orders", "kv-orders2", "one has a number"],
  ["kvorders12", "kvorders21", "digits are swapped"],
  ["kv-orders-weu", "kv-orders-wku", "abbreviations differ"],
  ["kv-orders", "kv-orderx", "the end of a word differs"],
  ["kv-orders", "kv-borders", "the beginning of a word differs"],
  ["kv-orders", "kv-order", "one is the plural"],
  ["kv-orders", "kv-oedrss", "they differ in more"],
  ["kv-or-ders", "kv-or-1ders", "a digit is added"],
  ["kv-1-12", "kv-11-2", "a hyphen is elsewhere between digits"],
])("%s and %s are two names: %s", (a, b) => {
  expect([isTypo(a, b), isTypo(b, a)]).toEqual([false, false]);
});
