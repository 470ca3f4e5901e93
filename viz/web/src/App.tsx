/** The page: header, find, the view in the middle, the card. */
import { type RefObject, Suspense, useEffect, useRef } from "react";
import type { Model } from "./core/graph/model";
import { compareWith, select } from "./core/state/changes";
import { nameOf } from "./core/facts/names";
import { Panel } from "./panels/card/Panel";
import { Find } from "./panels/find/Find";
import type { SearchHandle } from "./panels/find/Search";
import { Player } from "./panels/story/Player";
import { Saved } from "./panels/story/Saved";
import { Boundary } from "./ui/Boundary";
import { useChanges, useCommon, usePassing, useView, useWords } from "./ui/context";
import { useModel } from "./ui/data";
import { Header } from "./ui/Header";
import { Keys } from "./ui/Keys";
import { useServerAway } from "./ui/server";
import { Told } from "./ui/Told";
import { Failure, Skeleton } from "./ui/states";
import { VIEWS } from "./views/views";

export function App() {
  const t = useWords();
  const { model, error, retry } = useModel();
  const away = useServerAway();
  const { finding, playing } = usePassing();
  const search = useRef<SearchHandle>(null);
  useShortcuts(search);
  useTitle(model);
  return (
    <div className={`page ${finding ? "finding" : ""} ${playing === null ? "" : "playing"}`}>
      <Header />
      {away ? (
        <p className="away" role="alert">
          {t("state.offline")}
        </p>
      ) : null}
      <section className="left" aria-label={t("find.label")}>
        <Find model={model} searchRef={search} />
      </section>
      <main className="centre">
        {model === null ? <Waiting error={error} retry={retry} /> : model.nodes.size === 0 ? <Empty /> : <Middle model={model} />}
      </main>
      <Panel model={model} />
      <Keys />
      <Saved />
      <Player />
      <Told />
    </div>
  );
}

function Middle({ model }: { readonly model: Model }) {
  const at = useView((view) => view.at);
  const { view: View } = VIEWS.find(({ id }) => id === at) ?? VIEWS[0];
  return (
    <Boundary>
      <Suspense fallback={<Skeleton />}>
        <View model={model} />
      </Suspense>
    </Boundary>
  );
}

function Waiting({ error, retry }: { readonly error: Error | null; readonly retry: () => void }) {
  return <div className="notice">{error === null ? <Skeleton lines={5} /> : <Failure error={error} retry={retry} />}</div>;
}

function Empty() {
  const t = useWords();
  return (
    <div className="notice" role="status">
      <h2>{t("state.emptyTitle")}</h2>
      <p>{t("state.emptyText")}</p>
    </div>
  );
}

function useTitle(model: Model | null): void {
  const t = useWords();
  const { lang } = useCommon();
  const selected = useView((view) => view.selected);
  const node = selected?.type === "entity" ? model?.nodes.get(selected.id) : undefined;
  useEffect(() => {
    document.title = node === undefined ? `${t("brand")} — ${t("tagline")}` : `${nameOf(node, lang)} — ${t("brand")}`;
  }, [node, lang, t]);
}

const typing = (target: EventTarget | null) => target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;

/** Keys that work anywhere on the page. */
function useShortcuts(search: RefObject<SearchHandle | null>): void {
  const { commit, undo, redo } = useChanges();
  const { store } = useCommon();
  const { set } = usePassing();
  useEffect(() => {
    const escape = () => {
      const { expanding, text, comparing, lassoing } = usePassing.getState();
      if (expanding !== null || text || comparing || lassoing) {
        set({ expanding: null, text: false, comparing: false, lassoing: false });
        return;
      }
      const { compared } = store.getState().history.present;
      commit(compared[0] === undefined ? select(null) : compareWith(compared[0]));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      // An open dialog has its own keys.
      if (usePassing.getState().keys || usePassing.getState().saving || usePassing.getState().playing !== null) return;
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      // A field has its own undo.
      if (command && typing(event.target)) return;
      if (command && key === "z") (event.shiftKey ? redo : undo)();
      else if (command && key === "y") redo();
      else if (command || event.altKey || typing(event.target)) return;
      else if (key === "/") {
        set({ finding: true });
        search.current?.focus();
      } else if (key === "?") set({ keys: true });
      else if (key === "escape") escape();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
    };
  }, [commit, undo, redo, set, search, store]);
}
