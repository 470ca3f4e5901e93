/** The one door to the server. Every refusal comes back as a Problem that says in words what is wrong. */
import createClient from "openapi-fetch";
import type { Lang } from "./types";
import type { paths } from "./schema";

/** What went wrong: `offline` when no answer came at all. */
export class Problem extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "Problem";
    this.status = status;
  }

  get offline(): boolean {
    return this.status === 0 || this.status === 503;
  }
}

interface ProblemJson {
  title?: unknown;
  detail?: unknown;
}

function told(body: unknown, status: number): Problem {
  const { title, detail } = (typeof body === "object" && body !== null ? body : {}) as ProblemJson;
  const text = [detail, title].find((part): part is string => typeof part === "string" && part !== "");
  return new Problem(status, text ?? `HTTP ${status}`);
}

export type Client = ReturnType<typeof client>;

export function client(lang: Lang, base = "/") {
  return createClient<paths>({ baseUrl: base, headers: { "Accept-Language": lang } });
}

/** The body of an answer; a Problem is thrown for anything else. */
export async function asked<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer;
  try {
    answer = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, error instanceof Error ? error.message : String(error));
  }
  if (answer.data === undefined || !answer.response.ok) throw told(answer.error, answer.response.status);
  return answer.data;
}
