import type { Picture, Shape } from "../../server/src/protocol.ts";
import type { PictureFacts } from "../src/picture/picture-facts.ts";
import { draw } from "./dom.ts";

/** The names of the gates, which stay in sight, and below them the vaults with their lanes. */
export function drawParts(picture: Picture, lanes: PictureFacts["lanes"]): readonly SVGSVGElement[] {
  const { width, head, height } = picture;
  const names = draw("svg", { ...sizeOf(width, head.height), class: "head", "aria-hidden": "true" });
  names.append(...head.shapes.map(drawShape));
  const body = draw("svg", sizeOf(width, height));
  body.append(...vaultsOf(picture, lanes));
  return [names, body];
}

function vaultsOf(picture: Picture, lanes: PictureFacts["lanes"]): readonly SVGGElement[] {
  return picture.vaults.map((vault, at) =>
    draw(
      "g",
      { role: "group", "aria-label": vault.title },
      ...vault.shapes.map(drawShape),
      ...vault.lanes.map((lane, index) =>
        draw(
          "g",
          {
            class: "lane",
            role: "button",
            "data-at": `${at} ${index}`,
            "data-id": lanes[at]?.[index]?.[0]?.id ?? "",
          },
          draw("title", {}, lane.title),
          draw("rect", { class: "hit", x: 4, y: lane.y - 16, width: picture.width - 8, height: 32, rx: 5 }),
          ...lane.shapes.map(drawShape),
        ),
      ),
    ),
  );
}

function drawShape(shape: Shape): SVGElement {
  return "d" in shape
    ? draw("path", { class: shape.look, d: shape.d, pathLength: 100 })
    : draw("text", { class: shape.look, x: shape.x, y: shape.y }, shape.text);
}

function sizeOf(width: number, height: number): Readonly<Record<string, string | number>> {
  return { width, height, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "xMinYMin" };
}

/** What of the style sheet an image of the picture needs. */
const inherent = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font", "text-anchor"];

/** The picture as it looks now, twice as large, as the address of an image. */
export async function pngOf(canvas: HTMLElement, picture: Picture): Promise<string> {
  const { width, head } = picture;
  const height = head.height + picture.height;
  const whole = draw("svg", { ...sizeOf(width, height), xmlns: "http://www.w3.org/2000/svg" });
  const below = draw("g", { transform: `translate(0 ${head.height})` }, ...vaultsOf(picture, []));
  whole.append(draw("rect", { class: "ground", width, height }), ...head.shapes.map(drawShape), below);
  canvas.append(whole);
  for (const element of whole.querySelectorAll("*")) {
    const look = getComputedStyle(element);
    for (const name of inherent) element.setAttribute(name, look.getPropertyValue(name));
    element.removeAttribute("class");
    element.removeAttribute("pathLength");
  }
  whole.remove();
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(whole))}`;
  await image.decode();
  const drawn = document.createElement("canvas");
  Object.assign(drawn, { width: 2 * width, height: 2 * height });
  drawn.getContext("2d")?.drawImage(image, 0, 0, drawn.width, drawn.height);
  return drawn.toDataURL("image/png");
}
