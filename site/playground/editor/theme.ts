import type { Extension } from "@codemirror/state";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The colors are the page's, which follow the system's theme. */
const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: [tags.number, tags.atom], color: "var(--code-value)" },
  { tag: tags.propertyName, color: "var(--code-property)" },
  { tag: tags.typeName, color: "var(--code-keyword)" },
  { tag: tags.comment, color: "var(--code-comment)" },
  { tag: tags.meta, color: "var(--code-meta)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--fg)", backgroundColor: "var(--bg)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "13px", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--fg)", paddingBlock: "10px" },
  ".cm-cursor": { borderLeftColor: "var(--fg)" },
  ".cm-gutters": { color: "var(--muted)", backgroundColor: "var(--bg)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--line-tint)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-tooltip": {
    color: "var(--fg)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    boxShadow: "0 4px 16px rgb(0 0 0 / 16%)",
  },
  ".cm-panels": { color: "var(--fg)", backgroundColor: "var(--raised)" },
  ".cm-hover": {
    maxWidth: "34rem",
    maxHeight: "20rem",
    overflow: "auto",
    padding: "8px 12px",
    font: "13px/1.45 var(--sans)",
  },
  ".cm-hover p, .cm-hover ul": { margin: "0 0 6px" },
  ".cm-hover ul": { paddingInlineStart: "18px" },
  ".cm-hover code": { fontFamily: "var(--mono)", fontSize: "12px" },
  ".cm-hover button": {
    padding: "0",
    border: "none",
    font: "inherit",
    color: "var(--link)",
    background: "none",
    textDecoration: "underline",
    cursor: "pointer",
  },
  ".cm-lens": {
    display: "flex",
    flexWrap: "wrap",
    gap: "0 14px",
    paddingBlock: "2px",
    font: "12px/1.5 var(--sans)",
    color: "var(--muted)",
  },
  ".cm-lens button": {
    padding: "0",
    border: "none",
    font: "inherit",
    color: "var(--link)",
    background: "none",
    cursor: "pointer",
  },
  ".cm-lens button:hover": { textDecoration: "underline" },
  ".cm-lens button:focus-visible": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info, .cm-lintRange-hint": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bad)",
    textUnderlineOffset: "3px",
    textDecorationSkipInk: "none",
  },
  ".cm-lintRange-warning": { textDecorationColor: "var(--warn)" },
  ".cm-lintRange-info, .cm-lintRange-hint": { textDecorationColor: "var(--link)" },
});

export const theme: Extension = [look, syntaxHighlighting(highlighting)];
