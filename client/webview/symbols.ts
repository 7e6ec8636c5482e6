import { draw } from "./dom.ts";

/** A shape for each verdict and outcome, so that color is not needed to tell them apart. */
const shapes = {
  allowed: "M3 8l4 4 6-8",
  exposed: "M8 2l7 12H1zM8 6v4M8 12v.5",
  denied: "M8 1a7 7 0 100 14A7 7 0 008 1zM3 3l10 10",
  partial: "M8 1a7 7 0 100 14A7 7 0 008 1zM8 1v14",
  depends: "M5 5a3 3 0 116 0c0 2-3 2-3 5M8 13v.5",
  continue: "M8 3v9M4 8.500l4 4 4-4",
  nothing: "M4 8h8",
} as const;

export type Shape = keyof typeof shapes;

/** A small picture beside the word that says the same. */
export function symbol(shape: Shape): SVGSVGElement {
  const path = draw("path", { d: shapes[shape] });
  return draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}

export function isShape(name: string | undefined): name is Shape {
  return name !== undefined && Object.hasOwn(shapes, name);
}
