/** The page: header, find, the view in the middle, the card. */
import { flushSync } from "react-dom";
import { memo, type RefObject, Suspense, useEffect, useRef } from "react";
import type { Model } from "./core/graph/model";
import { compareWith, go, select } from "./core/state/changes";
import type { View } from "./core/state/view";
import { cut, nameOf } from "./core/facts/names";
import { Panel } from "./panels/card/Panel";
import { Find } from "./panels/find/Find";
import type { SearchHandle } from "./panels/find/Search";
import { Player } from "./panels/story/Player";
import { Saved } from "./panels/story/Saved";
import { Tour } from "./panels/tour/Tour";
import { Boundary } from "./ui/Boundary";
import { useChanges, useCommon, usePassing, useView, useWords } from "./ui/context";
import { useModel } from "./ui/data";
import { Header } from "./ui/Header";
import { Keys } from "./ui/Keys";
import { useServerAway } from "./ui/server";
import { Told } from "./ui/Told";
import { Failure, Skeleton } from "./ui/states";
import { useTold } from "./ui/writing";
import { VIEWS } from "./views/views";

// What a neighbour's answer does not change is not worked out again.
const [Left, Centre, Right] = [memo(Find), memo(Middle), memo(Panel)];

export function App() {
  const t = useWords();
  const { model, error, retry } = useModel();
  const away = useServerAway();
  const { finding, playing } = usePassing();
  const search = useRef<SearchHandle>(null);
  const wide = useView((view) => view.wide);
  useShortcuts(search);
  useFilterBack();
  useTitle(model);
  useUnknownView();
  return (
    <div className={`page ${finding ? "finding" : ""} ${playing === null ? "" : "playing"} ${wide ? "wide" : ""}`}>
      <Header />
      {away ? (
        <p className="away" role="alert">
          {t("state.offline")}
        </p>
      ) : null}
      <section className="left" aria-label={t("find.label")}>
        <Left model={model} searchRef={search} />
      </section>
      <main className="centre">
        {model === null ? <Waiting error={error} retry={retry} /> : <Centre model={model} />}
      </main>
      <Right model={model} />
      <Keys tour={model !== null && model.nodes.size > 0} />
      <Saved />
      <Player />
      <Tour model={model} />
      <Told />
    </div>
  );
}

function Middle({ model }: { readonly model: Model }) {
  const at = useView((view) => view.at);
  const { id: shown, view: Shown } = VIEWS.find(({ id }) => id === at) ?? VIEWS[0];
  if (model.nodes.size === 0 && shown !== "import") return <Empty />;
  return (
    <Boundary>
      <Suspense fallback={<Skeleton />}>
        <Shown model={model} />
      </Suspense>
    </Boundary>
  );
}

function Waiting({ error, retry }: { readonly error: Error | null; readonly retry: () => void }) {
  return <div className="notice">{error === null ? <Skeleton lines={5} /> : <Failure error={error} retry={retry} />}</div>;
}

function Empty() {
  const t = useWords();
  const { commit } = useChanges();
  return (
    <div className="notice" role="status">
      <h2>{t("state.emptyTitle")}</h2>
      <p>{t("state.emptyText")}</p>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          commit(go("import"));
        }}
      >
        {t("import.title")}
      </button>
      <p className="small">{t("state.emptyDemo")}</p>
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

/** Of a name's length, as much as a sentence has room for. */
const LONGEST_NAME = 40;

/** An address may ask for a view that is none: the map stands in for it, and that is said. */
function useUnknownView(): void {
  const t = useWords();
  const { adjust } = useChanges();
  const at = useView((view) => view.at);
  const { set } = useTold();
  useEffect(() => {
    if (VIEWS.some(({ id }) => id === at)) return;
    set({ text: t("state.noView", { name: cut(at, LONGEST_NAME) }) });
    adjust((view) => ({ ...view, at: VIEWS[0].id }));
  }, [at, adjust, set, t]);
}

const typing = (target: EventTarget | null) => target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;

const narrowed = (view: View): View => ({ ...view, wide: false });

/** Who looks for something to compare with has the search again. */
function useFilterBack(): void {
  const { adjust } = useChanges();
  const wide = useView((view) => view.wide);
  const { comparing } = usePassing();
  useEffect(() => {
    if (wide && comparing) adjust(narrowed);
  }, [wide, comparing, adjust]);
}

/** Keys that work anywhere on the page. */
function useShortcuts(search: RefObject<SearchHandle | null>): void {
  const { commit, adjust, undo, redo } = useChanges();
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
      const { keys, saving, playing, touring } = usePassing.getState();
      if (keys || saving || touring || playing !== null) return;
      // So has what is open over the page.
      if (document.querySelector("[popover]:popover-open") !== null) return;
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      // A field has its own undo.
      if (command && typing(event.target)) return;
      if (command && key === "z") (event.shiftKey ? redo : undo)();
      else if (command && key === "y") redo();
      else if (command || event.altKey || typing(event.target)) return;
      else if (key === "/") {
        set({ finding: true });
        // The field is there once the page has room for it again: at once, for who types on.
        if (store.getState().history.present.wide) flushSync(() => { adjust(narrowed); });
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
  }, [commit, adjust, undo, redo, set, search, store]);
}
