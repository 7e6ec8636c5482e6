import type { Locator } from "playwright-core";

/** A squiggle, and the text above it. */
export interface Squiggle {
  readonly severity: string;
  readonly text: string;
}

/** Reads the wavy lines in sight in `editor`, and the faded ("unnecessary") text as severity `unnecessary`. */
export async function readSquiggles(editor: Locator): Promise<readonly Squiggle[]> {
  const kinds = ["error", "warning", "info", "hint"].map((word) => `.squiggly-${word}`);
  return editor.evaluate(
    (root, selector) =>
      [...root.querySelectorAll(selector)].map((mark) => {
        const box = mark.getBoundingClientRect();
        const lines = [...root.querySelectorAll(".view-line")].filter((line) => {
          const { top, bottom } = line.getBoundingClientRect();
          const middle = (box.top + box.bottom) / 2;
          return top <= middle && middle < bottom;
        });
        let text = "";
        for (const line of lines) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            for (let at = 0; at < (node.textContent ?? "").length; at++) {
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + 1);
              const { left, right } = range.getBoundingClientRect();
              const middle = (left + right) / 2;
              if (box.left <= middle && middle <= box.right) text += range.toString();
            }
          }
        }
        const severity = /squiggly-(\w+)/.exec(mark.className)?.[1] ?? "";
        return { severity, text: text.replaceAll("\u00a0", " ") };
      }),
    [...kinds, ".squiggly-unnecessary"].join(),
  );
}
