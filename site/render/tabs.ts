import { type Html, markup } from "./html.ts";

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/**
 * Panels of which one is chosen. The choice is a group of radio buttons, which works without scripts; the style sheet shows
 * the panel, and print shows all of them.
 */
export function tabs(name: string, legend: string, all: readonly Tab[]): Html {
  const [first] = all;
  if (!first) return markup``;
  if (all.length === 1) return first.body;
  return markup`<div class="tabs">
    <fieldset>
      <legend>${legend}</legend>
      ${all.map(
        ({ id, title }) =>
          markup`<label
            ><input type="radio" name="${name}" value="${id}" ${id === first.id && markup` checked`} /><span
              >${title}</span
            ></label
          > `,
      )}
    </fieldset>
    ${all.map(
      ({ id, title, body }) =>
        markup`<section class="panel" data-panel="${id}" aria-label="${title}">
          <h3 class="printed">${title}</h3>
          ${body}
        </section> `,
    )}
  </div>`;
}
