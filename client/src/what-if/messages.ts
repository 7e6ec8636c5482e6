import type { FromPage } from "../panels/messages.ts";
import type { ReviewFacts } from "./review-facts.ts";

/** What only the page of the review asks for: to compare with something else, or all of it as Markdown. */
export type OwnMessage = "choose" | "copy";

export type FromReview = FromPage<OwnMessage>;

/** What its host says to the page of the review. */
export interface ToReview {
  readonly kind: "review";
  readonly facts: ReviewFacts;
}
