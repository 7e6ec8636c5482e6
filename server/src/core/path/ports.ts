import { is } from "../evaluate/values/value.ts";
import type { Truth } from "../logic/truth.ts";
import { any, truth } from "../logic/truth.ts";
import type { ListField } from "../network/fields/field.ts";

/** Whether a list of ports contains one, or all of them: `443`, `8000-8080`, `*`, also several with commas between them. */
export function hasPort(ports: ListField<string>, port: number | "any"): Truth {
  const answers = ports.items.map(({ field }) =>
    is(field.value, (text) => truth(text.split(",").some((each) => covers(each.trim(), port)))),
  );
  return any([...answers, ports.open.length > 0 ? "maybe" : "no"]);
}

function covers(text: string, port: number | "any"): boolean {
  if (text === "*") return true;
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === undefined) return false;
  const [from, to] = [Number(first), Number(last ?? first)];
  return port === "any" ? from <= 1 && to >= 65_535 : from <= port && port <= to;
}
