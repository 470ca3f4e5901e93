/** The four quadrants: pairs that converge or not, linked or not; those that converge as points, each one clickable. */
import type { Analysis, Finding } from "../../core/api/types";
import { spots } from "../../core/analysis/plot";
import { nameOf } from "../../core/facts/names";
import { compareWith, selectEntity } from "../../core/state/changes";
import { isDone, useAnalysis } from "../../ui/analysis";
import { Help } from "../../ui/Help";
import { useChanges, useCommon, useView, useWords } from "../../ui/context";

const [WIDTH, HEIGHT, LEFT, PAD] = [640, 400, 236, 18];

export function Quadrants({ analysis }: { readonly analysis: Analysis }) {
  const t = useWords();
  const { lang } = useCommon();
  const territory = useView((view) => view.territory);
  const options = { limit: 200, ...(territory === null ? {} : { territory }) };
  const alliances = useFindings({ ...options, quadrant: "alliance" });
  const missed = useFindings({ ...options, quadrant: "missed_meeting" });
  const counts = (analysis.grids?.[0]?.rows ?? []).map((row) => Number(row[1] ?? 0));
  const [alliance = 0, meeting = 0, difference = 0, strangers = 0] = counts;
  const half = HEIGHT / 2;
  return (
    <figure className="quadrants">
      <div className="with-help">
        <Help of="quadrants" />
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 26}`} role="group" aria-label={t("convergences.plot")}>
        {[0, half].map((y) => (
          <g key={y}>
            <rect x={1} y={y + 1} width={LEFT - 2} height={half - 2} rx={8} />
            <rect x={LEFT + 1} y={y + 1} width={WIDTH - LEFT - 2} height={half - 2} rx={8} className="converging" />
          </g>
        ))}
        <Corner x={PAD} y={34} count={difference.toLocaleString(lang)} text={t("convergences.difference")} />
        <Corner x={PAD} y={half + 34} count={strangers.toLocaleString(lang)} text={t("convergences.strangers")} />
        <Corner x={LEFT + PAD} y={34} count={alliance.toLocaleString(lang)} text={t("convergences.alliance")} />
        <Corner x={LEFT + PAD} y={half + 34} count={meeting.toLocaleString(lang)} text={t("convergences.missed")} />
        <Dots pairs={alliances} top={0} />
        <Dots pairs={missed} top={half} />
        <text x={WIDTH - 4} y={HEIGHT + 18} textAnchor="end" className="axis">
          {t("convergences.axis")}
        </text>
      </svg>
    </figure>
  );
}

function useFindings(options: Parameters<typeof useAnalysis>[1]): readonly Finding[] {
  const { data } = useAnalysis("quadrants", options);
  return data !== undefined && isDone(data) ? data.findings : [];
}

function Corner({ x, y, count, text }: { readonly x: number; readonly y: number; readonly count: string; readonly text: string }) {
  return (
    <text x={x} y={y}>
      <tspan className="count">{count}</tspan>
      <tspan x={x} dy={20}>
        {text}
      </tspan>
    </text>
  );
}

function Dots({ pairs, top }: { readonly pairs: readonly Finding[]; readonly top: number }) {
  const { lang } = useCommon();
  const { commit } = useChanges();
  const compared = useView((view) => [view.selected?.id ?? "", ...view.compared].join(" "));
  const places = spots(pairs);
  const [width, height] = [WIDTH - LEFT - 3 * PAD, HEIGHT / 2 - 84];
  return pairs.map(({ entities: [first, second], sentence }, i) => {
    const at = places[i];
    if (first === undefined || second === undefined || at === undefined) return null;
    const show = () => {
      commit((view) => compareWith(second.id)(selectEntity(first.id)(view)));
    };
    return (
      <circle
        key={`${first.id} ${second.id}`}
        cx={LEFT + PAD + 8 + at.x * width}
        cy={top + HEIGHT / 2 - PAD - at.y * height}
        r={8}
        role="button"
        tabIndex={0}
        aria-label={`${nameOf(first, lang)} — ${nameOf(second, lang)}`}
        className={compared === `${first.id} ${second.id}` ? "chosen" : undefined}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") show();
        }}
      >
        <title>{sentence[lang]}</title>
      </circle>
    );
  });
}
