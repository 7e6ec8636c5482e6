/** Questions to a server that a test answers when it wants. */
export interface Questions<Answer> {
  readonly ask: () => Promise<Answer>;
  /** How many were asked so far. */
  readonly asked: () => number;
  /** Answers the oldest open question. */
  readonly answer: (answer: Answer) => void;
  /** Answers the open questions, the latest first; they count from 1. */
  readonly answerBackwards: (answer: (question: number) => Answer) => void;
  readonly fail: (why: string) => void;
}

interface Open<Answer> {
  readonly question: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export function questions<Answer>(): Questions<Answer> {
  const open: Open<Answer>[] = [];
  let count = 0;
  return {
    ask: () => {
      const question = ++count;
      return new Promise((resolve, reject) => {
        open.push({ question, resolve, reject });
      });
    },
    asked: () => count,
    answer: (answer) => {
      open.shift()?.resolve(answer);
    },
    answerBackwards: (answer) => {
      for (const { resolve, question } of open.splice(0).reverse()) resolve(answer(question));
    },
    fail: (why) => {
      open.shift()?.reject(new Error(why));
    },
  };
}
