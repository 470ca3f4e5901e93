/** Sending files, looking at them, loading them; what came in before and what was decided. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asked, client } from "../../core/api/client";
import type { Columns } from "../../core/import/choice";
import type { ImportPreview, LoadProgress, UploadInfo } from "../../core/api/types";
import { useCommon } from "../../ui/context";
import { authority } from "../../ui/authority";

const LOOK = 400;

export interface Arrangement {
  readonly title: string;
  readonly author: string;
  /** How the one table is read, null for as it is recognised. */
  readonly table: { readonly type: string; readonly columns: Columns } | null;
}

export const AS_IT_IS: Arrangement = { title: "", author: "", table: null };

export interface Arriving {
  readonly upload: UploadInfo | null;
  readonly preview: ImportPreview | null;
  readonly progress: LoadProgress | null;
  readonly busy: boolean;
  readonly problem: Error | null;
}

const NOTHING: Arriving = { upload: null, preview: null, progress: null, busy: false, problem: null };

function body(upload: string, { title, author, table }: Arrangement) {
  return {
    upload,
    ...(title.trim() === "" ? {} : { title: title.trim() }),
    ...(author.trim() === "" ? {} : { author: author.trim() }),
    ...(table === null ? {} : { table: { type: table.type, columns: { ...table.columns } } }),
  };
}

/** An arrival from the first file to the last claim. */
export function useArrival() {
  const { lang } = useCommon();
  const queries = useQueryClient();
  const [state, setState] = useState<Arriving>(NOTHING);
  const api = client(lang);
  const headers = authority();

  const during = async (work: () => Promise<Partial<Arriving>>) => {
    setState((now) => ({ ...now, busy: true, problem: null }));
    try {
      const change = await work();
      setState((now) => ({ ...now, ...change, busy: false }));
    } catch (error) {
      setState((now) => ({ ...now, busy: false, problem: error instanceof Error ? error : new Error(String(error)) }));
    }
  };
  const look = (upload: UploadInfo, how: Arrangement) => asked(api.POST("/api/imports/preview", { body: body(upload.id, how), headers }));

  return {
    state,
    send: (files: readonly File[]) =>
      during(async () => {
        let upload: UploadInfo | null = null;
        for (const file of files) {
          const query: { name: string; into?: string } = { name: file.name, ...(upload === null ? {} : { into: upload.id }) };
          upload = await asked(api.POST("/api/uploads", { params: { query }, body: file as unknown as string, bodySerializer: (sent) => sent, headers: { ...headers, "Content-Type": "application/octet-stream" } }));
        }
        if (upload === null) return {};
        const sent = upload;
        setState((now) => ({ ...now, upload: sent, progress: null }));
        return { preview: await look(sent, AS_IT_IS) };
      }),
    look: (how: Arrangement) =>
      during(async () => (state.upload === null ? {} : { preview: await look(state.upload, how) })),
    load: (how: Arrangement) =>
      during(async () => {
        if (state.upload === null) return {};
        let progress: LoadProgress = await asked(api.POST("/api/imports", { body: body(state.upload.id, how), headers }));
        while (progress.state === "loading") {
          const now = progress;
          setState((before) => ({ ...before, progress: now }));
          await new Promise((done) => setTimeout(done, LOOK));
          progress = await asked(api.GET("/api/imports/{id}/progress", { params: { path: { id: progress.id } } }));
        }
        await queries.invalidateQueries();
        return { progress };
      }),
    leave: () => {
      if (state.upload !== null && state.progress === null) void api.DELETE("/api/uploads/{id}", { params: { path: { id: state.upload.id } }, headers });
      setState(NOTHING);
    },
  };
}

export function useImports() {
  const { lang } = useCommon();
  return useQuery({ queryKey: ["imports"], queryFn: ({ signal }) => asked(client(lang).GET("/api/imports", { params: { query: { limit: 100 } }, signal })) });
}

export function useDecisions() {
  const { lang } = useCommon();
  return useQuery({ queryKey: ["decisions"], queryFn: ({ signal }) => asked(client(lang).GET("/api/decisions", { params: { query: { limit: 50 } }, signal })) });
}
