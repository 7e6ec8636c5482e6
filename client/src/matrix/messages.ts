import type { FromPage, StepsMessage } from "../panels/messages.ts";
import type { Matrix } from "./matrix.ts";

/** All of it is to be copied as Markdown. */
export type FromMatrix = FromPage<"copy">;

/** What its host says to the page of the matrix. */
export type ToMatrix = { readonly kind: "matrix"; readonly matrix: Matrix } | StepsMessage;
