import { ErrorCodes, ResponseError } from "vscode-languageserver";

/** A member of what a client sent, whatever that is. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Answers a request whose parameters have the shape that the protocol gives them; any other is the client's mistake. */
export function checked<P, R>(
  isExpected: (params: unknown) => params is P,
  answer: (params: P) => R,
): (params: unknown) => R | ResponseError {
  return (params) =>
    isExpected(params)
      ? answer(params)
      : new ResponseError(ErrorCodes.InvalidParams, "The parameters are not those of the request.");
}

type Question = (value: unknown) => boolean;

/** Whether a value is an object whose members are as asked. */
export function isRecordOf(members: Readonly<Record<string, Question>>): Question {
  return (value) => Object.entries(members).every(([name, isExpected]) => isExpected(memberOf(value, name)));
}

/** Whether a value is a list of such values. */
export function isListOf(isExpected: Question): Question {
  return (value) => Array.isArray(value) && value.every((each) => isExpected(each));
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}
