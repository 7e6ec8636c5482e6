import { is } from "../evaluate/values/value.ts";
import { type Truth, truth } from "../logic/truth.ts";
import type { ListField } from "../network/fields/field.ts";
import { anyIn } from "../network/fields/lists.ts";

/** Whether a list of ports contains one, or all of them: `443`, `8000-8080`, `*`, also several with commas between them. */
export function hasPort(ports: ListField<string>, port: number | "any"): Truth {
  return anyIn(ports, (written) =>
    is(written, (text) => truth(text.split(",").some((each) => covers(each.trim(), port)))),
  );
}

function covers(text: string, port: number | "any"): boolean {
  if (text === "*") return true;
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === undefined) return false;
  const [from, to] = [Number(first), Number(last ?? first)];
  return port === "any" ? from <= 1 && to >= 65_535 : from <= port && port <= to;
}
