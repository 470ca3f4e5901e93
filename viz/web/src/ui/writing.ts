/** Changing what the server keeps: every change carries the token, is told, and can be undone there and then. */
import { useQueryClient } from "@tanstack/react-query";
import { create } from "zustand";
import { asked, client, Problem } from "../core/api/client";
import type { Edit, Edited, NewDecision } from "../core/api/types";
import { authority } from "./authority";
import { useCommon, useWords } from "./context";

interface Told {
  readonly text: string;
  readonly problem: Error | null;
  readonly undo: (() => Promise<unknown>) | null;
  readonly busy: boolean;
  readonly set: (told: Partial<Omit<Told, "set">>) => void;
}

export const SILENT = { text: "", problem: null, undo: null, busy: false } as const;

/** What is told of the last change: one at a time. */
export const useTold = create<Told>()((set) => ({ ...SILENT, set }));

export const isRefused = (problem: Error | null) => problem instanceof Problem && problem.status === 401;

export function useWriting() {
  const t = useWords();
  const { lang } = useCommon();
  const queries = useQueryClient();
  const { busy, set } = useTold();

  /** Runs a change; what it was and how to undo it are told. Gives null where it was refused. */
  const change = async <T>(text: string, run: () => Promise<T>, undo: ((done: T) => Promise<unknown>) | null): Promise<T | null> => {
    set({ ...SILENT, busy: true });
    try {
      const done = await run();
      set({ ...SILENT, text, undo: undo === null ? null : () => undo(done) });
      // What is read of the graph is read anew, and the change is over before: nobody waits for a slow reading with a form open.
      // The ontology and the limits are not of the graph.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "ontology" && queryKey[0] !== "limits" });
      return done;
    } catch (error) {
      set({ ...SILENT, problem: error instanceof Error ? error : new Error(String(error)) });
      return null;
    }
  };

  const api = () => client(lang);
  const undoImport = (id: string) => change(t("edit.undone"), () => asked(api().DELETE("/api/imports/{id}", { params: { path: { id } }, headers: authority() })), null);
  const undoDecision = (id: string) => change(t("edit.undone"), () => asked(api().DELETE("/api/decisions/{id}", { params: { path: { id } }, headers: authority() })), null);
  return {
    busy,
    undoImport,
    undoDecision,
    say: (edit: Edit, text: string): Promise<Edited | null> =>
      change(text, () => asked(api().POST("/api/claims", { body: edit, headers: authority() })), (done) => undoImport(done.import_id)),
    decide: (decision: NewDecision, text: string) =>
      change(text, () => asked(api().POST("/api/decisions", { body: decision, headers: authority() })), (done) => undoDecision(done.id)),
  };
}
