import type { Complaint, ProblemFact, Remark } from "../complaint.ts";

/** What the command line itself has to say. */
export interface CliWords {
  /** What keeps a file or a root from being judged. */
  readonly problem: (fact: ProblemFact) => string;
  readonly complaint: (complaint: Complaint) => string;
  readonly remark: (remark: Remark) => string;
}
